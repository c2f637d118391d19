import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Button } from "../../ui/Button";
import { Segments } from "../../ui/pieces";
import { useUrlState } from "../../ui/urlState";
import { AnswerView } from "../answers/AnswerView";
import { Differing } from "../answers/Differing";
import type { Answer } from "../answers/types";
import { failedQuery } from "./api";
import { TryAs } from "./TryAs";
import { useSituation } from "./trying";
import type { Shown, Which } from "./types";
import { useTestChat } from "./useTestChat";

interface Props {
  store: string;
  shown: Shown;
  /** Saves the draft, so that what is asked is what is seen. */
  flush: () => Promise<void>;
}

export function TestChat({ store, shown, flush }: Props) {
  const { t } = useTranslation("assistant");
  const [mode, setMode] = useUrlState<Which | "both">("chat", "draft");
  const showTrace = useTraces();
  const { situation } = useSituation();
  const chat = useTestChat(store, showTrace);
  const ask = async (question: string) => {
    await flush();
    await chat.ask(question, mode === "both" ? ["draft", "live"] : [mode], situation);
  };
  return (
    <section className="te-s" aria-label={t("view.test")}>
      <div className="colh">
        <h2 className="h2 grow">{t("view.test")}</h2>
        <Segments
          label={t("chat.with")}
          value={mode}
          options={[
            ["draft", t("chat.draft")],
            ["live", t("chat.live", { number: shown.live.number })],
            ["both", t("chat.both")],
          ]}
          onChange={setMode}
        />
      </div>
      <TryAs store={store} asked={chat.turns.length} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <div className="scrolls chat" tabIndex={0} role="log" aria-label={t("chat.log")}>
        <p className="faint small">{t("chat.help")}</p>
        {chat.turns.map((turn, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns do not change places
          <div key={at} className="turn">
            <p className="me" dir="auto">
              {turn.question}
            </p>
            <div className={Object.keys(turn.answers).length > 1 ? "sides" : undefined}>
              {Object.entries(turn.answers).map(([which, answer]) => (
                <One
                  key={which}
                  which={which as Which}
                  answer={answer}
                  onTrace={() => showTrace(turn.answers, which as Which)}
                />
              ))}
            </div>
            {turn.answers.draft?.state === "whole" && turn.answers.live?.state === "whole" && (
              <Differing draft={turn.answers.draft} live={turn.answers.live} />
            )}
          </div>
        ))}
      </div>
      {chat.turns.length === 0 && <Failed store={store} onAsk={(question) => void ask(question)} />}
      <Composer
        busy={chat.busy}
        onAsk={(question) => void ask(question)}
        onStop={chat.stop}
        onAgain={chat.turns.length ? chat.again : undefined}
      />
    </section>
  );
}

/** A function that shows the trace of an answer, against the live one to the same question where there is one. */
function useTraces() {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  return (answers: Partial<Record<Which, Answer>>, which: Which = "draft") => {
    const trace = answers[which]?.id ?? answers.live?.id;
    const against = trace === answers.live?.id ? undefined : answers.live?.id;
    if (!trace) return;
    const next = { ...search, trace, against, step: undefined };
    void navigate({ to: ".", search: next as never, replace: true, resetScroll: false });
  };
}

interface OneProps {
  which: Which;
  answer: Answer;
  onTrace: () => void;
}

function One({ which, answer, onTrace }: OneProps) {
  const { t } = useTranslation("assistant");
  const { id } = answer;
  return (
    <article
      className="bot"
      aria-label={t(`answer.${which}`)}
      aria-busy={answer.state === "growing"}
    >
      <small className="faint">{t(`answer.${which}`)}</small>
      {answer.state === "growing" && answer.parts.length === 0 && (
        <p className="faint">{answer.status ?? t("chat.waiting")}</p>
      )}
      {answer.checked && <p className="faint small">{answer.checked}</p>}
      <AnswerView parts={answer.parts} />
      {answer.state === "stopped" && <p className="faint">{t("chat.stopped")}</p>}
      {answer.state === "failed" && (
        <p className="down" role="alert">
          {answer.fault || t("chat.failed")}
        </p>
      )}
      {id && answer.state === "whole" && (
        <Button kind="quiet" small onClick={onTrace}>
          {t("trace.show")}
        </Button>
      )}
    </article>
  );
}

/** Real questions that found no answer this week, as tests of one press. */
function Failed({ store, onAsk }: { store: string; onAsk: (question: string) => void }) {
  const { t } = useTranslation("assistant");
  const may = useRights(store)("inbox.read");
  const failed = useQuery({ ...failedQuery(store), enabled: may }).data ?? [];
  if (failed.length === 0) return null;
  return (
    <div className="tryq">
      <span>{t("failed")}</span>
      <div>
        {failed.map((one) => (
          <Button key={one} small onClick={() => onAsk(one)}>
            <span dir="auto">{one}</span>
          </Button>
        ))}
      </div>
    </div>
  );
}

interface ComposerProps {
  busy: boolean;
  onAsk: (question: string) => void;
  onStop: () => void;
  onAgain: (() => void) | undefined;
}

function Composer({ busy, onAsk, onStop, onAgain }: ComposerProps) {
  const { t } = useTranslation("assistant");
  const [typed, setTyped] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!typed.trim() || busy) return;
    onAsk(typed.trim());
    setTyped("");
  };
  return (
    <form className="comp" onSubmit={send}>
      <input
        className="input"
        dir="auto"
        maxLength={2000}
        aria-label={t("chat.ask")}
        placeholder={t("chat.ask")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {busy ? (
        <Button onClick={onStop}>{t("chat.stop")}</Button>
      ) : (
        <Button kind="primary" type="submit" disabled={!typed.trim()}>
          {t("chat.send")}
        </Button>
      )}
      {onAgain && !busy && (
        <Button bare icon="refresh" onClick={onAgain}>
          {t("chat.again")}
        </Button>
      )}
    </form>
  );
}
