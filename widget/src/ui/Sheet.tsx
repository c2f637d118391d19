import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { useWording } from "./context";
import { isPhone } from "./hooks";
import { Icon } from "./icons";

const EDGE_PX = 12;
const GAP_PX = 8;

/** Below what opened it when there is room, else above; never over the window's edge. */
function place(sheet: HTMLElement, opener: HTMLElement): void {
  if (isPhone()) return;
  const anchor = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = sheet;
  const below = anchor.bottom + GAP_PX;
  const fits = below + height + EDGE_PX <= innerHeight;
  const top = fits ? below : Math.max(EDGE_PX, anchor.top - GAP_PX - height);
  const isRight = anchor.left > innerWidth / 2;
  const wanted = isRight ? anchor.right - width : anchor.left;
  const left = Math.max(EDGE_PX, Math.min(wanted, innerWidth - width - EDGE_PX));
  sheet.style.top = `${top}px`;
  sheet.style.left = `${left}px`;
}

interface Props {
  title: string;
  kind: string;
  opener: HTMLElement;
  onClose(): void;
  children: ComponentChildren;
}

/** A small card over the page: at what opened it on a desktop, at the lower edge on a phone. */
export function Sheet({ title, kind, opener, onClose, children }: Props) {
  const { t } = useWording();
  const id = useId();
  const sheet = useRef<HTMLDialogElement>(null);
  const isGone = useRef(false);

  useLayoutEffect(() => {
    const dialog = sheet.current;
    dialog?.showModal();
    dialog?.focus();
    return () => {
      isGone.current = true;
      // While it is open everything below is inert and cannot take the focus back.
      dialog?.close();
      // Not every browser focuses a pressed button, so the way back is kept here.
      opener.focus({ preventScroll: true });
    };
  }, [opener]);

  // After every drawing: the passage that arrives later makes the card higher.
  useLayoutEffect(() => {
    if (sheet.current) place(sheet.current, opener);
  });

  const closeOutside = (event: MouseEvent) => {
    if (event.target === sheet.current) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it by keyboard, as every dialog.
    <dialog
      ref={sheet}
      class={`aw-sheet aw-sheet-${kind}`}
      aria-labelledby={id}
      tabIndex={-1}
      // Told a little later: by then another sheet may stand in its place.
      onClose={() => !isGone.current && onClose()}
      onClick={closeOutside}
    >
      <div class="aw-sheet-in">
        <div class="aw-sheet-head">
          <h2 id={id} dir="auto">
            {title}
          </h2>
          <button type="button" class="aw-ib" aria-label={t("close")} onClick={onClose}>
            <Icon shape="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
