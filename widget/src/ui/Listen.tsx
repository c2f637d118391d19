import { useEffect, useState } from "preact/hooks";
import { type Answer, textOf } from "../state/conversation";
import { spoken } from "../text/markdown";
import { useWording } from "./context";
import { Icon } from "./icons";

/** Reads an answer aloud, on a press and never by itself. Absent where the browser has no voice. */
export function Listen({ answer }: { answer: Answer }) {
  const { t, language } = useWording();
  const [isSpeaking, setSpeaking] = useState(false);
  useEffect(() => () => void (isSpeaking && speechSynthesis.cancel()), [isSpeaking]);
  if (!("speechSynthesis" in globalThis)) return null;

  const toggle = () => {
    speechSynthesis.cancel();
    if (isSpeaking) return setSpeaking(false);
    const words = new SpeechSynthesisUtterance(spoken(textOf(answer)));
    words.lang = language;
    words.onend = words.onerror = () => setSpeaking(false);
    speechSynthesis.speak(words);
    setSpeaking(true);
  };
  return (
    <button type="button" class="aw-tool" aria-pressed={isSpeaking} onClick={toggle}>
      <Icon shape={isSpeaking ? "stop" : "sound"} small />
      {t(isSpeaking ? "stopReading" : "listen")}
    </button>
  );
}
