import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";

export interface MenuItem {
  label: ReactNode;
  icon?: IconName;
  act: () => void;
  /** Before loss. */
  bad?: boolean;
  /** Why it cannot be done now; it is shown and does nothing. */
  barred?: string | undefined;
}

interface Props {
  /** Name of the button that opens it. */
  label: string;
  items: readonly MenuItem[];
  icon?: IconName;
}

/** A button with a menu of actions. Arrows move, Esc closes, focus returns to the button. */
export function Menu({ label, items, icon = "dots" }: Props) {
  const { open, setOpen, anchor, id } = usePopup();
  const choose = (item: MenuItem) => {
    if (item.barred) return;
    setOpen(false);
    item.act();
  };
  return (
    <div className="anchor" ref={anchor}>
      <Button
        bare
        small
        icon={icon}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
      </Button>
      {open && (
        <div
          className="pop end"
          role="menu"
          id={id}
          aria-label={label}
          onKeyDown={walk}
          tabIndex={-1}
        >
          {items.map((item, index) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a menu's items do not move while it is open
              key={index}
              type="button"
              role="menuitem"
              tabIndex={-1}
              ref={index === 0 ? focusOnce : undefined}
              className={item.bad ? "item bad" : "item"}
              aria-disabled={item.barred ? true : undefined}
              title={item.barred}
              onClick={() => choose(item)}
            >
              {item.icon && <Icon name={item.icon} small />}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const focusOnce = (button: HTMLButtonElement | null) => button?.focus();

/** Move among the items of a menu or list by arrows, Home and End. */
export function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("button, a[href]")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined || items.length === 0) return;
  event.preventDefault();
  items[(to + items.length) % items.length]?.focus();
}

/** What a button with something that pops up needs: it closes by Esc, by a press elsewhere, and when focus leaves. */
export function usePopup() {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (!anchor.current?.contains(event.target as Node)) setOpen(false);
    };
    const escaped = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      anchor.current?.querySelector<HTMLElement>("[aria-expanded]")?.focus();
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    document.addEventListener("keydown", escaped);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("focusin", away);
      document.removeEventListener("keydown", escaped);
    };
  }, [open]);
  return { open, setOpen, anchor, id };
}
