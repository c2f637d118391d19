import type { Turn } from "../state/conversation";
import { useKit } from "./context";
import { memo } from "./memo";

function Waiting({ turn }: { turn: Turn }) {
  const { wording, actions } = useKit();
  const { t } = wording;
  const { text, delivery } = turn.question;
  const isQueued = delivery === "queued";
  return (
    <div class="aw-waiting">
      <span>{t(isQueued ? "notSentYet" : "unreached")}</span>
      {!isQueued && (
        <button type="button" class="aw-link" onClick={() => actions.resend(turn.key)}>
          {t("tryAgain")}
        </button>
      )}
      <button
        type="button"
        class="aw-link"
        aria-label={t("editMessage", { text })}
        onClick={() => actions.edit(turn.key)}
      >
        {t("edit")}
      </button>
      <button
        type="button"
        class="aw-link"
        aria-label={t("deleteMessage", { text })}
        onClick={() => actions.withdraw(turn.key)}
      >
        {t("delete")}
      </button>
    </div>
  );
}

export const QuestionView = memo(function QuestionView({ turn }: { turn: Turn }) {
  const { t } = useKit().wording;
  const { text, delivery } = turn.question;
  const isWaiting = delivery === "queued" || delivery === "unreached";
  return (
    <article class="aw-q" data-message tabIndex={-1} aria-label={t("youSaid")}>
      <p class="aw-me" dir="auto">
        {text}
      </p>
      {isWaiting && <Waiting turn={turn} />}
    </article>
  );
});
