/** Reads server-sent events from bytes, wherever the network happened to cut them. */
export class SseParser {
  #decoder = new TextDecoder();
  #rest = "";
  #data: string[] = [];

  /** The `data` of every event that became whole with these bytes. */
  push(bytes: Uint8Array): string[] {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    const events: string[] = [];
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

  #take(line: string): string | null {
    if (line === "") return this.#finish();
    if (line.startsWith("data:")) this.#data.push(line.slice(5).replace(/^ /, ""));
    return null;
  }

  #finish(): string | null {
    if (this.#data.length === 0) return null;
    const event = this.#data.join("\n");
    this.#data = [];
    return event;
  }
}

export async function* readSse(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const parser = new SseParser();
  const reader = body.getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      yield* parser.push(chunk.value);
    }
  } finally {
    reader.releaseLock();
  }
}
