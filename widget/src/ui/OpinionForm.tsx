import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Opinion } from "../api/chat";
import { hasCardNumber } from "../text/card-number";
import { MOST_COMMENT, MOST_REASONS, REASONS } from "../text/reasons";
import { useWording } from "./context";

interface ReasonsProps {
  opinion: Opinion;
  onChange(reasons: string[]): void;
}

function Reasons({ opinion, onChange }: ReasonsProps) {
  const { t } = useWording();
  const { rating, reasons } = opinion;
  const toggled = (code: string) =>
    reasons.includes(code) ? reasons.filter((one) => one !== code) : [...reasons, code];
  return (
    <fieldset class="aw-reasons">
      <legend>{t(rating === "up" ? "whyGood" : "whyBad")}</legend>
      {Object.entries(REASONS[rating]).map(([code, key]) => (
        <label key={code} class="aw-tick">
          <input
            type="checkbox"
            checked={reasons.includes(code)}
            disabled={!reasons.includes(code) && reasons.length >= MOST_REASONS}
            onChange={() => onChange(toggled(code))}
          />
          {t(key)}
        </label>
      ))}
    </fieldset>
  );
}

interface CommentProps {
  text: string;
  onChange(comment: string): void;
}

function Comment({ text, onChange }: CommentProps) {
  const { t } = useWording();
  return (
    <label class="aw-comment">
      {t("comment")}
      <textarea
        rows={2}
        dir="auto"
        maxLength={MOST_COMMENT}
        value={text}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

interface Props {
  id: string;
  given: Opinion;
  onSend(opinion: Opinion): void;
  onTakeBack(): void;
  onClose(): void;
}

/** Why an answer was good or not. Nothing here has to be said. */
export function OpinionForm({ id, given, onSend, onTakeBack, onClose }: Props) {
  const { t } = useWording();
  const [opinion, setOpinion] = useState(given);
  const warning = useId();
  const form = useRef<HTMLFormElement>(null);
  // It opens below the thumbs, where the view may end.
  useEffect(() => form.current?.scrollIntoView({ block: "nearest" }), []);
  const hasCard = hasCardNumber(opinion.comment);
  const send = (event: Event) => {
    event.preventDefault();
    onSend({ ...opinion, comment: opinion.comment.trim() });
  };
  return (
    <form
      ref={form}
      id={id}
      class="aw-opinion"
      aria-label={t("opinion")}
      aria-describedby={hasCard ? warning : undefined}
      onSubmit={send}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <Reasons opinion={opinion} onChange={(reasons) => setOpinion({ ...opinion, reasons })} />
      <Comment text={opinion.comment} onChange={(comment) => setOpinion({ ...opinion, comment })} />
      {hasCard && (
        <p id={warning} class="aw-warn">
          {t("card")}
        </p>
      )}
      <div class="aw-acts">
        <button type="submit" class="aw-btn">
          {t("sendOpinion")}
        </button>
        <button type="button" class="aw-link" onClick={onTakeBack}>
          {t("takeBack")}
        </button>
      </div>
    </form>
  );
}
