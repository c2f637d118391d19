import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { type Shares, sharesOf } from "./running";
import type { FollowedRun } from "./types";

const PARTS: readonly [keyof Shares, string][] = [
  ["ready", "p-ok"],
  ["leftOut", "p-skip"],
  ["unreadable", "p-bad"],
  ["toGo", "p-rest"],
];

/** How far a run is: a sentence with counts, speed and time left, and a bar in four parts. */
export function RunBar({ run }: { run: FollowedRun }) {
  const { t } = useTranslation("sources");
  const { count } = useNumbers();
  const { records, total } = run.progress;
  const shares = sharesOf(run);
  const whole = Math.max(total ?? records, 1);
  return (
    <>
      <div className="big">
        <span className="fig num">
          {total === null
            ? t("so-far", { count: records })
            : t("of", { done: count(records), total: count(total) })}
        </span>
        <span className="muted">
          <Speed run={run} />
        </span>
      </div>
      <div
        className="prog"
        role="progressbar"
        aria-label={t("progress")}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={total === null ? undefined : records}
      >
        {PARTS.slice(0, 3).map(([name, look]) => (
          <i
            key={name}
            className={look}
            style={{ inlineSize: `${(100 * shares[name]) / whole}%` }}
          />
        ))}
        {run.state === "running" && <i className={total === null ? "p-now whole" : "p-now"} />}
      </div>
      <ul className="leg num">
        {PARTS.filter(([name]) => name !== "toGo" || total !== null).map(([name, look]) => (
          <li key={name}>
            <i className={look} />
            <b>{count(shares[name])}</b> {t(`share.${name}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Speed({ run }: { run: FollowedRun }) {
  const { t } = useTranslation("sources");
  const { per_second: rate, seconds_left: left } = run.progress;
  const said = [
    left !== null && run.state === "running" && timeLeft(t, left),
    rate !== null && t("a-minute", { count: Math.round(rate * 60) }),
  ].filter(Boolean);
  return said.join(", ");
}

function timeLeft(t: (key: string, values: { count: number }) => string, seconds: number): string {
  if (seconds < 60) return t("seconds-left", { count: Math.ceil(seconds) });
  return t("minutes-left", { count: Math.ceil(seconds / 60) });
}
