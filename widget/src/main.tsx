import { render } from "preact";
import { createAnnouncer } from "./a11y/announcer";
import { createChatApi } from "./api/chat";
import { createClient } from "./api/client";
import { createSessions, startSession } from "./api/session";
import type { Session } from "./api/types";
import { followPage, pageOf } from "./bridge/embedding";
import { type Bridge, joinPage } from "./bridge/frame";
import { bridgeStorage } from "./bridge/storage";
import { createActions } from "./chat/chat";
import { createContext } from "./chat/context";
import { followSurroundings } from "./chat/surroundings";
import { type PageConfig, readConfig } from "./config";
import { loadWording, type Wording } from "./i18n";
import { DISCLOSURE_VERSION } from "./i18n/disclosure";
import { createDrafts } from "./state/draft";
import { createOutbox } from "./state/outbox";
import { pageStore, type Store } from "./state/storage";
import { App } from "./ui/App";
import { drawInOwnTask, drawNow } from "./ui/drawing";
import { createTheme } from "./ui/theme";
import { followViewport } from "./ui/viewport";
import { createEars } from "./voice/ears";
import "./styles/index.css";

function storeOf({ slug }: PageConfig, bridge: Bridge | null): Store {
  if (!bridge) return pageStore(slug);
  const { shelf, watch } = bridgeStorage(bridge, slug);
  return pageStore(slug, shelf, Date.now, watch);
}

/** The shop's own typeface and manners, as far as a frame can have them. */
function dress(bridge: Bridge): void {
  const { font, still } = bridge.welcome;
  const { style, dataset } = document.documentElement;
  if (font) style.setProperty("--aw-font", font);
  if (still) dataset.still = "";
  dataset.framed = "";
}

async function begin(config: PageConfig, bridge: Bridge | null, wording: Wording): Promise<void> {
  const { api: base, key = "", name } = config;
  document.documentElement.lang = wording.language;
  document.documentElement.dir = wording.direction;
  document.title = config.title ?? wording.t("title", { name });
  const store = storeOf(config, bridge);
  const theme = createTheme(store, bridge ? () => bridge.welcome.isDark : undefined);
  theme.start();
  if (bridge) dress(bridge);
  else followViewport();

  const { language } = wording;
  const session = { type: "session", words: DISCLOSURE_VERSION, language } as const;
  const start = bridge
    ? async () => (await bridge.request(session)) as Session
    : () => startSession(base, key);
  const sessions = createSessions({ api: base, start, storage: store });
  const announcer = createAnnouncer(wording);
  const context = createContext({
    api: createChatApi(createClient(base, sessions)),
    store,
    drafts: createDrafts(store),
    outbox: createOutbox(store),
    announcer,
    look: config.look ?? null,
    page: bridge && pageOf(bridge),
    drawNow,
  });
  const actions = createActions(context, sessions);
  if (bridge) followPage(bridge, context, actions);
  const ears = createEars(bridge);
  const root = document.getElementById("aisle");
  const can = {
    minimise: bridge !== null,
    voice: config.voice !== false,
    photo: config.photo === true,
  };
  const { title = null, logo = null, avatar = null, consent = null } = config;
  const own = { title, logo, avatar, consent };
  if (root)
    render(
      <App
        {...{ name, view: context.view, actions, announcer, wording, theme, store, ears, can, own }}
      />,
      root,
    );
  followSurroundings(context);
  void actions.open();
}

const config = readConfig(document);
drawInOwnTask();
// The words are fetched while page and frame still join. The page may know better by then.
const [word = "", named] = location.hash.slice(1).split(".");
const language = (config.origins && named) || config.language;
const early = loadWording(language);
const wordsFor = (told: string) => (told && told !== language ? loadWording(told) : early);
async function join(origins: string[]): Promise<void> {
  const bridge = await joinPage(origins, word);
  await begin(config, bridge, await wordsFor(bridge.welcome.language));
}

async function alone(): Promise<void> {
  await begin(config, null, await early);
}

void (config.origins ? join(config.origins) : alone());
