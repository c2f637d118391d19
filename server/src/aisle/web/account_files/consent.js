/* Where browsers come back to when somebody let Aisle into a shop. Whoever began it finishes it, with their own sign-in. */
import { call, links, make, show } from "./page.js";

const ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const STATE = new RegExp(`^(${ID})\\.(${ID})\\.[A-Za-z0-9_-]+$`);
const text = (words) => make("p", { textContent: words });

/** brought: what the address held. onward: shows the rest of the page. */
export async function consent(brought, onward) {
  const away = links(["To your account", () => onward()]);
  const [, store, source] = STATE.exec(brought.get("state")) ?? [];
  history.replaceState(null, "", "/account/consent");
  if (brought.has("error") || !source || !brought.has("code")) {
    return show("Nothing was connected", text("It was refused on the other side, or the address is not whole. Begin again where you began."), away);
  }
  const session = await call("GET", "/auth/session").catch(() => null);
  const answer = { state: brought.get("state"), code: brought.get("code") };
  const finish = () => call("POST", `/stores/${store}/sources/${source}/oauth/finish`, answer);
  // A command may have begun it, whoever is signed in here.
  const failure = session ? await finish().then(() => null, (error) => error) : { code: "consent_not_begun" };
  if (!failure) return show("It is connected", text("Aisle may read it now, and begins by itself. You can close this page."), away);
  if (failure.code !== "consent_not_begun") return show("It is not connected", make("p", { className: "fault", role: "alert", textContent: failure.message }), away);
  const address = `${location.origin}/account/consent?${new URLSearchParams(answer)}`;
  return show("Almost done", text("If a command began this, give it this address within ten minutes. It counts once, and only there."), make("pre", { textContent: address }), text("If you began it in a browser, begin again, and come back in that browser."), away);
}
