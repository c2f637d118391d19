import { isLast } from "../api/stream";
import type { StreamEvent } from "../api/types";
import { type Context, type Running, touch } from "./context";
import { createPace, type Pace } from "./pace";

/** Ends the turn at the server too: a dropped stream alone would run on there. */
export function halt(context: Context, running: Running): void {
  running.abort.abort();
  if (running.turnId) context.api.stop(running.turnId).catch(() => undefined);
}

function begun(context: Context, running: Running, turnId: string): void {
  running.turnId = turnId;
  context.outbox.remove(running.key);
  if (running.stopping) halt(context, running);
}

function heard(context: Context, running: Running, event: StreamEvent): void {
  if (event.type === "data-status") context.announcer.status(event.data.text);
  if (event.type === "data-notice") context.announcer.refused(event.data.text);
  if (event.type === "start") begun(context, running, event.messageMetadata.turnId);
}

/** Words that come together with the end are drawn before it: the view follows words, and the end scrolls nothing. */
function drawWords(context: Context, pace: Pace<StreamEvent>): void {
  pace.flush();
  context.drawNow?.();
}

/** Draws a turn's events as they come. Raises what the stream raises, with what came before drawn. */
export async function readEvents(
  context: Context,
  running: Running,
  events: AsyncGenerator<StreamEvent>,
): Promise<void> {
  const { key } = running;
  const pace = createPace<StreamEvent>((some) =>
    context.change({ type: "streamed", key, events: some }),
  );
  try {
    for await (const event of events) {
      if (isLast(event)) drawWords(context, pace);
      pace.push(event);
      heard(context, running, event);
      if (event.type === "start") {
        pace.flush();
        touch(context);
      }
    }
  } finally {
    pace.flush();
  }
}
