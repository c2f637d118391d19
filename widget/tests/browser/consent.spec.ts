import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";

/** The page that browsers come back to when somebody let Aisle into a shop, with the server's own files and a scripted API. */
const FILES = fileURLToPath(
  new URL("../../../server/src/aisle/web/account_files/", import.meta.url),
);
const STORE = "019aa3c5-7c11-7a60-b5f2-6f1f7f0d2a10";
const SOURCE = "019aa3c5-7c11-7a60-b5f2-6f1f7f0d2a11";
const STATE = `${STORE}.${SOURCE}.c2VhbGVk_-`;
const KINDS: Record<string, string> = { js: "text/javascript", css: "text/css", html: "text/html" };

type Finish = { status: number; body: unknown };

async function open(page: Page, query: string, finish: Finish, signedIn = true): Promise<string[]> {
  const asked: string[] = [];
  await page.route("**/account/**", (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    const file = name.includes(".") ? name : "page.html";
    return route.fulfill({
      body: readFileSync(FILES + file),
      contentType: KINDS[file.split(".").at(-1) ?? ""] ?? "text/plain",
    });
  });
  await page.route("**/api/v1/**", (route) => {
    const request = route.request();
    asked.push(
      `${request.method()} ${new URL(request.url()).pathname} ${request.postData() ?? ""}`,
    );
    if (request.method() === "POST") {
      expect(request.headers()["x-csrf-token"]).toBe("proof");
      return route.fulfill({ status: finish.status, json: finish.body });
    }
    return signedIn
      ? route.fulfill({ json: { csrf_token: "proof", person: { name: "Ada" } } })
      : route.fulfill({ status: 401, json: { code: "unauthorized", detail: "Sign in." } });
  });
  await page.goto(`/account/consent?${query}`);
  return asked;
}

test.describe("the page after a consent", () => {
  test("finishes what the person who is signed in began, and leaves nothing in the address", async ({
    page,
  }) => {
    const asked = await open(page, `state=${STATE}&code=4%2Fabc`, {
      status: 200,
      body: { state: "active" },
    });
    await expect(page.getByRole("heading", { name: "It is connected" })).toBeVisible();
    expect(asked.filter((one) => one.startsWith("POST"))).toEqual([
      `POST /api/v1/stores/${STORE}/sources/${SOURCE}/oauth/finish ${JSON.stringify({ state: STATE, code: "4/abc" })}`,
    ]);
    expect(page.url()).toMatch(/\/account\/consent$/);
  });

  test("shows the address for a command that began it", async ({ page }) => {
    for (const signedIn of [true, false]) {
      const refused = { status: 409, body: { code: "consent_not_begun", detail: "Begin again." } };
      await open(page, `state=${STATE}&code=4%2Fabc`, refused, signedIn);
      await expect(page.getByRole("heading", { name: "Almost done" })).toBeVisible();
      await expect(page.locator("pre")).toHaveText(/\/account\/consent\?state=.+&code=4%2Fabc$/);
      await page.unrouteAll();
    }
  });

  test("says what was refused, and asks nobody about odd addresses", async ({ page }) => {
    const refused = {
      status: 422,
      body: { code: "source_not_allowed", detail: "Not everything was granted." },
    };
    await open(page, `state=${STATE}&code=x`, refused);
    await expect(page.getByRole("alert")).toHaveText("Not everything was granted.");
    for (const odd of [
      "state=x&code=y",
      `state=${STATE}&error=access_denied`,
      `state=..%2F..%2Fkeys.${SOURCE}.x&code=y`,
    ]) {
      await page.unrouteAll();
      const asked = await open(page, odd, refused);
      await expect(page.getByRole("heading", { name: "Nothing was connected" })).toBeVisible();
      expect(asked).toEqual([]);
    }
  });
});
