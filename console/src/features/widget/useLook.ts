/** The draft while it is worked on: what was changed here is sent after a rest, one request at a time. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "../../api/problem";
import { useSession } from "../../api/session";
import type { DraftState } from "../../ui/draft";
import { useTryingAgain } from "../../ui/tryingAgain";
import { type Changes, type Draft, draftKey, draftQuery, type Settings, saveDraft } from "./api";
import { keptName, readKept, writeKept } from "./kept";

const REST_MS = 800;

export interface Look {
  settings: Settings;
  state: DraftState;
  /** What was refused last, until something else is changed. */
  problem: Problem | undefined;
  change: (changes: Changes) => void;
  flush: () => void;
  /** After another person saved: their settings, without what was changed here. */
  takeTheirs: () => void;
  /** After another person saved: what was changed here, over theirs. */
  keepMine: () => void;
}

export function useLook(store: string, draft: Draft): Look {
  const queries = useQueryClient();
  const name = keptName(useSession().person.id, store);
  const [before] = useState(() => readKept(name));
  const [mine, setMine] = useState<Changes>(before?.changes ?? {});
  const [state, setState] = useState<DraftState>(before ? { name: "changed" } : { name: "saved" });
  const [problem, setProblem] = useState<Problem>();
  const now = useRef({ mine, revision: before?.revision ?? draft.revision, sending: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (draft.revision > now.current.revision && !Object.keys(now.current.mine).length)
    now.current.revision = draft.revision;

  const keep = useCallback(
    (next: Changes) => {
      now.current.mine = next;
      setMine(next);
      writeKept(name, { changes: next, revision: now.current.revision });
    },
    [name],
  );

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const { mine: sent, revision, sending } = now.current;
    if (sending || !Object.keys(sent).length) return;
    now.current.sending = true;
    setState({ name: "saving" });
    try {
      const saved = await saveDraft(store, sent, revision).catch(async (error: unknown) => {
        if (asProblem(error).code !== "widget_draft_changed") throw error;
        const found = await queries.fetchQuery({ ...draftQuery(store), staleTime: 0 });
        if (!holds(found.draft, sent)) throw error;
        return found; // saved by a page that was left before it heard so
      });
      now.current.revision = saved.revision;
      queries.setQueryData(draftKey(store), saved);
      keep(without(now.current.mine, sent));
      setState({ name: "saved", at: Date.now() });
    } catch (error) {
      const refused = asProblem(error);
      setProblem(refused);
      setState(
        refused.passing
          ? { name: "offline", at: Date.now() }
          : { name: "refused", detail: refused.detail },
      );
      return;
    } finally {
      now.current.sending = false;
    }
    void flush();
  }, [store, queries, keep]);

  const change = useCallback(
    (changes: Changes) => {
      keep({ ...now.current.mine, ...changes });
      setProblem(undefined);
      setState({ name: "changed" });
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, REST_MS);
    },
    [keep, flush],
  );

  const read = async (kept: Changes) => {
    keep(kept);
    setProblem(undefined);
    setState({ name: "saved" });
    await queries.refetchQueries({ queryKey: draftKey(store) });
    const found = queries.getQueryData<Draft>(draftKey(store));
    now.current.revision = found?.revision ?? now.current.revision;
    void flush();
  };

  useEffect(() => {
    const again = () => void flush();
    const leaving = (event: BeforeUnloadEvent) => {
      if (Object.keys(now.current.mine).length) event.preventDefault();
    };
    window.addEventListener("online", again);
    window.addEventListener("beforeunload", leaving);
    again();
    return () => {
      window.removeEventListener("online", again);
      window.removeEventListener("beforeunload", leaving);
      again();
    };
  }, [flush]);
  useTryingAgain(state, flush);
  return {
    settings: { ...draft.draft, ...mine },
    state,
    problem,
    change,
    flush: () => void flush(),
    takeTheirs: () => void read({}),
    keepMine: () => void read(now.current.mine),
  };
}

/** Whether settings already say what changes would make them say. */
export function holds(settings: Settings, changes: Changes): boolean {
  return Object.entries(changes).every(
    ([name, value]) => JSON.stringify(settings[name as keyof Settings]) === JSON.stringify(value),
  );
}

/** What is left of changes after some were saved: those that were changed again since. */
export function without(changes: Changes, saved: Changes): Changes {
  const rest = Object.entries(changes).filter(
    ([name, value]) => saved[name as keyof Changes] !== value,
  );
  return Object.fromEntries(rest);
}
