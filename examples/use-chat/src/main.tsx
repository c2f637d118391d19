import { createRoot } from "react-dom/client";
import { chatId, type Config, earlier, tokenOf } from "./aisle";
import { Chat } from "./Chat";

const root = createRoot(document.getElementById("root") as HTMLElement);

async function start() {
  const config = (await (await fetch("/config.json")).json()) as Config;
  const token = await tokenOf(config);
  const id = chatId();
  const before = await earlier(config, token, id);
  root.render(<Chat api={config.api} token={token} id={id} before={before} />);
}

start().catch((error: Error) => root.render(<p role="alert">{error.message}</p>));
