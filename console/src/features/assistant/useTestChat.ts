import { useCallback, useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import { EMPTY, eventsOf, grown } from "../answers/growing";
import type { Answer } from "../answers/types";
import { answerOf, preview } from "./api";
import type { Which } from "./types";

export interface Turn {
  question: string;
  answers: Partial<Record<Which, Answer>>;
}

/** A chat with the draft, the live version or both, which no shopper sees. */
export function useTestChat(store: string, onAnswered: (message: string) => void) {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const chats = useRef<Partial<Record<Which, string>>>({});
  const stopper = useRef<AbortController>(undefined);

  const put = useCallback(
    (at: number, which: Which, answer: Answer) =>
      setTurns((before) =>
        before.map((one, place) =>
          place === at ? { ...one, answers: { ...one.answers, [which]: answer } } : one,
        ),
      ),
    [],
  );

  const one = async (at: number, which: Which, message: string, signal: AbortSignal) => {
    let answer = EMPTY;
    try {
      const conversation_id = chats.current[which];
      const stream = await preview(store, { message, release: which, conversation_id }, signal);
      for await (const event of eventsOf(stream)) {
        if (event.type === "start") chats.current[which] = event.messageMetadata.conversationId;
        answer = grown(answer, event);
        put(at, which, { ...answer, id: undefined });
      }
      const chat = chats.current[which];
      if (!answer.id || !chat || answer.state !== "whole") return;
      const id = await answerOf(store, chat, answer.id);
      put(at, which, { ...answer, id });
      if (id) onAnswered(id);
    } catch (error) {
      const state = signal.aborted ? "stopped" : "failed";
      put(at, which, { ...answer, status: undefined, state, fault: asProblem(error).detail });
    }
  };

  const ask = async (question: string, releases: readonly Which[]) => {
    const control = new AbortController();
    stopper.current = control;
    const answers = Object.fromEntries(releases.map((which) => [which, EMPTY]));
    setTurns((before) => [...before, { question, answers }]);
    const at = turns.length;
    await Promise.all(releases.map((which) => one(at, which, question, control.signal)));
  };

  return {
    turns,
    ask,
    stop: () => stopper.current?.abort(),
    again: () => {
      chats.current = {};
      setTurns([]);
    },
    busy: turns.some((turn) => Object.values(turn.answers).some((one) => one.state === "growing")),
  };
}
