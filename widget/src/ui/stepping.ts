const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at, last) => (at < 0 ? last : Math.max(at - 1, 0)),
  Home: () => 0,
  End: (_, last) => last,
};

/** Arrow keys inside the conversation go from message to message. */
export function stepByMessage(event: KeyboardEvent, log: HTMLElement): void {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const messages = [...log.querySelectorAll<HTMLElement>("[data-message]")];
  const at = messages.findIndex((message) => message.contains(document.activeElement));
  const next = messages[step(at, messages.length - 1)];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
