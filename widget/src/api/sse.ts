/** One event as it came: its data, and the number under which it may be asked for again (0 without one). */
interface SseEvent {
  data: string;
  number: number;
}

const numberOf = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

/** Reads server-sent events from bytes, wherever the network happened to cut them. */
export class SseParser {
  #decoder = new TextDecoder();
  #rest = "";
  #data: string[] = [];
  #number = 0;

  /** Every event that became whole with these bytes. */
  push(bytes: Uint8Array): SseEvent[] {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    const events: SseEvent[] = [];
    for (let line = this.#nextLine(); line !== null; line = this.#nextLine()) {
      const event = this.#take(line);
      if (event !== null) events.push(event);
    }
    return events;
  }

  #nextLine(): string | null {
    const end = this.#rest.search(/[\r\n]/);
    // A "\r" at the very end may be the first half of "\r\n": wait for the next bytes.
    if (end < 0 || (this.#rest[end] === "\r" && end === this.#rest.length - 1)) return null;
    const width = this.#rest.startsWith("\r\n", end) ? 2 : 1;
    const line = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + width);
    return line;
  }

  #take(line: string): SseEvent | null {
    if (line === "") return this.#finish();
    if (line.startsWith("data:")) this.#data.push(line.slice(5).replace(/^ /, ""));
    if (line.startsWith("id:")) this.#number = numberOf(line.slice(3).trim());
    return null;
  }

  #finish(): SseEvent | null {
    const [data, number] = [this.#data, this.#number];
    this.#data = [];
    this.#number = 0;
    return data.length === 0 ? null : { data: data.join("\n"), number };
  }
}

/** The server says every 12 seconds that it lives; a line that is silent for longer is dead. */
export const SILENCE_MS = 40_000;

/** The next bytes; none at the end, and none from a line that has gone dead without saying so. */
async function nextOf(reader: ReadableStreamDefaultReader<Uint8Array>) {
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), SILENCE_MS);
  try {
    return await reader.read();
  } finally {
    clearTimeout(timer);
  }
}

export async function* readSse(body: ReadableStream<Uint8Array>): AsyncGenerator<SseEvent> {
  const parser = new SseParser();
  const reader = body.getReader();
  try {
    for (let chunk = await nextOf(reader); !chunk.done; chunk = await nextOf(reader)) {
      yield* parser.push(chunk.value);
    }
  } finally {
    reader.releaseLock();
  }
}
