import { afterEach, describe, expect, it, vi } from "vitest";
import { joinPage } from "../../src/bridge/frame";
import { matchesPath } from "../../src/bridge/paths";
import { CONNECT, isMessage, TO_FRAME, TO_PAGE } from "../../src/bridge/protocol";
import { createLink } from "../../src/panel/link";

const SHOP = "https://shop.example";
const WELCOME = {
  type: "welcome",
  entries: {},
  language: "en",
  font: "",
  still: false,
  isDark: false,
  canHear: false,
};

const settle = () => new Promise((go) => setTimeout(go, 20));

/** A window message as a browser would bring it: who sent it, from where, with which port. */
function arrive(data: unknown, origin: string, source: unknown, port?: MessagePort): void {
  const event = new Event("message");
  Object.assign(event, { data, origin, source, ports: port ? [port] : [] });
  dispatchEvent(event);
}

describe("a message", () => {
  it.each([
    [{ type: "keep", name: "draft", value: null }, true],
    [{ type: "keep", name: "draft" }, false],
    [{ type: "keep", name: 7, value: "x" }, false],
    [{ type: "minimise" }, true],
    [{ type: "constructor" }, false],
    [{ type: "__proto__" }, false],
    [{ type: "welcome", entries: {} }, false],
    ["minimise", false],
    [null, false],
    [["minimise"], false],
    [{ type: "event", id: 1, name: "add", detail: null }, false],
  ])("is taken only in its shape: %j", (data, isTaken) => {
    expect(isMessage(TO_PAGE, data)).toBe(isTaken);
  });

  it("of the other direction is none of this one's", () => {
    expect(isMessage(TO_FRAME, { type: "session", id: 1, words: "1", language: "en" })).toBe(false);
    expect(isMessage(TO_PAGE, WELCOME)).toBe(false);
  });
});

describe("the frame", () => {
  const page = {};
  afterEach(() => vi.unstubAllGlobals());

  /** Whether the frame takes a port that comes like this. */
  async function takes(data: unknown, origin: string, source: unknown): Promise<boolean> {
    vi.stubGlobal("parent", page);
    const { port1, port2 } = new MessageChannel();
    const heard: unknown[] = [];
    port1.onmessage = ({ data: said }) => {
      heard.push(said);
      port1.postMessage(WELCOME);
    };
    const joined = joinPage([SHOP], "word");
    arrive(data, origin, source, port2);
    await settle();
    const isJoined = heard.length > 0;
    // What is still waited for ends with a proper one.
    if (!isJoined) arrive(CONNECT, SHOP, page, port2);
    const bridge = await joined;
    expect(heard).toEqual([{ type: "ready", word: "word" }]);
    expect(bridge.welcome.language).toBe("en");
    port1.close();
    return isJoined;
  }

  it("joins the page around it, from an origin that the store lists", async () => {
    expect(await takes(CONNECT, SHOP, page)).toBe(true);
  });

  it.each([
    ["another origin", CONNECT, "https://evil.example", page],
    ["an origin that begins alike", CONNECT, "https://shop.example.evil.example", page],
    ["another window", CONNECT, SHOP, {}],
    ["another message", "connect", SHOP, page],
  ])("takes no port from %s", async (_, data, origin, source) => {
    expect(await takes(data, origin, source)).toBe(false);
  });
});

describe("the loader", () => {
  async function says(word: string) {
    const heard: string[] = [];
    const link = createLink(
      () => "the word",
      ({ type }) => heard.push(type),
    );
    let port: MessagePort | undefined;
    const contentWindow = {
      postMessage: (data: unknown, _origin: string, ports: MessagePort[]) => {
        expect(data).toBe(CONNECT);
        [port] = ports;
      },
    };
    link.connect({ contentWindow } as unknown as HTMLIFrameElement);
    const got: unknown[] = [];
    if (port) port.onmessage = ({ data }) => got.push(data);
    port?.postMessage({ type: "keep", name: "early", value: "x" });
    port?.postMessage({ type: "ready", word });
    await settle();
    link.send({ type: "ask", text: "secret" });
    await settle();
    link.close();
    return { heard, got };
  }

  it("says nothing to whoever does not know the frame's word, and hears nothing from it", async () => {
    expect(await says("guessed")).toEqual({ heard: [], got: [] });
  });

  it("speaks with the frame once it said its word, and not a message before", async () => {
    const { heard, got } = await says("the word");
    expect(heard).toEqual(["ready"]);
    expect(got).toEqual([{ type: "ask", text: "secret" }]);
  });
});

describe("a path", () => {
  it.each([
    ["/checkout*", "/checkout/pay", true],
    ["/checkout*", "/en/checkout", false],
    ["/cart", "/cart", true],
    ["/cart", "/cart/x", false],
    ["*", "/anything", true],
    ["/a.b", "/axb", false],
    ["/*/size(1)", "/en/size(1)", true],
  ])("%s and %s", (pattern, path, fits) => {
    expect(matchesPath([pattern], path)).toBe(fits);
  });
});
