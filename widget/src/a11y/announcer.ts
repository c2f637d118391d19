import { createCell } from "../chat/cell";
import type { Summary } from "../chat/summary";
import type { MessageKey, Values, Wording } from "../i18n";

export const STATUS_EVERY_MS = 5000;

/** What the two live regions say. A new number makes a repeated sentence heard again. */
interface Spoken {
  polite: string;
  assertive: string;
  turn: number;
}

/**
 * Speaks to screen readers. The conversation itself is silent while it is written; here a reader
 * hears that something is looked for, at most one status per five seconds, and the answer once.
 */
export function createAnnouncer({ t }: Wording) {
  const spoken = createCell<Spoken>({ polite: "", assertive: "", turn: 0 });
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function polite(text: string): void {
    clearTimeout(timer);
    timer = undefined;
    last = Date.now();
    spoken.set({ polite: text, assertive: "", turn: spoken.get().turn + 1 });
  }

  function assertive(text: string): void {
    clearTimeout(timer);
    timer = undefined;
    spoken.set({ polite: "", assertive: text, turn: spoken.get().turn + 1 });
  }

  /** The newest status wins; an older one that waits for its moment is dropped. */
  function status(text: string): void {
    if (text === spoken.get().polite) return;
    clearTimeout(timer);
    const wait = last + STATUS_EVERY_MS - Date.now();
    if (wait <= 0) polite(text);
    else timer = setTimeout(() => polite(text), wait);
  }

  const place = (versions: Summary["versions"]) =>
    versions && versions.ids.length > 1
      ? t("versionOf", { index: versions.index + 1, count: versions.ids.length })
      : "";

  function finished({ text, products, sources, versions }: Summary): void {
    const before = place(versions);
    const counts = [
      products > 0 ? t("products", { count: products }) : "",
      sources > 0 ? t("sourceCount", { count: sources }) : "",
    ];
    const [which, ...rest] = [before, ...counts].map((count) => count && `${count}.`);
    polite([which, text, ...rest].filter(Boolean).join(" "));
  }

  return {
    spoken,
    status,
    finished,
    looking: () => status(t("looking")),
    slow: () => status(t("stillLooking")),
    tooLong: (count: number) => polite(t("tooLong", { count })),
    busy: () => polite(t("busy")),
    stopped: () => polite(t("stopped")),
    cleared: () => polite(t("greeting")),
    halfway: (hasWords: boolean) => assertive(t(hasWords ? "halfway" : "noAnswer")),
    limited: (count: number) => assertive(t("limited", { count })),
    unreached: () => assertive(t("unreached")),
    trouble: (key: MessageKey) => assertive(t(key)),
    say: (key: MessageKey, values: Values = {}) => polite(t(key, values)),
    thanked: () => polite(t("opinionKept")),
    opinionGone: () => polite(t("opinionGone")),
    editing: () => polite(t("editing")),
    refused: (reason: string) => assertive(reason),
    card: () => assertive(t("card")),
    offline: () => assertive(t("offline")),
  };
}

export type Announcer = ReturnType<typeof createAnnouncer>;
