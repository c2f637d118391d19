import type { ComponentChildren } from "preact";
import type { Turn } from "../state/conversation";
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
        <Act onPress={openPerson}>{t("askPerson")}</Act>
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

/** What is said below an answer that did not come to its end, and the ways on. */
export function ErrorBar({ turn }: { turn: Turn }) {
  if (!turn.answer) return null;
  const { state } = turn.answer;
  // An answer with nothing in it is a fault too, whatever the server calls it.
  if (state === "complete" && !hasBegun(turn.answer)) return <Broken turn={turn} />;
  if (state === "failed" || state === "interrupted") return <Broken turn={turn} />;
  return state === "stopped" ? <Stopped turn={turn} /> : null;
}
