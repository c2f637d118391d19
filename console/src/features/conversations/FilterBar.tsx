import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../../i18n/languages";
import { labelsQuery } from "./api";
import { OUTCOMES, PERIODS, STATES, useFilters } from "./filters";

const TYPED_MS = 300;

/** Search and filters; all of them stand in the address. */
export function FilterBar({ store }: { store: string }) {
  const { t } = useTranslation("conversations");
  const labels = useQuery(labelsQuery(store)).data ?? [];
  const words = (kind: string, values: readonly string[]) =>
    values.map((one) => [one, t(`${kind}.${one}`)] as const);
  return (
    <search className="filters">
      <Search />
      <Choice name="state" usual="open" options={words("state", STATES)} />
      <Choice name="outcome" options={words("outcome", OUTCOMES)} />
      <Choice name="rating" options={words("rating", ["up", "down"])} />
      <Choice name="language" options={Object.entries(LANGUAGES)} />
      <Choice name="trouble" options={[["true", t("trouble")]]} />
      <Choice name="photo" options={[["true", t("photo")]]} />
      <Choice name="period" options={words("period", PERIODS)} />
      <Page />
      {labels.length > 0 && (
        <Choice name="label" options={labels.map((one) => [one.label, one.label])} />
      )}
    </search>
  );
}

function Search() {
  const { t } = useTranslation("conversations");
  const { search, set } = useFilters();
  const asked = String(search.q ?? "");
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(asked), [asked]);
  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => set("q", typed), TYPED_MS);
    return () => clearTimeout(timer);
  });
  return (
    <input
      type="search"
      className="input"
      aria-label={t("search")}
      placeholder={t("search")}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

/** How the path of the shop's page begins; taken over when it is left or Enter is pressed. */
function Page() {
  const { t } = useTranslation("conversations");
  const { search, set } = useFilters();
  const held = String(search.page ?? "");
  return (
    <input
      key={held}
      className="input choice"
      aria-label={t("filter.page")}
      placeholder={t("filter.page")}
      dir="ltr"
      maxLength={500}
      defaultValue={held}
      onBlur={(event) => event.target.value !== held && set("page", event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && set("page", event.currentTarget.value)}
    />
  );
}

interface ChoiceProps {
  name: string;
  /** Where another filter of the same name is called otherwise. */
  label?: string;
  usual?: string;
  options: readonly (readonly [string, string])[];
}

/** One filter of the address. */
export function Choice({ name, usual = "", options, label }: ChoiceProps) {
  const { t } = useTranslation("conversations");
  const { search, set } = useFilters();
  const id = useId();
  return (
    <span className="choice">
      <label className="vh" htmlFor={id}>
        {label ?? t(`filter.${name}`)}
      </label>
      <select
        id={id}
        className="input"
        value={String(search[name] ?? usual)}
        onChange={(event) => set(name, event.target.value === usual ? "" : event.target.value)}
      >
        {!usual && <option value="">{t(`filter.${name}`)}</option>}
        {options.map(([value, shown]) => (
          <option key={value} value={value}>
            {shown}
          </option>
        ))}
      </select>
    </span>
  );
}
