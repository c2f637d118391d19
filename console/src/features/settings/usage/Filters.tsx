import { useTranslation } from "react-i18next";
import { Labelled } from "../../../ui/Field";
import { useUrlState } from "../../../ui/urlState";
import { BY } from "./api";
import { MOST_DAYS_OF_CALLS, PERIODS } from "./figures";

/** What is shown, of which days, by what; every choice is in the address. seesAll: not this store's alone. */
export function Filters({ seesAll }: { seesAll: boolean }) {
  const { t } = useTranslation("settings/usage");
  const [view] = useUrlState<string>("view", "sums");
  const [by] = useUrlState<string>("by", "day");
  const few = view === "calls" || by === "conversation";
  return (
    <search className="usage-filters">
      <Choice name="view" usual="sums" options={["sums", "calls"]} />
      {view !== "calls" && <Choice name="by" usual="day" options={BY} />}
      <Choice
        name="period"
        usual="30"
        options={PERIODS.filter((one) => !few || Number(one) <= MOST_DAYS_OF_CALLS)}
      />
      {seesAll && <Choice name="of" usual="organization" options={["organization", "store"]} />}
      {few && <small className="muted">{t("few", { count: MOST_DAYS_OF_CALLS })}</small>}
    </search>
  );
}

function Choice({
  name,
  usual,
  options,
}: {
  name: string;
  usual: string;
  options: readonly string[];
}) {
  const { t } = useTranslation("settings/usage");
  const [value, setValue] = useUrlState<string>(name, usual);
  return (
    <Labelled label={t(`filter.${name}`)}>
      {(attributes) => (
        <select
          {...attributes}
          value={options.includes(value) ? value : usual}
          onChange={(event) => setValue(event.target.value)}
        >
          {options.map((one) => (
            <option key={one} value={one}>
              {name === "period" ? t("days", { count: Number(one) }) : t(`${name}.${one}`)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
