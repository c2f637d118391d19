import { useRef } from "preact/hooks";
import type { View } from "../chat/context";
import { transcript } from "../text/transcript";
import { useKit } from "./context";
import { Thumbs } from "./Thumbs";

/** The chat as a text file, made and kept on this device alone. */
function download(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = `${name}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A frame may be refused the clipboard; then the text is handed over as a file. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function Rating({ view }: { view: View }) {
  const { wording, actions } = useKit();
  const box = useRef<HTMLDivElement>(null);
  const turn = view.conversation.turns.findLast(({ id, answer }) => id && answer);
  if (!turn) return null;
  const opinion = view.opinions[turn.id ?? ""] ?? null;
  return (
    <div class="aw-rating">
      <span>{wording.t("wasHelpful")}</span>
      <Thumbs
        box={box}
        given={opinion?.rating ?? null}
        form=""
        isOpen={false}
        onPress={(rating) => void actions.rate(turn.key, { rating, reasons: [], comment: "" })}
      />
    </div>
  );
}

/** The end of a chat: what it was worth, and what becomes of it. */
export default function Ended({
  view,
  onDelete,
}: {
  view: View;
  onDelete(opener: HTMLElement): void;
}) {
  const { wording, actions, announcer, name } = useKit();
  const { t } = wording;
  const text = () => transcript(view.conversation, t("youSaid"), t("assistantSaid"));
  const copyOrSave = async () => {
    if (await copy(text())) announcer.say("copied");
    else download(text(), name);
  };
  return (
    <section class="aw-panel aw-ended" aria-label={t("ended")}>
      <h3>{t("ended")}</h3>
      <Rating view={view} />
      <div class="aw-acts">
        <button type="button" class="aw-btn" onClick={() => void copyOrSave()}>
          {t("copyChat")}
        </button>
        <button type="button" class="aw-btn" onClick={() => download(text(), name)}>
          {t("downloadChat")}
        </button>
        <button type="button" class="aw-btn" onClick={actions.startNew}>
          {t("startOver")}
        </button>
        <button type="button" class="aw-btn" onClick={(event) => onDelete(event.currentTarget)}>
          {t("deleteChat")}
        </button>
        <button type="button" class="aw-link" onClick={() => actions.end(false)}>
          {t("goOn")}
        </button>
      </div>
    </section>
  );
}
