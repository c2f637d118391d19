import type { ComponentChildren } from "preact";
import type { Answer, Turn } from "../state/conversation";
import { brokenEnd, canContinue } from "../state/endings";
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

interface WaysProps {
  turn: Turn;
  answer: Answer;
}

/** The ways on belong to the message: a reader who took one stays with it. */
function useWays({ turn, answer }: WaysProps) {
  const { actions } = useKit();
  const from = (go: (key: string) => void) => (pressed: HTMLElement) => {
    pressed.closest<HTMLElement>("[data-message]")?.focus({ preventScroll: true });
    go(turn.key);
  };
  return {
    again: from(actions.askAgain),
    goOn: canContinue(answer) ? from(actions.resume) : null,
  };
}

function Broken({ turn, answer }: WaysProps) {
  const { wording, openPerson } = useKit();
  const { t } = wording;
  const { again, goOn } = useWays({ turn, answer });
  return (
    <div class="aw-bar">
      <p>{t(goOn ? "halfway" : "noAnswer")}</p>
      <div class="aw-acts">
        {goOn && <Act onPress={goOn}>{t("continueAnswer")}</Act>}
        <Act onPress={again}>{t(goOn ? "startAgain" : "tryAgain")}</Act>
        {openPerson && <Act onPress={openPerson}>{t("askPerson")}</Act>}
      </div>
    </div>
  );
}

function Stopped({ turn, answer }: WaysProps) {
  const { t } = useKit().wording;
  const { again, goOn } = useWays({ turn, answer });
  return (
    <div class="aw-bar aw-bar-calm">
      <p>{t("stopped")}</p>
      <div class="aw-acts">
        {goOn && <Act onPress={goOn}>{t("continueAnswer")}</Act>}
        <Act onPress={again}>{t("retry")}</Act>
      </div>
    </div>
  );
}

interface Props extends WaysProps {
  /** Older turns only say what happened; the ways on belong to the last one. */
  isLast: boolean;
  /** Without the shop, or while it writes another answer, there is no way on. */
  mayAsk: boolean;
}

export function ErrorBar({ turn, answer, isLast, mayAsk }: Props) {
  const { t } = useKit().wording;
  const end = brokenEnd(answer);
  if (!end) return null;
  if (!isLast || !mayAsk)
    return <p class="aw-quiet">{t(end === "stopped" ? "stopped" : "halfway")}</p>;
  return end === "stopped" ? <Stopped {...{ turn, answer }} /> : <Broken {...{ turn, answer }} />;
}
