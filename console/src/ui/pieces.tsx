/** Small pieces that hold nothing but their looks. */
import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

export type Mood = "good" | "warn" | "bad" | "acc";

/** A state in a word: always with a word or an icon, never colour alone. */
export function Badge({
  mood,
  icon,
  children,
}: {
  mood?: Mood;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className={mood ? `tag ${mood}` : "tag"}>
      {icon && <Icon name={icon} small />}
      {children}
    </span>
  );
}

/** A fault or a condition that lasts: what, what it means, what to do. */
export function Banner({
  mood,
  title,
  children,
  action,
}: {
  mood?: "good" | "warn" | "bad";
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={mood ? `banner ${mood}` : "banner"} role={mood === "bad" ? "alert" : "status"}>
      <Icon name={mood === "good" ? "check" : "warning"} small />
      <div className="grow">
        {title && <b>{title}</b>}
        {children}
      </div>
      {action}
    </div>
  );
}

/** The beginning of a screen: the finding in a sentence, what it rests on, and the main action. */
export function Head({
  children,
  more,
  actions,
}: {
  children: ReactNode;
  more?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="head">
      <div>
        <h2 className="display">{children}</h2>
        {more && <p>{more}</p>}
      </div>
      {actions && <div className="acts">{actions}</div>}
    </div>
  );
}

/** Nothing is there, and what to do about it. Only after an answer has said so. */
export function Empty({
  title,
  children,
  actions,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="void">
      <h2 className="display">{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}

/** A choice of a few, one of which holds. */
export function Segments<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly (readonly [Value, ReactNode])[];
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset className="seg" aria-label={label}>
      {options.map(([name, shown]) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === value}
          onClick={() => onChange(name)}
        >
          {shown}
        </button>
      ))}
    </fieldset>
  );
}

/** A line of values over time, as decoration beside the number that says it. */
export function Sparkline({
  values,
  width = 74,
  height = 28,
  filled,
}: {
  values: readonly number[];
  width?: number;
  height?: number;
  filled?: boolean;
}) {
  if (values.length < 2) return null;
  const points = pointsOf(values, width, height);
  const [x, y] = points[points.length - 1] as [number, number];
  const line = points.map(([left, top], at) => `${at ? "L" : "M"}${left} ${top}`).join("");
  return (
    <svg
      className="spark"
      {...{ width, height }}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {filled && <path className="a" d={`${line}L${x} ${height}L1 ${height}z`} />}
      <path d={line} />
      <circle cx={x} cy={y} r="2.4" />
    </svg>
  );
}

function pointsOf(values: readonly number[], width: number, height: number): [number, number][] {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const step = (width - 4) / (values.length - 1);
  const round = (value: number) => Math.round(value * 10) / 10;
  return values.map((value, at) => [
    round(1 + at * step),
    round(2 + (height - 4) * (1 - (value - low) / span)),
  ]);
}

/** A word that reads one way whatever is around it: SKUs, addresses, ranges, code. */
export function Isolated({ children }: { children: ReactNode }) {
  return <bdi>{children}</bdi>;
}
