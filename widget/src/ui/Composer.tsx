import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { View } from "../chat/context";
import { charactersLeft } from "../text/length";
import { useKit } from "./context";
import { isDesktop } from "./hooks";
import { useShown } from "./hooks-around";
import { Icon } from "./icons";
import { lazy } from "./lazy";
import { Notices } from "./Notices";
import { OutLink } from "./OutLink";

const COMPOSITION_KEY = 229;

/** Enter also picks a word while text is composed (Japanese, Chinese…): that Enter never sends. */
const sends = (event: KeyboardEvent) =>
  event.key === "Enter" &&
  !event.shiftKey &&
  !event.isComposing &&
  event.keyCode !== COMPOSITION_KEY;

/** The style alone makes the field as high as its words; measuring here costs a layout with every letter. */
const GROWS_ITSELF = globalThis.CSS?.supports?.("field-sizing", "content") ?? false;

/** Whoever tries a draft is typing beside the window. */
const IS_TRIED = new URLSearchParams(location.search).has("preview");

const VoiceBar = lazy(() => import("../voice/VoiceBar").then((part) => part.default));
const PhotoBar = lazy(() => import("../photo/PhotoBar").then((part) => part.default));

function Field({ draft }: { draft: string }) {
  const { wording, actions, can } = useKit();
  const { t } = wording;
  const field = useRef<HTMLTextAreaElement>(null);
  const isShown = useShown();

  useEffect(() => {
    if (isShown && isDesktop() && !IS_TRIED) field.current?.focus({ preventScroll: true });
  }, [isShown]);

  useLayoutEffect(() => {
    const element = field.current;
    if (!element || GROWS_ITSELF) return;
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
      placeholder={t(can.minimise ? "placeholderShort" : "placeholder")}
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
  const cannotSend =
    isHeld || isTooLong || (!view.busy && view.draft.trim() === "" && !view.photo?.ready);
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

interface MoreProps {
  onVoice(): void;
  onPhoto(file: File): void;
}

/** Other ways to ask than typing, where browser and shop can take them. */
function More({ onVoice, onPhoto }: MoreProps) {
  const { wording, ears, can } = useKit();
  const { t } = wording;
  return (
    <>
      {can.photo && (
        <label class="aw-ib aw-file" title={t("photo")}>
          <Icon shape="camera" />
          <input
            type="file"
            accept="image/*"
            class="aw-vh"
            aria-label={t("photo")}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) onPhoto(file);
              event.currentTarget.value = "";
            }}
          />
        </label>
      )}
      {can.voice && ears.canHear && (
        <button
          type="button"
          class="aw-ib"
          aria-label={t("voiceTitle")}
          title={t("voiceTitle")}
          onClick={onVoice}
        >
          <Icon shape="voice" />
        </button>
      )}
    </>
  );
}

export function Composer({ view }: { view: View }) {
  const { wording, actions } = useKit();
  const { t } = wording;
  const [isHearing, setHearing] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const type = () => box.current?.querySelector("textarea")?.focus();
  const stopHearing = () => {
    setHearing(false);
    type();
  };
  const removePhoto = () => {
    actions.setPhoto(null);
    type();
  };
  const privacy = view.session?.store.privacy_url;
  return (
    <div class="aw-f">
      <div class="aw-col">
        <Notices view={view} />
        {isHearing && (
          <VoiceBar
            onWords={(words) => actions.setDraft([view.draft, words].filter(Boolean).join(" "))}
            onClose={stopHearing}
          />
        )}
        {view.photo && (
          <PhotoBar file={view.photo.file} onReady={actions.photoReady} onRemove={removePhoto} />
        )}
        <div class="aw-box" ref={box}>
          <Field draft={view.draft} />
          <More onVoice={() => setHearing(true)} onPhoto={actions.setPhoto} />
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
