import { useTranslation } from "react-i18next";
import { useRoleNames } from "../../team/names";
import type { Connection } from "../api";

/** What somebody becomes who comes this way. */
export function RoleSummary({ of }: { of: Connection }) {
  const { t } = useTranslation("settings/security");
  const { nameOf, placed } = useRoleNames();
  const { rules, default_role } = of.roles;
  const given = (one: (typeof rules)[number]) =>
    placed({
      role: one.role ?? null,
      role_id: one.role_id ?? null,
      store_id: one.store_id ?? null,
    });
  return (
    <div className="become">
      <h4 className="b">{t("become")}</h4>
      {rules.length > 0 && (
        <ul>
          {rules.map((one) => (
            <li key={`${one.group} ${one.role ?? one.role_id} ${one.store_id}`}>
              {t("become.group", { group: one.group, role: given(one) })}
            </li>
          ))}
        </ul>
      )}
      <p className="muted">{rest()}</p>
    </div>
  );

  function rest(): string {
    if (default_role)
      return t("become.default", { role: nameOf({ role: default_role, role_id: null }) });
    return t(rules.length ? "become.refused" : "become.by-hand");
  }
}
