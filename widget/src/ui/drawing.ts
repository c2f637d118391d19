import { options } from "preact";

let draw: () => void = () => undefined;

/**
 * Draws in a task of its own: on a slow phone, what a press does and what is drawn for it would be one
 * long task together. A message comes sooner than a timer, also while the page is not looked at.
 */
export function drawInOwnTask(): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => draw();
  options.debounceRendering = (next) => {
    draw = next;
    port2.postMessage(null);
  };
}

/** Draw what has changed at once, where the order of two changes is to be seen. */
export const drawNow = (): void => draw();
