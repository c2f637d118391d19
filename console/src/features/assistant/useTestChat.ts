import { useCallback, useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import type { Situation } from "../answers/api";
import { EMPTY, eventsOf, grown } from "../answers/growing";
import type { Answer } from "../answers/types";
import { preview } from "./api";
import type { Which } from "./types";

export interface Turn {
  question: string;
  answers: Partial<Record<Which, Answer>>;
}

/** A chat with the draft, the live version or both, which no shopper sees. onAnswered: all of a question's are whole. */
export function useTestChat(
  store: string,
  onAnswered: (answers: Partial<Record<Which, Answer>>) => void,
) {
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

  const one = async (
    at: number,
    which: Which,
    asked: { message: string } & Situation,
    signal: AbortSignal,
  ): Promise<Answer> => {
    let answer = EMPTY;
    try {
      const conversation_id = chats.current[which];
      const stream = await preview(store, { ...asked, release: which, conversation_id }, signal);
      for await (const event of eventsOf(stream)) {
        if (event.type === "start") chats.current[which] = event.messageMetadata.conversationId;
        answer = grown(answer, event);
        put(at, which, answer);
      }
    } catch (error) {
      const state = signal.aborted ? "stopped" : "failed";
      answer = { ...answer, status: undefined, state, fault: asProblem(error).detail };
      put(at, which, answer);
    }
    return answer;
  };

  const ask = async (question: string, releases: readonly Which[], situation: Situation) => {
    const control = new AbortController();
    stopper.current = control;
    const answers = Object.fromEntries(releases.map((which) => [which, EMPTY]));
    setTurns((before) => [...before, { question, answers }]);
    const at = turns.length;
    const asked = { message: question, ...situation };
    const whole = await Promise.all(
      releases.map(async (which) => [which, await one(at, which, asked, control.signal)] as const),
    );
    onAnswered(Object.fromEntries(whole.filter(([, each]) => each.state === "whole")));
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
