import { useEffect, useState } from "preact/hooks";
import type { View } from "../chat/context";
import { charactersLeft } from "../text/length";
import { useKit } from "./context";

const STEP_S = 5;

const secondsLeft = (until: number) => Math.ceil((until - Date.now()) / 1000 / STEP_S) * STEP_S;

/** Counts down in steps of five seconds; at its end sending is possible again, by a press. */
function Limited({ until }: { until: number }) {
  const { wording, actions } = useKit();
  const [left, setLeft] = useState(secondsLeft(until));
  useEffect(() => {
    const timer = setInterval(() => {
      setLeft(secondsLeft(until));
      if (Date.now() >= until) actions.liftLimit();
    }, 250);
    return () => clearInterval(timer);
  }, [until, actions]);
  return <p class="aw-warn">{wording.t("limited", { count: left })}</p>;
}

function CardStopped() {
  const { wording, actions } = useKit();
  return (
    <div class="aw-warn">
      <p>{wording.t("card")}</p>
      <button type="button" class="aw-link" onClick={actions.removeCard}>
        {wording.t("removeCard")}
      </button>
    </div>
  );
}

/** Whose place the composer's words will take, and the way back. */
function Editing() {
  const { wording, actions } = useKit();
  return (
    <div class="aw-editing">
      <p>{wording.t("editing")}</p>
      <button type="button" class="aw-link" onClick={actions.endEditing}>
        {wording.t("cancel")}
      </button>
    </div>
  );
}

/** How much may still be written, said before there is too much of it. */
function Length({ left }: { left: number }) {
  const { t } = useKit().wording;
  if (left < 0) return <p class="aw-warn">{t("tooLong", { count: -left })}</p>;
  return <p class="aw-left">{t("charactersLeft", { count: left })}</p>;
}

/** What stands between a message and its sending, directly above the composer. */
export function Notices({ view }: { view: View }) {
  const { t } = useKit().wording;
  const left = charactersLeft(view.draft, view.session?.max_message_length);
  return (
    <div class="aw-notices">
      {!view.online && <p class="aw-warn">{t("offline")}</p>}
      {view.limitedUntil !== null && <Limited until={view.limitedUntil} />}
      {view.editing && <Editing />}
      {view.trouble && <p class="aw-warn">{t(view.trouble)}</p>}
      {view.refusal && (
        <p class="aw-warn" dir="auto">
          {view.refusal}
        </p>
      )}
      {view.cardStopped && <CardStopped />}
      {left !== null && <Length left={left} />}
    </div>
  );
}
