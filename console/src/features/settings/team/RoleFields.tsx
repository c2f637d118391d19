import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../../api/session";
import { Labelled } from "../../../ui/Field";
import { rolesQuery } from "./api";
import { choiceOf } from "./roles";

interface Props {
  role: string;
  place: string;
  onRole: (value: string) => void;
  onPlace: (value: string) => void;
  fault?: string | undefined;
}

/** A role, and where it holds. */
export function RoleFields({ role, place, onRole, onPlace, fault }: Props) {
  const { t } = useTranslation("settings");
  const roles = useQuery(rolesQuery).data ?? [];
  const stores = useQuery(storesQuery).data ?? [];
  return (
    <>
      <Labelled label={t("field.role")} fault={fault} help={t(`role.${role}.does`, "")}>
        {(attributes) => (
          <select {...attributes} value={role} onChange={(event) => onRole(event.target.value)}>
            {roles.map((one) => (
              <option key={choiceOf(one)} value={choiceOf(one)}>
                {one.usual ? t(`role.${one.name}`) : one.name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t("field.place")}>
        {(attributes) => (
          <select {...attributes} value={place} onChange={(event) => onPlace(event.target.value)}>
            <option value="">{t("everywhere")}</option>
            {stores.map((one) => (
              <option key={one.id} value={one.slug}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    </>
  );
}
