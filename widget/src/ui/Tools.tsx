import type { Turn, Versions } from "../state/conversation";
import { useKit } from "./context";
import { Icon } from "./icons";
import { Listen } from "./Listen";

interface StepProps {
  turn: Turn;
  step: 1 | -1;
  isOff: boolean;
}

/** One version back or on. At the end it stays where it is, so that the focus does, too. */
function Step({ turn, step, isOff }: StepProps) {
  const { wording, actions } = useKit();
  const label = wording.t(step < 0 ? "versionBefore" : "versionNext");
  return (
    <button
      type="button"
      class="aw-tool aw-flip"
      aria-label={label}
      title={label}
      aria-disabled={isOff}
      onClick={() => !isOff && void actions.showVersion(turn.key, step)}
    >
      <Icon shape={step < 0 ? "before" : "next"} small />
    </button>
  );
}

interface SwitchProps {
  turn: Turn;
  versions: Versions;
  mayAsk: boolean;
}

function VersionSwitch({ turn, versions, mayAsk }: SwitchProps) {
  const { t } = useKit().wording;
  const { index, ids } = versions;
  const place = { index: index + 1, count: ids.length };
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are not the fields of a form.
    <div class="aw-versions" role="group" aria-label={t("versions")}>
      <Step turn={turn} step={-1} isOff={!mayAsk || index === 0} />
      <span>
        <span class="aw-vh">{t("versionOf", place)}</span>
        <span aria-hidden="true">{t("versionShort", place)}</span>
      </span>
      <Step turn={turn} step={1} isOff={!mayAsk || index === ids.length - 1} />
    </div>
  );
}

interface AgainProps {
  turn: Turn;
  isOff: boolean;
}

function Again({ turn, isOff }: AgainProps) {
  const { wording, actions } = useKit();
  const again = (event: MouseEvent) => {
    // The button goes while the answer is written: the reader stays with the answer.
    const pressed = event.currentTarget as HTMLElement;
    pressed.closest<HTMLElement>("[data-message]")?.focus({ preventScroll: true });
    actions.askAgain(turn.key);
  };
  return (
    <button type="button" class="aw-tool" disabled={isOff} onClick={again}>
      <Icon shape="again" small />
      {wording.t("answerAgain")}
    </button>
  );
}

interface Props {
  turn: Turn;
  isLast: boolean;
  mayAsk: boolean;
}

/** Other versions of an answer: those there are, and one more. */
export function Tools({ turn, isLast, mayAsk }: Props) {
  const { versions } = turn;
  const isWhole = turn.answer?.state === "complete" && !turn.answer.metadata.broken_off;
  return (
    <>
      {versions && versions.ids.length > 1 && <VersionSwitch {...{ turn, versions, mayAsk }} />}
      {isWhole && turn.answer && <Listen answer={turn.answer} />}
      {isLast && isWhole && turn.id && <Again turn={turn} isOff={!mayAsk} />}
    </>
  );
}
