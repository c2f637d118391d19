import type { Turn } from "../state/conversation";
import { useKit } from "./context";
import { Icon } from "./icons";
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

/** Takes the words back into the composer; what is sent then stands in their place. */
function Revise({ turn }: { turn: Turn }) {
  const { wording, actions } = useKit();
  const revise = () => {
    actions.revise(turn.key);
    document.querySelector<HTMLElement>(".aw-box textarea")?.focus();
  };
  return (
    <button
      type="button"
      class="aw-tool aw-revise"
      aria-label={wording.t("editMessage", { text: turn.question.text })}
      title={wording.t("edit")}
      onClick={revise}
    >
      <Icon shape="edit" small />
    </button>
  );
}

interface Props {
  turn: Turn;
  /** Nothing was said after it, and it can be sent anew. */
  canEdit: boolean;
  isEdited: boolean;
}

export const QuestionView = memo(function QuestionView({ turn, canEdit, isEdited }: Props) {
  const { t } = useKit().wording;
  const { text, delivery, notices = [] } = turn.question;
  const isWaiting = delivery === "queued" || delivery === "unreached";
  return (
    <article class="aw-q" data-message tabIndex={-1} aria-label={t("youSaid")}>
      <div class="aw-said">
        {canEdit && !isEdited && <Revise turn={turn} />}
        {text && (
          <p class="aw-me" dir="auto" data-edited={isEdited || undefined}>
            {text}
          </p>
        )}
      </div>
      {turn.question.hasPhoto && (
        <p class="aw-told">
          <Icon shape="camera" small />
          {t("photoSent")}
        </p>
      )}
      {notices.map((notice) => (
        <p key={notice} class="aw-told" dir="auto">
          <Icon shape="lock" small />
          {notice}
        </p>
      ))}
      {isWaiting && <Waiting turn={turn} />}
    </article>
  );
});
