import { useTranslation } from "react-i18next";

const KINDS = new Set(["member", "secret", "operator", "visitor", "job"]);

/** Who did something: a person's or a program's name, or what they are. by: "member:…", the kind first. */
export function Who({ by, name }: { by: string; name: string | null }) {
  const { t } = useTranslation("knowledge");
  const kind = by.slice(0, by.indexOf(":"));
  if (name) return kind === "secret" ? t("who.program", { name }) : name;
  return t(`who.${KINDS.has(kind) ? kind : "operator"}`);
}
