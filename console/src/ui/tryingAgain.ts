/** What could not be sent because nothing answered is sent again: a browser notices a lost network, not a server that is gone. */
import { useEffect, useRef } from "react";
import type { DraftState } from "./draft";

const SHORTEST_MS = 2_000;
const LONGEST_MS = 60_000;

/** Call flush while a draft is offline: later and later, with jitter, until it is saved. */
export function useTryingAgain(state: DraftState, flush: () => unknown): void {
  const wait = useRef(SHORTEST_MS);
  const act = useRef(flush);
  act.current = flush;
  useEffect(() => {
    if (state.name === "saved") wait.current = SHORTEST_MS;
    if (state.name !== "offline") return;
    const timer = setTimeout(() => void act.current(), wait.current * (0.5 + Math.random()));
    wait.current = Math.min(wait.current * 2, LONGEST_MS);
    return () => clearTimeout(timer);
  }, [state]);
}
