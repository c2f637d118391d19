/** Following what goes on at the server (server-sent events). */
import { useEffect } from "react";

const SHORTEST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Follow a stream until it is stopped. A dropped one is opened again, later and later, with jitter.
 *
 * @param path Below the server's root.
 * @param take Called with each event's data.
 * @returns Stops it.
 */
export function follow<Data>(path: string, take: (data: Data) => void): () => void {
  let wait = SHORTEST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;
  const open = () => {
    source = new EventSource(path);
    source.onmessage = (event) => {
      wait = SHORTEST_MS;
      take(JSON.parse(event.data) as Data);
    };
    source.onerror = () => {
      source?.close();
      timer = setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, LONGEST_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** Follow a stream while a component is shown. path: undefined where there is nothing to follow. */
export function useStream<Data>(path: string | undefined, take: (data: Data) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stream is that of the path; whoever takes may change.
  useEffect(() => (path ? follow(path, take) : undefined), [path]);
}
