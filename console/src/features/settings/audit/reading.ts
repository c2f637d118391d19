import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { membersQuery } from "../team/api";
import type { Entry } from "./api";

export interface Change {
  field: string;
  before: string;
  after: string;
}

const said = (value: unknown): string =>
  value === undefined || value === null
    ? "–"
    : typeof value === "string"
      ? value
      : JSON.stringify(value);

/** What an entry tells of before and after, field by field; what stayed is left out. */
export function changesOf({ before, after }: Pick<Entry, "before" | "after">): readonly Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .map((field) => ({ field, before: said(before?.[field]), after: said(after?.[field]) }))
    .filter((one) => one.before !== one.after);
}

/** Return a function that names who did something, by name where they are a member. */
export function useActors(): (actor: string) => string {
  const { t } = useTranslation("settings");
  const members = useQuery({ ...membersQuery, retry: false }).data ?? [];
  return (actor) => {
    const [kind = "", id = ""] = actor.split(":");
    const member = members.find((one) => one.id === id);
    return member ? member.name || member.email : t(`actor.${kind}`, actor);
  };
}
