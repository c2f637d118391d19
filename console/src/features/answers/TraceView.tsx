import "./answers.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Answered } from "../../ui/Answered";
import { useUrlState } from "../../ui/urlState";
import { traceQuery } from "./api";
import { Numbers } from "./Numbers";
import { StepDetail } from "./StepDetail";
import type { Trace } from "./types";
import { Waterfall } from "./Waterfall";
import { barsOf } from "./waterfall";

interface Props {
  store: string;
  message: string;
  /** The answer under live to the same question, where there is one: each number is told against it. */
  against?: string | undefined;
}

/** How an answer came about: numbers, its steps on an axis of time, and one step in detail. The step is in the address. */
export function TraceView({ store, message, against }: Props) {
  const { t } = useTranslation("answers");
  const live = useQuery({ ...traceQuery(store, against ?? ""), enabled: !!against }).data;
  return (
    <Answered query={useQuery(traceQuery(store, message))} about={t("trace")}>
      {(trace) => <Whole trace={trace} live={live} />}
    </Answered>
  );
}

function Whole({ trace, live }: { trace: Trace; live: Trace | undefined }) {
  const bars = barsOf(trace);
  const usual = bars.some((one) => one.key === "find") ? "find" : "write";
  const [step, setStep] = useUrlState<string>("step", usual);
  return (
    <div className="trace">
      <Numbers trace={trace} live={live} />
      <Waterfall trace={trace} bars={bars} step={step} onStep={setStep} />
      <StepDetail trace={trace} bar={bars.find((one) => one.key === step)} />
    </div>
  );
}
