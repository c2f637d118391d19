import { test as base, expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { askAxe } from "./axe";

export { expect };

/** Faults of the page itself. Each test fails when one of them happened, whatever it was about. */
function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (/content security policy/i.test(text)) faults.push(`policy: ${text}`);
    else if (message.type() === "error" && !text.startsWith("Failed to load resource"))
      faults.push(text);
  });
  return faults;
}

export class Chat {
  readonly composer: Locator;
  readonly log: Locator;
  readonly send: Locator;
  readonly stop: Locator;

  constructor(
    readonly page: Page,
    /** The frame that the chat stands in, on a shop's page. */
    within: Page | FrameLocator = page,
  ) {
    this.composer = within.getByLabel("Your message");
    this.log = within.getByRole("log");
    this.send = within.getByRole("button", { name: "Send", exact: true });
    this.stop = within.getByRole("button", { name: "Stop answering" });
  }

  async open(): Promise<void> {
    await this.page.goto("/c/demo");
    await expect(this.page.getByText("You’re chatting with an AI assistant")).toBeVisible();
  }

  /** Types and sends; waits for nothing. */
  async ask(text: string): Promise<void> {
    await this.composer.fill(text);
    // Keys go to the frame that the browser holds for the active one, which a busy browser learns late.
    await expect(this.composer).toBeFocused();
    await this.composer.press("Enter");
  }

  /** Asks and waits until nothing is written any more. */
  async askFully(text: string): Promise<void> {
    await this.ask(text);
    await expect(this.question(text)).toBeVisible();
    await this.idle();
  }

  async idle(): Promise<void> {
    await expect(this.stop).toBeHidden({ timeout: 15_000 });
    await expect(this.log.locator("[aria-busy=true]")).toHaveCount(0);
  }

  question = (text: string) => this.log.locator(".aw-me", { hasText: text });
  answer = () => this.log.locator("article.aw-a").last();
  source = (mark: number) =>
    this.answer()
      .locator("p button", { hasText: String(mark) })
      .first();

  distanceToEnd = () =>
    this.log.evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);
  scrollTop = () => this.log.evaluate((log) => log.scrollTop);

  async expectNoSidewaysScroll(): Promise<void> {
    const widths = await this.page.evaluate(() => {
      const log = document.querySelector("[role=log]");
      return [document.documentElement, log].map((box) =>
        box ? box.scrollWidth - box.clientWidth : -1,
      );
    });
    expect(widths).toEqual([0, 0]);
  }

  /** No serious or critical finding of axe, best practices included. */
  async expectAccessible(state: string): Promise<void> {
    const { grave, passed } = await askAxe(this.page.mainFrame());
    expect(grave, state).toEqual([]);
    expect(passed, `${state}: axe looked at the page`).toBeGreaterThan(15);
  }
}

export const test = base.extend<{ chat: Chat; faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults = watchFaults(page);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  chat: async ({ page }, use) => use(new Chat(page)),
});

export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const;
