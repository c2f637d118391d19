import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** primary: the one main action of a screen. second: others. quiet: beside text. danger: before loss. */
  kind?: "primary" | "second" | "quiet" | "danger";
  icon?: IconName;
  small?: boolean;
  /** Shown as an icon alone; the label is its name for screen readers. */
  bare?: boolean;
  /** While what it does is under way: it cannot be pressed twice, and keeps its place. */
  busy?: boolean;
  children: ReactNode;
}

/** A button: a verb with an object. */
export function Button({ kind = "second", icon, small, bare, busy, children, ...rest }: Props) {
  const classes = ["btn", bare && kind === "second" ? "" : kind, small && "sm", bare && "icon"];
  return (
    <button
      type="button"
      {...rest}
      className={[...classes, rest.className].filter(Boolean).join(" ")}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
    >
      {icon && <Icon name={icon} small={!bare} />}
      <span className={bare ? "vh" : undefined}>{children}</span>
    </button>
  );
}
