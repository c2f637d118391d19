import { useKit } from "./context";
import { Sheet } from "./Sheet";

interface Props {
  opener: HTMLElement;
  onClose(): void;
}

/** Asks before a chat is deleted: the safe way stands first, and what goes is named. */
export function DeleteSheet({ opener, onClose }: Props) {
  const { wording, actions } = useKit();
  const { t } = wording;
  const erase = async () => {
    await actions.deleteChat();
    onClose();
  };
  return (
    <Sheet title={t("deleteTitle")} kind="menu" opener={opener} onClose={onClose}>
      <p>{t("deleteBody")}</p>
      <button type="button" class="aw-btn" onClick={onClose}>
        {t("keepChat")}
      </button>
      <button type="button" class="aw-btn aw-btn-bad" onClick={() => void erase()}>
        {t("deleteChat")}
      </button>
    </Sheet>
  );
}
