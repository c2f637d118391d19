/**
 * Speech to words by the browser's own recogniser, on the device where it can. A piece of its own,
 * fetched on the first press. On a shop's page it runs there, because the frame has no origin that a
 * browser could give a microphone to.
 */

/** starting: the browser asks; hearing: there is sound; ended: no more comes. The others say why it did not work. */
export type Hearing =
  | "starting"
  | "listening"
  | "hearing"
  | "ended"
  | "denied"
  | "missing"
  | "failed";

interface Result {
  readonly isFinal: boolean;
  readonly [at: number]: { readonly transcript: string };
}

interface Recogniser extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally?: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}

interface RecogniserClass {
  new (): Recogniser;
  available?(wanted: { langs: string[]; processLocally: boolean }): Promise<string>;
}

const DENIED = new Set(["not-allowed", "service-not-allowed", "audio-capture"]);

function findClass(): RecogniserClass | undefined {
  const page = globalThis as unknown as Record<string, RecogniserClass | undefined>;
  return page.SpeechRecognition ?? page.webkitSpeechRecognition;
}

async function isLocal(kind: RecogniserClass, language: string): Promise<boolean> {
  const wanted = { langs: [language], processLocally: true };
  return (await kind.available?.(wanted).catch(() => "")) === "available";
}

const wordsOf = (results: Iterable<Result>) =>
  [...results].map((result) => result[0]?.transcript ?? "").join("");

/** Listens until it is stopped, the speaker is silent, or the browser refuses. Returns how to stop it. */
export async function recognise(
  language: string,
  heard: (text: string, state: Hearing) => void,
): Promise<() => void> {
  const kind = findClass();
  if (!kind) {
    heard("", "missing");
    return () => undefined;
  }
  const recogniser = new kind();
  let text = "";
  let end: Hearing = "ended";
  const tell = (state: Hearing) => () => heard(text, state);
  recogniser.lang = language;
  recogniser.continuous = true;
  recogniser.interimResults = true;
  if (await isLocal(kind, language)) recogniser.processLocally = true;
  recogniser.addEventListener("start", tell("listening"));
  recogniser.addEventListener("soundstart", tell("hearing"));
  recogniser.addEventListener("soundend", tell("listening"));
  recogniser.addEventListener("result", (event) => {
    text = wordsOf((event as Event & { results: Iterable<Result> }).results);
    heard(text, "hearing");
  });
  recogniser.addEventListener("error", (event) => {
    const { error } = event as Event & { error: string };
    if (DENIED.has(error)) end = "denied";
    else if (error !== "no-speech" && error !== "aborted") end = "failed";
  });
  recogniser.addEventListener("end", () => heard(text, end));
  heard("", "starting");
  recogniser.start();
  return () => recogniser.stop();
}
