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

/** Limits of one wording, as "not nylon" is on fabric and material: to the shopper they are one. */
function byWording(filters: Filter[]): Filter[][] {
  const found = new Map<string, Filter[]>();
  for (const filter of filters) {
    const wording = shown(filter);
    found.set(wording, [...(found.get(wording) ?? []), filter]);
  }
  return [...found.values()];
}

/** What was understood as a limit. Taking one away asks again with those that remain. */
export function Filters({ filters, question, disabled }: Props) {
  const { wording, actions } = useKit();
  const { t } = wording;
  if (filters.length === 0) return null;
  const askWithout = (gone: Filter[]) => {
    void actions.say(
      question,
      filters.filter((filter) => !gone.includes(filter)),
    );
  };
  return (
    <ul class="aw-filters" aria-label={t("filters")}>
      {byWording(filters).map((alike) => {
        const wording = alike.map(shown)[0] ?? "";
        return (
          <li key={wording}>
            <button
              type="button"
              class="aw-filter"
              disabled={disabled}
              aria-label={t("removeFilter", { filter: wording })}
              onClick={() => askWithout(alike)}
            >
              <bdi>{wording}</bdi>
              <Icon shape="close" small />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
