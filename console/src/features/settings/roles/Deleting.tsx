import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Asking } from "../../../ui/Asking";
import { Labelled } from "../../../ui/Field";
import { type Role, rolesQuery } from "../team/api";
import { choiceOf } from "../team/roles";
import { useDone } from "../useDone";
import { deleteRole } from "./api";

/** Deletes a role; whoever has it gets another. */
export function Deleting({ role, onClose }: { role: Role; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const others = (useQuery(rolesQuery).data ?? []).filter((one) => one.id !== role.id);
  const [instead, setInstead] = useState("");
  const act = useDone("team", () => deleteRole(role.id ?? "", instead));
  return (
    <Asking
      title={t("role.delete.of", { name: role.name })}
      keep={t("role.keep")}
      verb={t("role.delete")}
      act={act}
      told={t("told.role-deleted", { name: role.name })}
      onClose={onClose}
    >
      <Labelled label={t("role.instead")} help={t("role.instead.help")}>
        {(attributes) => (
          <select
            {...attributes}
            value={instead}
            onChange={(event) => setInstead(event.target.value)}
          >
            <option value="">{t("role.nobody")}</option>
            {others.map((one) => (
              <option key={choiceOf(one)} value={choiceOf(one)}>
                {one.usual ? t(`role.${one.name}`) : one.name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    </Asking>
  );
}
