/** Stands between a page and the API: answers are held back, refused, lost on their way, or tell of nothing. */
import type { Page, Route } from "@playwright/test";

export type Fault = "refused" | "lost";
type Way = Fault | "open" | "empty";

/** What a refusal says. Its code is none of the API's, so that no words of the console's own take its place. */
export const REFUSED = "Only for this test you may not see this.";
const REFUSAL = { code: "refused_by_a_test", detail: REFUSED };

/** Questions that are too long for an address. */
const SEARCH = /\/search$/;
/** Without these there is no screen; streams never end. */
const FRAME = /\/(auth\/session|v1\/stores|events)$/;

/** An answer of the API where there is nothing yet: lists are empty and count nothing. */
function emptied(said: unknown): unknown {
  if (typeof said !== "object" || said === null || !("items" in said)) return said;
  const counts = ["total", "count"].filter((name) => name in said);
  const none = Object.fromEntries(counts.map((name) => [name, 0]));
  return { ...said, items: [], next_cursor: null, ...none };
}

async function tellNothing(route: Route): Promise<void> {
  const response = await route.fetch();
  if (!response.headers()["content-type"]?.includes("json")) return route.fulfill({ response });
  await route.fulfill({ response, json: emptied(await response.json()) });
}

export class Between {
  private way: Way = "open";
  private held: Promise<void> | undefined;
  private wake = () => {};

  static async of(page: Page): Promise<Between> {
    const between = new Between();
    await page.route("**/api/v1/**", between.take);
    return between;
  }

  /** Let no answer through until there is a way. */
  hold(): void {
    this.held = new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** From now on answers go this way, also those that were held back. */
  go(way: Way): void {
    this.way = way;
    this.wake();
  }

  private take = async (route: Route): Promise<void> => {
    const { pathname } = new URL(route.request().url());
    const asks = route.request().method() === "GET" || SEARCH.test(pathname);
    if (!asks || FRAME.test(pathname)) return route.continue();
    await this.held;
    // Who left the page meanwhile wants no answer any more.
    await this.respond(route).catch(() => {});
  };

  private respond(route: Route): Promise<void> {
    if (this.way === "open") return route.continue();
    if (this.way === "lost") return route.abort("connectionrefused");
    if (this.way === "empty") return tellNothing(route);
    return route.fulfill({
      status: 403,
      contentType: "application/problem+json",
      body: JSON.stringify(REFUSAL),
    });
  }
}
