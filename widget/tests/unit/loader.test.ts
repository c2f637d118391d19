import { beforeEach, describe, expect, it, vi } from "vitest";
import { createListeners, install } from "../../src/loader/commands";
import type { Consent } from "../../src/loader/consent";
import { firstConsent } from "../../src/loader/consent";
import { readSettings, textOn } from "../../src/loader/settings";
import { ruleOf } from "../../src/nudge/main";
import { createMemory } from "../../src/panel/memory";
import { fitted } from "../../src/photo/shrink";
import { seeded } from "./helpers";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const tag = (data: Record<string, string>) =>
  ({ src: "https://chat.example/static/loader.js", dataset: data }) as unknown as HTMLScriptElement;

describe("colours", () => {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one: string, other: string) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
  };

  it("10: what stands on a colour of the tag reaches 4.5, for 20,000 colours and all greys", () => {
    const chance = seeded(7);
    const hex = (number: number) => `#${number.toString(16).padStart(6, "0")}`;
    const greys = Array.from({ length: 256 }, (_, grey) => hex(grey * 0x010101));
    const random = Array.from({ length: 20_000 }, () => hex(Math.floor(chance() * 0x1000000)));
    const worst = Math.min(...[...greys, ...random].map((one) => ratio(one, textOn(one))));
    expect(worst).toBeGreaterThanOrEqual(4.5);
  });

  it("of a tag are colours and nothing else", () => {
    const { colours } = readSettings(tag({ color: "red;background:url(//evil.example)" }));
    expect(colours).toEqual({});
  });
});

describe("settings", () => {
  it("of the tag stand above those of the store", () => {
    const config = {
      launcher: { label: "Ask us", position: "end", z_index: 5 },
      languages: ["de"],
    };
    const found = readSettings(tag({ position: "start", hide: "/a, /b*" }), config);
    expect([found.atStart, found.label, found.layer]).toEqual([true, "Ask us", 5]);
    expect(found.hidden).toEqual(["/a", "/b*"]);
    expect(found.host).toBe("https://chat.example");
    expect(found.language).toBe("de");
  });

  it("follow the page's language where the store offers it", () => {
    document.documentElement.lang = "fr-CA";
    expect(readSettings(tag({}), { languages: ["en", "fr"] }).language).toBe("fr-CA");
    expect(readSettings(tag({}), { languages: ["es"] }).language).toBe("es");
    document.documentElement.lang = "";
  });
});

describe("a preview", () => {
  const rule = { text: "Not sure?", after_seconds: 20, paths: ["/a"], event: "guide" };

  it("shows the nudge at once on any page, which a shop's own page does not", () => {
    const wanted = { ...rule, after_seconds: 0, paths: [], event: null };
    expect(ruleOf(readSettings(tag({ preview: "abc" }), { nudge: rule }))).toEqual(wanted);
    expect(ruleOf(readSettings(tag({}), { nudge: rule }))).toEqual(rule);
    expect(readSettings(tag({ nudge: "none" }), { nudge: rule }).nudge).toBeNull();
    expect(readSettings(tag({ mode: "dark" }), { theme: { mode: "light" } }).mode).toBe("dark");
  });
});

describe("memory", () => {
  const keys = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)];

  it("writes nothing before the shopper agreed, and everything then", () => {
    let consent: Consent = firstConsent("demo", true);
    expect(consent).toBe("asked");
    const memory = createMemory("demo", () => consent, 30);
    memory.write("draft", "half a thought");
    memory.tab("open", "1");
    expect(keys()).toEqual([]);
    expect(memory.entries()).toEqual({ draft: "half a thought" });
    consent = "given";
    memory.settle();
    expect(localStorage.getItem("aisle.demo.draft")).toBe("half a thought");
    expect(firstConsent("demo", true)).toBe("given");
  });

  it("never writes where the shopper said no", () => {
    const memory = createMemory("demo", () => "refused", 30);
    memory.write("session", "secret");
    expect(memory.read("session")).toBe("secret");
    expect(keys()).toEqual([]);
  });

  it("of no days belongs to the tab", () => {
    createMemory("demo", () => "given", 0).write("session", "x");
    expect(localStorage.length).toBe(0);
    expect(sessionStorage.getItem("aisle.demo.session")).toBe("x");
  });

  it("clears its own store's entries and nobody else's", () => {
    localStorage.setItem("aisle.other.session", "x");
    localStorage.setItem("cart", "x");
    const memory = createMemory("demo", () => "given", 30);
    memory.write("session", "x");
    memory.clear();
    expect(Object.keys(localStorage).sort()).toEqual(["aisle.other.session", "cart"]);
  });
});

describe("the global", () => {
  it("does what was asked before it came, in order, and takes commands afterwards", () => {
    const said: string[] = [];
    const page = window as unknown as { Aisle: { push(command: string[]): void } | string[][] };
    page.Aisle = [["ask", "one"], ["nothing"], ["ask", "two"]];
    install({ ask: (text: string) => said.push(text) });
    (page.Aisle as { push(command: string[]): void }).push(["ask", "three"]);
    expect(said).toEqual(["one", "two", "three"]);
  });

  it("knows whether those who listen could do it", async () => {
    const { on, tell, names } = createListeners(vi.fn());
    expect(await tell("add")).toBe(true);
    const off = on("add", () => false);
    expect([await tell("add"), names()]).toEqual([false, ["add"]]);
    off();
    on("add", async () => {
      throw new Error("full");
    });
    expect(await tell("add")).toBe(false);
  });
});

describe("a photo", () => {
  it.each([
    [4000, 3000, 1600, 1200],
    [300, 4000, 120, 1600],
    [800, 600, 800, 600],
    [20_000, 1, 1600, 1],
  ])("of %i by %i becomes %i by %i", (width, height, ...small) => {
    expect(fitted(width, height)).toEqual(small);
  });
});
