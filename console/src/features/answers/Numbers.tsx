import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { useSpan } from "./spans";
import type { Trace } from "./types";
import { totalOf } from "./waterfall";

interface Props {
  trace: Trace;
  live: Trace | undefined;
}

interface Figure {
  name: string;
  value: number;
  /** The same under live; undefined where it was not asked, or cannot be told. */
  live: number | undefined;
  written: (value: number) => string;
}

/** Times, tokens and cost of an answer, each against the same question under live where that was asked. */
export function Numbers({ trace, live }: Props) {
  const { t } = useTranslation("answers");
  return (
    <dl className="nums">
      {useFigures(trace, live).map((one) => (
        <div key={one.name}>
          <dt>{t(`number.${one.name}`)}</dt>
          <dd>
            <bdi>{one.written(one.value)}</bdi>
            {one.live !== undefined && <small>{t(...beside(live, changeOf(one, one.live)))}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How a change is told: against live, or against the version that the other answer was given under. */
function beside(other: Trace | undefined, change: string): [string, Record<string, unknown>] {
  const asked = other?.query.as as { release?: string } | undefined;
  if (asked?.release === "live") return ["against.live", { change }];
  return ["against.version", { change, number: other?.told.release }];
}

/** The difference with its sign, isolated from the words around: it reads one way. */
function changeOf({ value, written }: Figure, live: number): string {
  const by = value - live;
  const sign = by > 0 ? "+" : by < 0 ? "−" : "±";
  return `\u2066${sign}${written(Math.abs(by))}\u2069`;
}

function useFigures(trace: Trace, live: Trace | undefined): readonly Figure[] {
  const { count, money } = useNumbers();
  const span = useSpan();
  const spent = spentOf(trace);
  const other = live && spentOf(live);
  const same = spent?.currency === other?.currency || !spent?.cost || !other?.cost;
  const currency = spent?.currency ?? other?.currency;
  const times: Figure[] = [
    { name: "total", value: totalOf(trace), live: live && totalOf(live), written: span },
    {
      name: "first",
      value: trace.timing.first_ms ?? 0,
      live: live && (live.timing.first_ms ?? 0),
      written: span,
    },
  ];
  if (!spent) return times;
  return [
    ...times,
    { name: "read", value: spent.read, live: other?.read, written: count },
    { name: "written", value: spent.written, live: other?.written, written: count },
    {
      name: "cost",
      value: spent.cost,
      live: same ? other?.cost : undefined,
      written: (value) => (currency ? money(value, currency) : count(value)),
    },
  ];
}

/** What models took, all calls of the answer together; undefined for who may not see it. */
function spentOf(trace: Trace) {
  if (!trace.spent) return undefined;
  const rows = trace.spent;
  const sum = (name: string) => rows.reduce((whole, one) => whole + Number(one[name] ?? 0), 0);
  return {
    read: sum("tokens_in"),
    written: sum("tokens_out"),
    cost: sum("cost"),
    currency: rows.map((one) => one.currency).find((one) => typeof one === "string") as
      | string
      | undefined,
  };
}
