import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../../../api/session";
import { Button } from "../../../../ui/Button";
import { Labelled } from "../../../../ui/Field";
import type { Role } from "../../team/api";
import { choiceOf } from "../../team/roles";
import type { Connection } from "../api";
import type { RuleLine } from "./wanted";

interface Props {
  of: Connection | undefined;
  roles: readonly Role[];
  rules: readonly RuleLine[];
  onChange: (rules: readonly RuleLine[]) => void;
}

/** How groups become roles, and what becomes of people in none. */
export function Rules({ of, roles, rules, onChange }: Props) {
  const { t } = useTranslation("settings/security");
  const change = (at: number, part: Partial<RuleLine>) =>
    onChange(rules.map((one, place) => (place === at ? { ...one, ...part } : one)));
  const add = () =>
    onChange([...rules, { key: crypto.randomUUID(), group: "", role: "analyst", store: "" }]);
  return (
    <fieldset className="choices rules">
      <legend>{t("become")}</legend>
      {rules.map((one, at) => (
        <Line
          key={one.key}
          number={at + 1}
          rule={one}
          roles={roles}
          onChange={(part) => change(at, part)}
          onRemove={() => onChange(rules.filter((_, place) => place !== at))}
        />
      ))}
      <Button small icon="plus" onClick={add}>
        {t("rule.add")}
      </Button>
      <Labelled
        label={t("field.default")}
        help={t(rules.length ? "field.default.help" : "field.default.by-hand")}
      >
        {(attributes) => (
          <select {...attributes} name="default_role" defaultValue={of?.roles.default_role ?? ""}>
            <option value="">{t("default.none")}</option>
            <Options roles={roles.filter((one) => one.usual)} />
          </select>
        )}
      </Labelled>
    </fieldset>
  );
}

interface LineProps {
  number: number;
  rule: RuleLine;
  roles: readonly Role[];
  onChange: (part: Partial<RuleLine>) => void;
  onRemove: () => void;
}

function Line({ number, rule, roles, onChange, onRemove }: LineProps) {
  const { t } = useTranslation("settings/security");
  const stores = useQuery(storesQuery).data ?? [];
  return (
    <div className="rule">
      <input
        className="input"
        aria-label={t("rule.group", { number })}
        placeholder={t("rule.group.like")}
        maxLength={500}
        value={rule.group}
        onChange={(event) => onChange({ group: event.target.value })}
      />
      <select
        className="input"
        aria-label={t("rule.role", { number })}
        value={rule.role}
        onChange={(event) => onChange({ role: event.target.value })}
      >
        <Options roles={roles} />
      </select>
      <select
        className="input"
        aria-label={t("rule.store", { number })}
        value={rule.store}
        onChange={(event) => onChange({ store: event.target.value })}
      >
        <option value="">{t("rule.everywhere")}</option>
        {stores.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <Button bare small icon="close" onClick={onRemove}>
        {t("rule.remove", { number })}
      </Button>
    </div>
  );
}

function Options({ roles }: { roles: readonly Role[] }) {
  const { t } = useTranslation("settings");
  return roles.map((one) => (
    <option key={choiceOf(one)} value={choiceOf(one)}>
      {one.usual ? t(`role.${one.name}`) : one.name}
    </option>
  ));
}
