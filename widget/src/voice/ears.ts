import type { Bridge } from "../bridge/frame";
import type { Hearing } from "./recognition";

type Heard = (text: string, state: Hearing) => void;

/** Listens to the shopper. */
export interface Ears {
  canHear: boolean;
  /** Returns how to stop; what was said until then still comes. */
  listen(language: string, heard: Heard): () => void;
}

/** A frame has no origin that a browser could give a microphone to, so the page around it listens. */
function throughPage(bridge: Bridge): Ears {
  let tell: Heard = () => undefined;
  bridge.on("heard", ({ text, state }) => tell(text, state as Hearing));
  return {
    canHear: bridge.welcome.canHear,
    listen(language, heard) {
      tell = heard;
      bridge.send({ type: "hear", on: true, language });
      return () => bridge.send({ type: "hear", on: false, language });
    },
  };
}

const here: Ears = {
  canHear: "SpeechRecognition" in globalThis || "webkitSpeechRecognition" in globalThis,
  listen(language, heard) {
    const ending = import("./recognition").then(({ recognise }) => recognise(language, heard));
    ending.catch(() => heard("", "failed"));
    return () => void ending.then((end) => end());
  },
};

export const createEars = (bridge: Bridge | null): Ears => (bridge ? throughPage(bridge) : here);
