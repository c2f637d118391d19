import type { Filter } from "../api/types";
import { useKit } from "./context";
import { Icon } from "./icons";

interface Props {
  filters: Filter[];
  question: string;
  disabled: boolean;
}

/** What the shop says otherwise shows both: cream → Beige. */
const shown = ({ text, words, near }: Filter) => (near && words ? `${words} → ${text}` : text);

/** What was understood as a limit. Taking one away asks again with those that remain. */
export function Filters({ filters, question, disabled }: Props) {
  const { wording, actions } = useKit();
  const { t } = wording;
  if (filters.length === 0) return null;
  const askWithout = (gone: Filter) => {
    void actions.say(
      question,
      filters.filter((filter) => filter !== gone),
    );
  };
  return (
    <ul class="aw-filters" aria-label={t("filters")}>
      {filters.map((filter) => (
        <li key={`${filter.field} ${filter.op} ${filter.value} ${filter.id ?? ""}`}>
          <button
            type="button"
            class="aw-filter"
            disabled={disabled}
            aria-label={t("removeFilter", { filter: shown(filter) })}
            onClick={() => askWithout(filter)}
          >
            <bdi>{shown(filter)}</bdi>
            <Icon shape="close" small />
          </button>
        </li>
      ))}
    </ul>
  );
}
