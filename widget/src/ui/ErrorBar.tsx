import type { ComponentChildren } from "preact";
import type { Answer, Turn } from "../state/conversation";
import { hasBegun } from "../state/reading-order";
import { useKit } from "./context";

interface ActProps {
  onPress(opener: HTMLElement): void;
  children: ComponentChildren;
}

const Act = ({ onPress, children }: ActProps) => (
  <button type="button" class="aw-btn" onClick={(event) => onPress(event.currentTarget)}>
    {children}
  </button>
);

function Broken({ turn }: { turn: Turn }) {
  const { wording, actions, openPerson } = useKit();
  const { t } = wording;
  const hasWords = turn.answer !== null && hasBegun(turn.answer);
  const isHalfway = hasWords || turn.answer?.state === "interrupted";
  const again = () => actions.askAgain(turn.key);
  return (
    <div class="aw-bar">
      <p>{t(isHalfway ? "halfway" : "noAnswer")}</p>
      <div class="aw-acts">
        {isHalfway && <Act onPress={() => actions.resume(turn.key)}>{t("continueAnswer")}</Act>}
        {hasWords && <Act onPress={again}>{t("startAgain")}</Act>}
        {!isHalfway && <Act onPress={again}>{t("tryAgain")}</Act>}
        {openPerson && <Act onPress={openPerson}>{t("askPerson")}</Act>}
      </div>
    </div>
  );
}

function Stopped({ turn }: { turn: Turn }) {
  const { wording, actions } = useKit();
  return (
    <div class="aw-bar aw-bar-calm">
      <p>{wording.t("stopped")}</p>
      <div class="aw-acts">
        <Act onPress={() => actions.askAgain(turn.key)}>{wording.t("retry")}</Act>
      </div>
    </div>
  );
}

/** How an answer ended when it did not come to its end. One with nothing in it is a fault too. */
function brokenEnd(answer: Answer): "broken" | "stopped" | null {
  if (answer.state === "stopped") return "stopped";
  const isEmpty = answer.state === "complete" && !hasBegun(answer);
  return isEmpty || answer.state === "failed" || answer.state === "interrupted" ? "broken" : null;
}

interface Props {
  turn: Turn;
  answer: Answer;
  /** Older turns only say what happened; the ways on belong to the last one. */
  isLast: boolean;
}

export function ErrorBar({ turn, answer, isLast }: Props) {
  const { t } = useKit().wording;
  const end = brokenEnd(answer);
  if (!end) return null;
  if (!isLast) return <p class="aw-quiet">{t(end === "stopped" ? "stopped" : "halfway")}</p>;
  return end === "stopped" ? <Stopped turn={turn} /> : <Broken turn={turn} />;
}
