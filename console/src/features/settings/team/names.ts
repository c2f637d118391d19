import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../../api/session";
import { type Given, rolesQuery } from "./api";

/** Return functions that name a role, and a role with its place, in the reader's language. */
export function useRoleNames() {
  const { t } = useTranslation("settings");
  const roles = useQuery(rolesQuery).data ?? [];
  const stores = useQuery(storesQuery).data ?? [];
  const nameOf = (given: Pick<Given, "role" | "role_id">) =>
    given.role
      ? t(`role.${given.role}`)
      : (roles.find((one) => one.id === given.role_id)?.name ?? t("role.own"));
  const placed = (given: Given) => {
    const store = stores.find((one) => one.id === given.store_id)?.name;
    return store ? t("role.in", { role: nameOf(given), store }) : nameOf(given);
  };
  return { nameOf, placed };
}
