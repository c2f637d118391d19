import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { usePage } from "../../ui/windowed";
import { useScale, useSpan } from "./spans";
import type { Trace } from "./types";
import { type Bar, totalOf } from "./waterfall";

/** Rows are as high as a finger needs where fingers press them. */
const rowHeight = () => (matchMedia("(max-width: 760px)").matches ? 44 : 28);

interface Props {
  trace: Trace;
  bars: readonly Bar[];
  step: string;
  onStep: (step: string) => void;
}

/** The steps of an answer on one axis of time; over a hundred only those in view are drawn. */
export function Waterfall({ trace, bars, step, onStep }: Props) {
  const { t } = useTranslation("answers");
  const scroller = useRef<HTMLDivElement>(null);
  const page = usePage(bars.length, scroller, rowHeight());
  return (
    <div className="wf">
      <Axis total={totalOf(trace)} />
      <div ref={scroller} className={page.all ? undefined : "scroller"}>
        {page.before > 0 && <div style={{ blockSize: page.before }} />}
        <ul aria-label={t("steps", { count: bars.length })}>
          {bars.slice(page.from, page.to).map((bar, at) => (
            <li key={bar.key} aria-setsize={bars.length} aria-posinset={page.from + at + 1}>
              <Row bar={bar} open={bar.key === step} onOpen={() => onStep(bar.key)} />
            </li>
          ))}
        </ul>
        {page.after > 0 && <div style={{ blockSize: page.after }} />}
      </div>
      <p className="faint small">{t("waterfall.help")}</p>
    </div>
  );
}

function Axis({ total }: { total: number }) {
  const scale = useScale();
  return (
    <div className="ax" aria-hidden="true">
      <span />
      <span>
        {scale(total).map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: marks do not change places, and two can read the same
          <bdi key={at}>{one}</bdi>
        ))}
      </span>
      <span />
    </div>
  );
}

function Row({ bar, open, onOpen }: { bar: Bar; open: boolean; onOpen: () => void }) {
  const { t } = useTranslation("answers");
  const span = useSpan();
  return (
    <button type="button" aria-expanded={open} onClick={onOpen}>
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
  );
}
