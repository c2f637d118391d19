/** What staff do without the screens, so that there is something on them. */
import { expect, type Page } from "@playwright/test";

const STORE = "/api/v1/stores/demo";

/** Write an article and let it answer. Returns its id. */
export async function publish(page: Page, title: string, body: string): Promise<string> {
  const { id } = await send(page, "POST", "/articles", { title, body, language: "en" });
  const { number } = await send(page, "POST", `/articles/${id}/versions`, {});
  await send(page, "POST", `/articles/${id}/versions/${number}/approve`, {});
  const state = async () =>
    (await (await page.request.get(`${STORE}/articles/${id}`)).json()).state;
  await expect.poll(state, { timeout: 30_000 }).toBe("live");
  return id;
}

/** Send something to the API with the sign-in of the page. path: below the store. Returns what it answers. */
export async function send(page: Page, method: string, path: string, data?: object) {
  const session = await (await page.request.get("/api/v1/auth/session")).json();
  const answered = await page.request.fetch(`${STORE}${path}`, {
    method,
    ...(data && { data }),
    headers: {
      "x-csrf-token": session.csrf_token,
      "idempotency-key": crypto.randomUUID(),
      origin: process.env.AISLE_BASE_URL as string,
    },
  });
  expect(answered.ok(), await answered.text()).toBe(true);
  return answered.status() === 204 ? undefined : answered.json();
}
