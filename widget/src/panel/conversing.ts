import { matchesPath } from "../bridge/paths";
import type { ToPage } from "../bridge/protocol";
import type { Core } from "../loader/core";
import { isDark } from "../loader/elements";
import { createLink } from "./link";
import type { Memory } from "./memory";
import type { Panel } from "./panel";
import { openSession } from "./requests";
import { createVoice } from "./voice";

/** What the frame may ask the page to do. */
const EVENTS = new Set(["add", "remove"]);

/** The page's side of everything that is said between page and frame. */
export function createConversing(core: Core, memory: Memory, panel: Panel) {
  const { settings, listeners } = core;
  const link = createLink(panel.word, heard);
  const voice = createVoice(settings().host, link.send);
  const asked: string[] = [];
  let token: string | null | undefined;

  const names = () => ({ ...listeners.names() });
  const listens = () => link.send({ type: "listens", names: names() });
  const shown = () => link.send({ type: "shown", open: panel.isOpen(), modal: panel.isPhone() });
  const tellConsent = () => link.send({ type: "consent", state: core.consent() });

  function tellPage(): void {
    const { path = location.pathname, suggestions, basket } = core.page();
    const found = settings().suggestions.find(({ paths }) => matchesPath(paths, path));
    link.send({
      type: "page",
      path,
      suggestions: { ...(suggestions ?? found?.texts) },
      // Numbers are names, too; what cannot be sent to a frame must not end the page's own script.
      basket: { ...[basket ?? []].flat().map(String) },
    });
  }

  function welcome(): void {
    const { language, font, still } = settings();
    panel.works();
    link.send({
      type: "welcome",
      entries: memory.entries(),
      language,
      font: font || getComputedStyle(document.body).fontFamily,
      still,
      isDark: isDark(settings()),
      canHear: "SpeechRecognition" in window || "webkitSpeechRecognition" in window,
    });
    tellConsent();
    listens();
    tellPage();
    if (token !== undefined) link.send({ type: "identify", token });
    shown();
    for (const text of asked.splice(0)) link.send({ type: "ask", text });
  }

  async function reply(id: number, work: Promise<object>): Promise<void> {
    const [ok, value] = await work.then(
      (done) => [true, done] as const,
      () => [false, {}] as const,
    );
    link.send({ type: "reply", id, ok, value: { ...value } });
  }

  async function tell(name: string, detail: Record<string, unknown>): Promise<object> {
    if (!EVENTS.has(name) || !(await listeners.tell(name, detail))) throw new Error(name);
    return {};
  }

  /** The shopper, or the store's own banner, has answered. */
  function consented(): void {
    if (core.consent() === "given") memory.settle();
    tellConsent();
  }

  /** What the shopper agreed to, where the store asks for that: the server keeps it with the chat. */
  const agreed = ({ words, language }: { words: string; language: string }) =>
    settings().asksConsent && core.consent() === "given"
      ? { consent: { given: true, words_version: words, language } }
      : {};

  function heard(message: ToPage): void {
    if (message.type === "ready") welcome();
    if (message.type === "keep") memory.write(message.name, message.value);
    if (message.type === "session")
      void reply(message.id, openSession(settings(), agreed(message)));
    if (message.type === "event") void reply(message.id, tell(message.name, message.detail));
    if (message.type === "hear") voice.listen(message.on, message.language);
    if (message.type === "unread") core.unread(panel.isOpen() ? 0 : message.count);
    if (message.type === "agreed" && core.consent() === "asked") core.setConsent("given");
    if (message.type === "minimise") panel.hide();
  }

  return {
    connect: link.connect,
    listens,
    shown,
    tellPage,
    consented,
    ask(text: string) {
      if (link.isReady()) link.send({ type: "ask", text });
      else asked.push(text);
    },
    /** A signed token says who the shopper is; null says that they signed out, and their chat goes with them. */
    identify(next: string | null) {
      token = next;
      if (!token) memory.clear();
      link.send({ type: "identify", token });
    },
    storageChanged({ key, newValue }: StorageEvent) {
      const name = memory.nameOf(key);
      if (name) link.send({ type: "kept", name, value: newValue });
    },
    stop() {
      voice.stop();
      link.close();
    },
  };
}
