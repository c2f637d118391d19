import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { askAxe } from "./axe";
import { Chat } from "./fixtures";

export { expect };

export const SHOP = "http://localhost:43118";
const HOST = "http://127.0.0.1:43117";

/** A page of the hostile shop, with the widget on it. */
export class Shop {
  readonly host: Locator;
  readonly launcher: Locator;
  readonly panel: Locator;
  /** What is inside of the frame. */
  readonly chat: Chat;
  /** What the widget's server was asked by this page, in order. */
  readonly asked: string[] = [];

  constructor(readonly page: Page) {
    this.host = page.locator("aisle-widget");
    this.launcher = this.host.locator("button.l");
    this.panel = this.host.locator("dialog");
    const frame = page.frameLocator("aisle-widget iframe");
    this.chat = new Chat(page, frame);
    page.on("request", (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin === HOST) this.asked.push(`${request.method()} ${pathname}`);
    });
  }

  /** Opens a page; `attributes` stand in the widget's tag. */
  async visit(path = "/", attributes: Record<string, string> = {}): Promise<void> {
    const query = new URLSearchParams(attributes);
    await this.page.goto(`${SHOP}${path}?${query}`);
    if (!("without" in attributes)) await expect(this.host).toBeAttached();
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await expect(this.chat.log.getByText("You’re chatting with an AI assistant")).toBeVisible();
  }

  /** Runs a method of the page's one global. */
  call = (method: string, ...given: unknown[]) =>
    this.page.evaluate(
      ([name, all]) => {
        const api = (window as unknown as { Aisle: Record<string, (...all: unknown[]) => unknown> })
          .Aisle;
        return api[name as string]?.(...(all as unknown[]));
      },
      [method, given] as const,
    );

  told = async () => (await this.page.request.get(`${HOST}/told`)).json();

  /** What the merchant has set for the window. */
  set = (widget: object) =>
    this.page.route("**/api/v1/widget/config*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), ...widget } });
    });

  frame() {
    const found = this.page.frames().find((frame) => frame.url().includes("/c/demo/frame"));
    if (!found) throw new Error("There is no frame.");
    return found;
  }

  /** No serious or critical finding of axe, on the page's side and, once it is open, within the frame. */
  async expectAccessible(state: string): Promise<void> {
    const outside = await askAxe(this.page.mainFrame(), "aisle-widget");
    expect(outside.grave, state).toEqual([]);
    expect(outside.passed, `${state}: axe looked at the widget`).toBeGreaterThan(3);
    if (!(await this.panel.isVisible())) return;
    const inside = await askAxe(this.frame());
    expect(inside.grave, `${state}, within the frame`).toEqual([]);
    expect(inside.passed, `${state}: axe looked into the frame`).toBeGreaterThan(15);
  }
}

function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    const isFault = message.type() === "error" || /content security policy|trusted/i.test(text);
    if (isFault && !text.startsWith("Failed to load resource")) faults.push(text);
  });
  return faults;
}

export const test = base.extend<{ shop: Shop; faults: string[] }>({
  // Every fault of page or frame fails the test, a broken content policy among them.
  faults: [
    async ({ page }, use) => {
      const faults = watchFaults(page);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  shop: async ({ page }, use) => {
    const shop = new Shop(page);
    await use(shop);
  },
});
