import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { LANGUAGES } from "../../i18n/languages";
import { Button } from "../../ui/Button";
import { Search } from "../../ui/Search";
import { useUrlState } from "../../ui/urlState";
import { categoriesQuery, type Wanted } from "./api";
import { type Counts, STATES } from "./types";

/** What the address says is wanted. */
export function useFilters(): Wanted {
  const [state] = useUrlState<Wanted["state"]>("state", "");
  const [category_id] = useUrlState<string>("category", "");
  const [language] = useUrlState<string>("language", "");
  const [due] = useUrlState<string>("due", "");
  const [q] = useUrlState<string>("q", "");
  const review_by = due ? new Date().toISOString().slice(0, 10) : "";
  return useMemo(
    () => ({ state, category_id, language, review_by, q }),
    [state, category_id, language, review_by, q],
  );
}

/** A search and some choices, all in the address. */
export function Filters({ store, counts }: { store: string; counts: Counts }) {
  const { t } = useTranslation("knowledge");
  const { count } = useNumbers();
  const categories = useQuery(categoriesQuery(store)).data ?? [];
  const states = [
    ...STATES.map((one) => [one, t(`state.${one}`), counts.states[one]] as const),
    ["archived", t("state.archived"), counts.archived] as const,
  ];
  return (
    <div className="kn-filters">
      <Search label={t("search")} />
      <Choice
        name="state"
        label={t("column.state")}
        any={t("state.any")}
        options={states.map(([name, words, n]) => [name, `${words} (${count(n)})`])}
      />
      {categories.length > 0 && (
        <Choice
          name="category"
          label={t("category")}
          any={t("category.any")}
          options={categories.map((one) => [one.id, `${one.path} (${count(one.articles)})`])}
        />
      )}
      <Choice
        name="language"
        label={t("language")}
        any={t("language.any")}
        options={Object.entries(LANGUAGES).map(([code, name]) => [code, String(name)])}
      />
      <Due counts={counts} />
    </div>
  );
}

/** Only what somebody shall look at by today; a switch that is there while there is such a thing, or it is on. */
function Due({ counts }: { counts: Counts }) {
  const { t } = useTranslation("knowledge");
  const [due, setDue] = useUrlState<string>("due", "");
  if (!counts.due && !due) return null;
  return (
    <Button aria-pressed={!!due} onClick={() => setDue(due ? undefined : "1")}>
      {t("due", { count: counts.due })}
    </Button>
  );
}

interface ChoiceProps {
  /** Its name in the address. */
  name: string;
  label: string;
  any: string;
  options: readonly (readonly [string, string])[];
}

function Choice({ name, label, any, options }: ChoiceProps) {
  const [value, setValue] = useUrlState<string>(name, "");
  return (
    <select
      className="input"
      aria-label={label}
      value={value}
      onChange={(event) => setValue(event.target.value || undefined)}
    >
      <option value="">{any}</option>
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  );
}
