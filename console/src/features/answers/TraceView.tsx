import "./answers.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { Answered } from "../../ui/Answered";
import { useUrlState } from "../../ui/urlState";
import { traceQuery } from "./api";
import { StepDetail } from "./StepDetail";
import { useSpan } from "./spans";
import type { Trace } from "./types";
import { barsOf, ticksOf, totalOf } from "./waterfall";

/** How an answer came about: numbers, its steps on an axis of time, and one step in detail. The step is in the address. */
export function TraceView({ store, message }: { store: string; message: string }) {
  const { t } = useTranslation("answers");
  return (
    <Answered query={useQuery(traceQuery(store, message))} about={t("trace")}>
      {(trace) => <Whole trace={trace} />}
    </Answered>
  );
}

function Whole({ trace }: { trace: Trace }) {
  const names = trace.steps.map((one) => one.name);
  const [step, setStep] = useUrlState<string>("step", names.includes("find") ? "find" : "write");
  return (
    <div className="trace">
      <Numbers trace={trace} />
      <Waterfall trace={trace} step={step} onStep={setStep} />
      <StepDetail trace={trace} step={step} />
    </div>
  );
}

function Numbers({ trace }: { trace: Trace }) {
  const { t } = useTranslation("answers");
  const { count, money } = useNumbers();
  const span = useSpan();
  const spent = spentOf(trace);
  const shown: [string, string][] = [
    [t("number.total"), span(totalOf(trace))],
    [t("number.first"), span(trace.timing.first_ms ?? 0)],
    ...(spent
      ? ([
          [t("number.read"), count(spent.read)],
          [t("number.written"), count(spent.written)],
          [t("number.cost"), spent.currency ? money(spent.cost, spent.currency) : count(0)],
        ] as [string, string][])
      : []),
  ];
  return (
    <dl className="nums">
      {shown.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What models took, all calls of the answer together; undefined for who may not see it. */
function spentOf(trace: Trace) {
  if (!trace.spent?.length) return undefined;
  const sum = (name: string) =>
    (trace.spent ?? []).reduce((whole, one) => whole + Number(one[name] ?? 0), 0);
  return {
    read: sum("tokens_in"),
    written: sum("tokens_out"),
    cost: sum("cost"),
    currency: trace.spent.map((one) => one.currency).find((one) => typeof one === "string") as
      | string
      | undefined,
  };
}

interface WaterfallProps {
  trace: Trace;
  step: string;
  onStep: (step: string) => void;
}

function Waterfall({ trace, step, onStep }: WaterfallProps) {
  const { t } = useTranslation("answers");
  const span = useSpan();
  return (
    <div className="wf">
      <div className="ax" aria-hidden="true">
        <span />
        <span>
          {ticksOf(totalOf(trace)).map((one) => (
            <bdi key={one}>{span(one)}</bdi>
          ))}
        </span>
        <span />
      </div>
      <ul>
        {barsOf(trace).map((bar) => (
          <li key={`${bar.name} ${bar.start_ms}`}>
            <button
              type="button"
              aria-expanded={bar.name === step}
              onClick={() => onStep(bar.name)}
            >
              <span className={bar.error ? "down" : undefined}>{t(`step.${bar.name}`)}</span>
              <span className="ln" aria-hidden="true">
                <i
                  className={bar.evidence ? "ev2" : undefined}
                  style={{
                    insetInlineStart: `${bar.from * 100}%`,
                    inlineSize: `${bar.length * 100}%`,
                  }}
                />
              </span>
              <bdi className="t">{span(bar.ms)}</bdi>
            </button>
          </li>
        ))}
      </ul>
      <p className="faint small">{t("waterfall.help")}</p>
    </div>
  );
}
