import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { View } from "../chat/context";
import { charactersLeft } from "../text/length";
import { useKit } from "./context";
import { isDesktop } from "./hooks";
import { Icon } from "./icons";
import { Notices } from "./Notices";
import { OutLink } from "./OutLink";

const COMPOSITION_KEY = 229;

/** Enter also picks a word while text is composed (Japanese, Chinese…): that Enter never sends. */
const sends = (event: KeyboardEvent) =>
  event.key === "Enter" &&
  !event.shiftKey &&
  !event.isComposing &&
  event.keyCode !== COMPOSITION_KEY;

function Field({ draft }: { draft: string }) {
  const { wording, actions } = useKit();
  const { t } = wording;
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (isDesktop()) field.current?.focus({ preventScroll: true });
  }, []);

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.blockSize = "auto";
    element.style.blockSize = `${element.scrollHeight}px`;
  }, [draft]);

  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing) actions.endEditing();
    if (!sends(event)) return;
    event.preventDefault();
    actions.submit();
  };
  return (
    <textarea
      ref={field}
      rows={1}
      dir="auto"
      value={draft}
      placeholder={t("placeholder")}
      aria-label={t("composer")}
      enterkeyhint="send"
      autocomplete="off"
      onInput={(event) => actions.setDraft(event.currentTarget.value)}
      onKeyDown={pressed}
    />
  );
}

function SendOrStop({ view }: { view: View }) {
  const { wording, actions } = useKit();
  const { t } = wording;
  const isHeld = view.limitedUntil !== null && !view.busy;
  const left = charactersLeft(view.draft, view.session?.max_message_length);
  const isTooLong = left !== null && left < 0 && !view.busy;
  const cannotSend = isHeld || isTooLong || (!view.busy && view.draft.trim() === "");
  return (
    <button
      type="button"
      class="aw-send"
      aria-label={t(view.busy ? "stop" : "send")}
      aria-disabled={cannotSend}
      data-held={isHeld || isTooLong || undefined}
      // Keeps the cursor, and with it the on-screen keyboard, in the field.
      onPointerDown={(event) => event.preventDefault()}
      onClick={view.busy ? actions.stop : actions.submit}
    >
      <Icon shape={view.busy ? "stop" : "send"} />
    </button>
  );
}

export function Composer({ view }: { view: View }) {
  const { t } = useKit().wording;
  const privacy = view.session?.store.privacy_url;
  return (
    <div class="aw-f">
      <div class="aw-col">
        <Notices view={view} />
        <div class="aw-box">
          <Field draft={view.draft} />
          <SendOrStop view={view} />
        </div>
        <p class="aw-small">
          <span>{t("small")}</span>
          {privacy && <OutLink href={privacy}>{t("privacy")}</OutLink>}
        </p>
      </div>
    </div>
  );
}
