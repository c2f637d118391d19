import { render } from "preact";
import { createAnnouncer } from "./a11y/announcer";
import { createChatApi } from "./api/chat";
import { createClient } from "./api/client";
import { createSessions } from "./api/session";
import { createActions } from "./chat/chat";
import { createContext } from "./chat/context";
import { followSurroundings } from "./chat/surroundings";
import { readConfig } from "./config";
import { createWording } from "./i18n";
import { createDrafts } from "./state/draft";
import { createOutbox } from "./state/outbox";
import { pageStore } from "./state/storage";
import { App } from "./ui/App";
import { createTheme } from "./ui/theme";
import { followViewport } from "./ui/viewport";
import "./styles/index.css";

const { slug, key, api: base, name, language } = readConfig(document);
const wording = createWording(language);
document.documentElement.lang = wording.language;
document.documentElement.dir = wording.direction;
document.title = wording.t("title", { name });

const store = pageStore(slug);
const theme = createTheme(store);
theme.start();
followViewport();

const sessions = createSessions({ api: base, key, storage: store });
const announcer = createAnnouncer(wording);
const context = createContext({
  api: createChatApi(createClient(base, sessions)),
  store,
  drafts: createDrafts(store),
  outbox: createOutbox(store),
  announcer,
});
const actions = createActions(context, sessions);
const root = document.getElementById("aisle");
if (root)
  render(<App {...{ name, view: context.view, actions, announcer, wording, theme }} />, root);
followSurroundings(context);
void actions.open();
