import type { Answer } from "./conversation";
import { hasBegun } from "./reading-order";

/** How an answer ended that did not come to its end. One with nothing in it is a fault too. */
export function brokenEnd(answer: Answer): "broken" | "stopped" | null {
  const { state, metadata } = answer;
  if (state === "stopped") return "stopped";
  if (state === "failed" || state === "interrupted") return "broken";
  const isShort = state === "complete" && (metadata.broken_off || !hasBegun(answer));
  return isShort ? "broken" : null;
}

/** Whether there are words to go on from. */
export const canContinue = (answer: Answer) => brokenEnd(answer) !== null && hasBegun(answer);
