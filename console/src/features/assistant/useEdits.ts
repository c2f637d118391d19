/** Edits of the draft: saved 800 ms after the last key, kept on this device until the server has them. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import { useSession } from "../../api/session";
import type { DraftState } from "../../ui/draft";
import { useTryingAgain } from "../../ui/tryingAgain";
import { assistantQuery, change } from "./api";
import { clashesOf, unsent } from "./merging";
import type { Edits, Name, Settings, Shown } from "./types";

const REST_MS = 800;

interface Kept {
  edits: Edits;
  /** What the edits began from. */
  base: Settings;
  revision: number;
}

export interface Editing {
  value: Settings;
  state: DraftState;
  /** Settings that somebody else changed, too; nothing is saved until each is settled. */
  clash: { names: readonly Name[]; theirs: Settings } | undefined;
  set: (edits: Edits) => void;
  flush: () => Promise<void>;
  settle: (name: Name, value: Settings[Name]) => void;
}

export function useEdits(store: string, shown: Shown): Editing {
  const queries = useQueryClient();
  const key = `aisle.draft.${useSession().person.id}.${store}.assistant`;
  const now = useRef<Kept>(undefined as never);
  now.current ??= read(key) ?? fresh(shown);
  const [edits, setEdits] = useState(now.current.edits);
  const [state, setState] = useState<DraftState>({ name: "saved" });
  const [clash, setClash] = useState<Editing["clash"]>();
  const held = useRef(clash);
  held.current = clash;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<void>>(undefined);

  const keep = useCallback(
    (kept: Kept) => {
      now.current = kept;
      setEdits(kept.edits);
      write(key, kept);
    },
    [key],
  );

  const send = useCallback(async (): Promise<void> => {
    while (Object.keys(now.current.edits).length && !held.current) {
      const { edits: sent, base, revision } = now.current;
      setState({ name: "saving" });
      try {
        const saved = await change(store, sent, revision);
        queries.setQueryData(assistantQuery(store).queryKey, saved);
        const left = unsent(now.current.edits, sent);
        keep({ edits: left, base: saved.draft, revision: saved.revision });
        setState({ name: "saved", at: Date.now() });
      } catch (error) {
        const problem = asProblem(error);
        if (problem.code !== "draft_changed") return setState(failed(problem));
        const theirs = await queries.fetchQuery({ ...assistantQuery(store), staleTime: 0 });
        const names = clashesOf(base, theirs.draft, now.current.edits);
        keep({ ...now.current, base: theirs.draft, revision: theirs.revision });
        if (names.length) {
          held.current = { names, theirs: theirs.draft };
          setClash(held.current);
          setState({ name: "conflict", theirs: "" });
        }
      }
    }
  }, [store, queries, keep]);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    sending.current ??= send()
      .catch((error) => setState(failed(asProblem(error))))
      .finally(() => {
        sending.current = undefined;
      });
    await sending.current;
  }, [send]);

  const set = useCallback(
    (changed: Edits) => {
      const clean = Object.keys(now.current.edits).length === 0 && !sending.current;
      const from = clean
        ? fresh(queries.getQueryData(assistantQuery(store).queryKey) ?? shown)
        : now.current;
      keep({ ...from, edits: { ...from.edits, ...changed } });
      if (!held.current) setState({ name: "changed" });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), REST_MS);
    },
    [queries, store, shown, keep, flush],
  );

  const settle = (name: Name, value: Settings[Name]) => {
    const names = clash?.names.filter((one) => one !== name) ?? [];
    held.current = names.length && clash ? { ...clash, names } : undefined;
    setClash(held.current);
    set({ [name]: value });
  };

  useLeaving(now, flush);
  useTryingAgain(state, flush);
  return { value: { ...draftOf(shown, now.current), ...edits }, state, clash, set, flush, settle };
}

/** What the server has. What was saved a moment ago is known here before the query says so; a field must not go back meanwhile. */
const draftOf = (shown: Shown, { base, revision }: Kept): Settings =>
  revision > shown.revision ? base : shown.draft;

const fresh = (shown: Shown): Kept => ({ edits: {}, base: shown.draft, revision: shown.revision });

function failed(problem: ReturnType<typeof asProblem>): DraftState {
  return problem.passing
    ? { name: "offline", at: Date.now() }
    : { name: "refused", detail: problem.detail };
}

/** What was not saved is saved when the network is back, when the screen is left, and asked about before the page is. */
function useLeaving(now: React.RefObject<Kept>, flush: () => Promise<void>): void {
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (Object.keys(now.current.edits).length) event.preventDefault();
    };
    const back = () => void flush();
    window.addEventListener("online", back);
    window.addEventListener("beforeunload", leaving);
    back();
    return () => {
      window.removeEventListener("online", back);
      window.removeEventListener("beforeunload", leaving);
      back();
    };
  }, [now, flush]);
}

function read(key: string): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, kept: Kept): void {
  try {
    if (Object.keys(kept.edits).length) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  } catch {
    // Without storage the edits live in the page alone.
  }
}
