import { useEffect, useRef, useState } from "preact/hooks";
import type { MessageKey } from "../i18n";
import { useKit } from "../ui/context";
import type { Hearing } from "./recognition";

const SECOND_MS = 1000;
/** The explanation is shown once on a device. */
const TOLD = "voice-told";

const SAID: Record<Hearing, MessageKey> = {
  starting: "voiceStarting",
  listening: "voiceListening",
  hearing: "voiceHearing",
  ended: "voiceListening",
  denied: "voiceDenied",
  missing: "voiceMissing",
  failed: "voiceFailed",
};
const BROKEN = new Set<Hearing>(["denied", "missing", "failed"]);

function useSeconds(isOn: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => setSeconds((before) => before + 1), SECOND_MS);
    return () => clearInterval(timer);
  }, [isOn]);
  return seconds;
}

interface Props {
  onWords(text: string): void;
  onClose(): void;
}

function Explanation({ onStart, onClose }: { onStart(): void; onClose(): void }) {
  const { t } = useKit().wording;
  const start = useRef<HTMLButtonElement>(null);
  useEffect(() => start.current?.focus(), []);
  return (
    <section class="aw-panel" aria-label={t("voiceTitle")}>
      <h3>{t("voiceTitle")}</h3>
      <p class="aw-quiet">{t("voiceBody")}</p>
      <div class="aw-acts">
        <button ref={start} type="button" class="aw-btn" onClick={onStart}>
          {t("voiceStart")}
        </button>
        <button type="button" class="aw-btn" onClick={onClose}>
          {t("cancel")}
        </button>
      </div>
    </section>
  );
}

/** What is heard until Done; then the words go where they can be checked. */
function Hear({ onWords, onClose }: Props) {
  const { wording, ears } = useKit();
  const { t, language } = wording;
  const [heard, setHeard] = useState<{ text: string; state: Hearing }>({
    text: "",
    state: "starting",
  });
  const stop = useRef<() => void>(() => undefined);
  const done = useRef<HTMLButtonElement>(null);
  const isBroken = BROKEN.has(heard.state);
  const seconds = useSeconds(heard.state === "listening" || heard.state === "hearing");

  useEffect(() => {
    done.current?.focus();
    stop.current = ears.listen(language, (text, state) => setHeard({ text, state }));
    return () => stop.current();
  }, [ears, language]);

  const finish = () => {
    stop.current();
    if (heard.text.trim()) onWords(heard.text.trim());
    onClose();
  };
  return (
    <section class="aw-panel aw-voice" aria-label={t("voiceTitle")} data-state={heard.state}>
      <p role="status" class={isBroken ? "aw-warn" : undefined}>
        <i class="aw-level" aria-hidden="true" />
        {t(SAID[heard.state])}
      </p>
      {!isBroken && <p class="aw-quiet">{t("seconds", { count: seconds })}</p>}
      {heard.text && <p dir="auto">{heard.text}</p>}
      <div class="aw-acts">
        {!isBroken && (
          <button ref={done} type="button" class="aw-btn" onClick={finish}>
            {t("voiceDone")}
          </button>
        )}
        <button type="button" class="aw-btn" onClick={onClose}>
          {t("cancel")}
        </button>
      </div>
    </section>
  );
}

/** Speaking instead of typing. What it does is said before the browser asks for the microphone. */
export default function VoiceBar(props: Props) {
  const { store } = useKit();
  const [isTold, setTold] = useState(() => store.read<boolean>(TOLD) === true);
  const begin = () => {
    store.write(TOLD, true);
    setTold(true);
  };
  return isTold ? <Hear {...props} /> : <Explanation onStart={begin} onClose={props.onClose} />;
}
