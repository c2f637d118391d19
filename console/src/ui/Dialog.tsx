import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";

interface Props {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the bottom; the safe one first. */
  actions?: ReactNode;
  /** drawer: at the end of the screen, whole height. wide: for more than a question. */
  shape?: "drawer" | "wide" | "sheet-menu";
}

/** A dialog in the browser's top layer: focus stays inside, Esc closes, and focus goes back to where it was. */
export function Dialog({ title, onClose, children, actions, shape }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useModal(box);
  return (
    <dialog
      ref={box}
      className={shape ? `box ${shape}` : "box"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="box-h">
        <h2 className="h2 grow" id={id} tabIndex={-1}>
          {title}
        </h2>
        <Button bare icon="close" onClick={onClose}>
          {t("close")}
        </Button>
      </div>
      <div className="box-b">{children}</div>
      {actions && <div className="box-f">{actions}</div>}
    </dialog>
  );
}

/** Open a dialog element as a modal one while its component is there, and give focus back afterwards. */
export function useModal(box: React.RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const opener = document.activeElement;
    const dialog = box.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [box]);
}
