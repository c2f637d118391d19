/** Text that saves itself: 800 ms after the last key and on blur, with a copy on this device until the server has it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem } from "../api/problem";
import { useTryingAgain } from "./tryingAgain";

const REST_MS = 800;

export type DraftState =
  | { name: "saved"; at?: number }
  | { name: "changed" | "saving" }
  | { name: "offline"; at: number }
  /** The server refuses the text; it is kept on this device. */
  | { name: "refused"; detail: string }
  /** Somebody else saved meanwhile: both texts are there, and nothing is written until one is chosen. */
  | { name: "conflict"; theirs: string };

/** What saving came to: kept under a new revision, or refused because of another's text. */
export type Saved = { revision: string } | { conflict: { text: string; revision: string } };

interface Options {
  /** Names the local copy: the person, the store and the thing. */
  name: string;
  /** The text at the server and its revision, as it was read. */
  text: string;
  revision: string;
  /** Send a text that began from a revision. @throws Problem */
  save: (text: string, revision: string) => Promise<Saved>;
}

export interface Draft {
  text: string;
  state: DraftState;
  write: (text: string) => void;
  /** Save now; for blur. */
  flush: () => void;
  /** After a conflict: go on with this text, on top of theirs. */
  choose: (text: string) => void;
}

/** Keep a draft. An idle draft never writes: only what was typed here is sent. */
export function useDraft({ name, text: read, revision: readRevision, save }: Options): Draft {
  const [text, setText] = useState(() => localCopy(name) ?? read);
  const [state, setState] = useState<DraftState>(() =>
    localCopy(name) === undefined ? { name: "saved" } : { name: "changed" },
  );
  const now = useRef({
    text,
    revision: readRevision,
    sending: false,
    dirty: state.name === "changed",
    held: false,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const draft = now.current;
    if (!draft.dirty || draft.sending || draft.held) return;
    draft.sending = true;
    draft.dirty = false;
    setState({ name: "saving" });
    const sent = draft.text;
    const next = await attempt(() => save(sent, draft.revision), draft);
    draft.sending = false;
    if (next.name === "saved" && draft.text === sent) forgetCopy(name);
    if (next.name === "saved" && draft.dirty) return void flush();
    setState(next);
  }, [name, save]);

  const write = useCallback(
    (typed: string) => {
      setText(typed);
      now.current.text = typed;
      now.current.dirty = true;
      keepCopy(name, typed);
      setState((before) => (before.name === "conflict" ? before : { name: "changed" }));
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, REST_MS);
    },
    [name, flush],
  );

  const choose = useCallback(
    (chosen: string) => {
      now.current.held = false;
      setState({ name: "changed" });
      write(chosen);
    },
    [write],
  );

  useLeaving(now, flush);
  useTryingAgain(state, flush);
  return { text, state, write, flush: () => void flush(), choose };
}

/** held: a conflict stands; what is typed meanwhile waits for the choice. */
type Now = { text: string; revision: string; sending: boolean; dirty: boolean; held: boolean };

async function attempt(send: () => Promise<Saved>, draft: Now): Promise<DraftState> {
  try {
    const saved = await send();
    if ("conflict" in saved) {
      draft.revision = saved.conflict.revision;
      draft.held = true;
      return { name: "conflict", theirs: saved.conflict.text };
    }
    draft.revision = saved.revision;
    return { name: "saved", at: Date.now() };
  } catch (error) {
    draft.dirty = true;
    const problem = asProblem(error);
    if (!problem.passing) return { name: "refused", detail: problem.detail };
    return { name: "offline", at: Date.now() };
  }
}

/** Send again when the network is back; ask once before a page with unsent text is left. */
function useLeaving(now: React.RefObject<Now>, flush: () => void): void {
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (now.current.dirty || now.current.sending) event.preventDefault();
    };
    window.addEventListener("online", flush);
    window.addEventListener("beforeunload", leaving);
    return () => {
      window.removeEventListener("online", flush);
      window.removeEventListener("beforeunload", leaving);
      flush();
    };
  }, [now, flush]);
}

const keyOf = (name: string) => `aisle.draft.${name}`;

function localCopy(name: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(name)) ?? undefined;
  } catch {
    return undefined;
  }
}

function keepCopy(name: string, text: string): void {
  try {
    localStorage.setItem(keyOf(name), text);
  } catch {
    // Without storage the text lives in the page alone.
  }
}

function forgetCopy(name: string): void {
  try {
    localStorage.removeItem(keyOf(name));
  } catch {
    // There is none.
  }
}
