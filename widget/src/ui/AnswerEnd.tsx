import { useId, useRef, useState } from "preact/hooks";
import type { Opinion } from "../api/chat";
import type { Citation } from "../api/types";
import type { Answer, Turn } from "../state/conversation";
import { factsAsOf, hasBegun, hasEvidence } from "../state/reading-order";
import { useKit } from "./context";
import { Grounds } from "./Grounds";
import { lazy } from "./lazy";
import { Sources } from "./Sources";
import { Thumbs } from "./Thumbs";
import { Tools } from "./Tools";

const OpinionForm = lazy(() => import("./OpinionForm").then((part) => part.OpinionForm));

interface Props {
  turn: Turn;
  answer: Answer;
  citations: Citation[];
  opinion: Opinion | null;
  isLast: boolean;
  mayAsk: boolean;
  currency: string;
}

/** What can be thought of an answer, and where it is said. The focus goes back to the thumb that opened it. */
function useOpinion(turn: Turn, opinion: Opinion | null) {
  const { actions } = useKit();
  // Of which version it is open: another one has feedback of its own.
  const [openOf, setOpenOf] = useState<string | null>(null);
  const isOpen = openOf !== null && openOf === turn.id;
  const box = useRef<HTMLDivElement>(null);

  function press(rating: Opinion["rating"]): void {
    const isGiven = opinion?.rating === rating;
    setOpenOf(isGiven && isOpen ? null : turn.id);
    const comment = opinion?.comment ?? "";
    if (!isGiven) void actions.rate(turn.key, { rating, reasons: [], comment });
  }

  function close(): void {
    box.current?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
    setOpenOf(null);
  }

  async function send(said: Opinion | null): Promise<void> {
    if (await actions.rate(turn.key, said)) close();
  }

  return { isOpen, box, press, close, send };
}

/** Below an answer: its sources, who wrote it from what, its versions, and what the shopper thinks of it. */
export function AnswerEnd(props: Props) {
  const { turn, answer, citations, opinion, isLast, mayAsk, currency } = props;
  const { isOpen, box, press, close, send } = useOpinion(turn, opinion);
  const form = useId();
  const isCited = citations.length > 0;
  const grounds = (
    <Grounds
      metadata={answer.metadata}
      hasEvidence={hasEvidence(answer)}
      factsAsOf={factsAsOf(answer)}
      currency={currency}
    />
  );
  return (
    <div class="aw-end">
      <div class="aw-foot">
        {isCited ? <Sources citations={citations} /> : grounds}
        <div class="aw-tools">
          <Tools turn={turn} isLast={isLast} mayAsk={mayAsk} />
          {turn.id && hasBegun(answer) && (
            <Thumbs
              box={box}
              given={opinion?.rating ?? null}
              form={form}
              isOpen={isOpen}
              onPress={press}
            />
          )}
        </div>
      </div>
      {opinion && isOpen && (
        <OpinionForm
          key={opinion.rating}
          id={form}
          given={opinion}
          onSend={(said) => void send(said)}
          onTakeBack={() => void send(null)}
          onClose={close}
        />
      )}
      {isCited && grounds}
    </div>
  );
}
