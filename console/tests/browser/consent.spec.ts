/** The page that browsers come back to when somebody let Aisle into a shop. Its answers are held back or refused, as the API would. */
import { expect, type Page, test } from "@playwright/test";
import { prove } from "./proof";
import { send } from "./staff";

const STORE = "019aa3c5-7c11-7a60-b5f2-6f1f7f0d2a10";
const SOURCE = "019aa3c5-7c11-7a60-b5f2-6f1f7f0d2a11";
const STATE = `${STORE}.${SOURCE}.c2VhbGVk_-`;

type Finish = { status: number; json: unknown };

async function open(page: Page, query: string, finish: Finish): Promise<string[]> {
  const asked: string[] = [];
  await page.route("**/oauth/finish", (route) => {
    const request = route.request();
    expect(request.headers()["x-csrf-token"]).toBeTruthy();
    asked.push(`${new URL(request.url()).pathname} ${request.postData()}`);
    return route.fulfill(finish);
  });
  await page.goto(`/account/consent?${query}`);
  return asked;
}

test("finishes what the person who is signed in began, and leaves nothing in the address", async ({
  page,
}) => {
  const finish = { status: 200, json: { state: "active" } };
  const asked = await open(page, `state=${STATE}&code=4%2Fabc`, finish);
  await expect(page.getByRole("status").filter({ hasText: "It is connected." })).toBeVisible();
  expect(asked).toEqual([
    `/api/v1/stores/${STORE}/sources/${SOURCE}/oauth/finish ${JSON.stringify({ state: STATE, code: "4/abc" })}`,
  ]);
  await expect(page).toHaveURL(/\/account\/consent$/);
});

test("a source that nobody let in yet leads to the service, with an address to come back to", async ({
  page,
  baseURL,
}) => {
  const name = `Drive ${Date.now().toString(36)}`;
  const { id } = await send(page, "POST", "/sources", {
    kind: "google",
    name,
    options: { places: ["1AbCdEfGhIjKlMnOpQrStUvWxYz012345"] },
    credentials: { client_id: "client-1", client_secret: "secret-1" },
  });
  const asked = page.waitForRequest("https://accounts.google.com/**");
  await page.route("https://accounts.google.com/**", (route) => route.fulfill({ body: "Sign in" }));
  await page.goto(`/s/demo/sources/${id}`);
  await expect(page.getByText("Nobody has let Aisle in yet.")).toBeVisible();
  await page.getByRole("button", { name: `Connect “${name}”` }).focus();
  await page.keyboard.press("Enter");
  await prove(page, asked);
  await page.waitForURL("https://accounts.google.com/**");
  const to = new URL((await asked).url()).searchParams;
  expect(to.get("client_id")).toBe("client-1");
  expect(to.get("redirect_uri")).toMatch(/\/account\/consent$/);
  expect(to.get("state")).toContain(id);
  await page.goto(`${baseURL}/account/consent?state=${to.get("state")}&error=access_denied`);
  await expect(page.getByText("Nothing was connected.")).toBeVisible();
  await send(page, "DELETE", `/sources/${id}`);
});

test("shows the address for a command that began it, signed in or not", async ({ page }) => {
  const refused = { status: 409, json: { code: "consent_not_begun", detail: "Begin again." } };
  for (const signedIn of [true, false]) {
    if (!signedIn) await page.context().clearCookies();
    await open(page, `state=${STATE}&code=4%2Fabc`, refused);
    await expect(page.getByText("Almost done.")).toBeVisible();
    await expect(page.locator("pre")).toHaveText(/\/account\/consent\?state=.+&code=4%2Fabc$/);
    await page.unrouteAll();
  }
});

test("says what was refused, and asks nobody about odd addresses", async ({ page }) => {
  const refused = {
    status: 422,
    json: { code: "source_not_allowed", detail: "Not all was granted." },
  };
  await open(page, `state=${STATE}&code=x`, refused);
  await expect(page.getByRole("alert")).toContainText("Not all was granted.");
  for (const odd of [
    "state=x&code=y",
    `state=${STATE}&error=access_denied`,
    `state=..%2F..%2Fkeys.${SOURCE}.x&code=y`,
  ]) {
    await page.unrouteAll();
    const asked = await open(page, odd, refused);
    await expect(page.getByText("Nothing was connected.")).toBeVisible();
    expect(asked).toEqual([]);
  }
});
