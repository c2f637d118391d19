/** Settings: who works here, how people and programs come in, the stores themselves, what was done. */
import { expect, type Page, test } from "@playwright/test";
import { prove } from "./proof";

const name = (what: string) => `${what} ${Date.now().toString(36)}`;

test("several people are invited at once, none is pestered, one is taken back", async ({
  page,
}) => {
  const address = (one: string) => `${one}-${Date.now()}@guest.example`;
  const [first, second] = [address("first"), address("second")] as const;
  await page.goto("/s/demo/settings");
  await expect(page).toHaveURL(/settings\/team$/);
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await dialog.getByRole("button", { name: "Invite 1 person" }).click();
  await expect(dialog.getByText("Give at least one address.")).toBeVisible();
  await dialog.getByLabel("Email addresses").fill(`${first}, ${second}`);
  await dialog.getByLabel("Role").selectOption({ label: "Support" });
  await dialog.getByRole("button", { name: "Invite 2 people" }).click();
  const waiting = page.getByRole("table", { name: "Invited, not here yet" });
  await prove(page, waiting.getByText(second, { exact: true }).waitFor());
  await expect(waiting.getByRole("row", { name: first })).toContainText("Support");

  await waiting.getByRole("button", { name: `Actions for ${first}` }).click();
  await page.getByRole("menuitem", { name: "Send again" }).click();
  // Mails to one address keep a distance, and the screen says so.
  await expect(page.getByText("The last mail is less than a minute old.").first()).toBeVisible();
  await waiting.getByRole("button", { name: `Actions for ${second}` }).click();
  await page.getByRole("menuitem", { name: "Take back" }).click();
  await expect(waiting.getByText(second, { exact: true })).toHaveCount(0);
  await page.reload();
  await expect(waiting.getByText(first, { exact: true })).toBeVisible();
  await expect(waiting.getByText(second, { exact: true })).toHaveCount(0);
});

async function makeKey(page: Page, called: string): Promise<string> {
  await page.goto("/s/demo/settings/keys?add=open");
  const dialog = page.getByRole("dialog", { name: "Add a key" });
  await dialog.getByLabel("Name").fill(called);
  await dialog.getByRole("button", { name: "Make key" }).click();
  return kept(page);
}

/** Read the key that is shown once, and close it. */
async function kept(page: Page): Promise<string> {
  const shown = page.getByRole("dialog", { name: "Your new key" });
  await prove(page, shown.waitFor());
  const key = await shown.getByLabel("Key", { exact: true }).inputValue();
  await shown.getByRole("button", { name: "I have kept it" }).click();
  await expect(shown).toHaveCount(0);
  return key;
}

test("a key is made by keyboard, works, is replaced, and revoked at once", async ({ page }) => {
  const called = name("Warehouse");
  const key = await makeKey(page, called);
  const asked = (used: string) =>
    page.request.get("/api/v1/products?limit=1", { headers: { authorization: `Bearer ${used}` } });
  expect((await asked(key)).status()).toBe(200);
  expect(await page.content()).not.toContain(key);

  const act = async (what: string) => {
    await page
      .getByRole("button", { name: `Actions for ${called}` })
      .first()
      .press("Enter");
    await page.getByRole("menuitem", { name: what }).press("Enter");
  };
  await act("Replace");
  await page
    .getByRole("dialog", { name: `Replace “${called}”?` })
    .getByLabel("The old key works on for")
    .selectOption({ label: "At once" });
  await page.getByRole("dialog").getByRole("button", { name: "Replace" }).press("Enter");
  const next = await kept(page);
  expect((await asked(next)).status()).toBe(200);
  await act("Revoke key");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).press("Enter");
  await expect(page.getByRole("button", { name: `Actions for ${called}` })).toHaveCount(0);
});

test("the audit log is narrowed by the address, opened, checked and exported", async ({ page }) => {
  const called = name("Logged");
  await makeKey(page, called);
  await page.goto("/s/demo/settings/audit");
  await page.getByLabel("About").selectOption({ label: "Keys" });
  await expect(page).toHaveURL(/action=key\./);
  await page.reload();
  await expect(page.getByLabel("About")).toHaveValue("key.");
  const log = page.getByRole("table", { name: "Audit log" });
  await expect(log.getByText("key.created").first()).toBeVisible();
  await expect(log.getByText("source.", { exact: false })).toHaveCount(0);
  await log.getByRole("button", { name: /^Open/ }).first().click();
  await expect(page.getByRole("dialog")).toContainText("secret");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Check the log" }).click();
  await expect(page.getByRole("dialog")).toContainText("No entry was changed.");
  await page.keyboard.press("Escape");
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  expect((await coming).suggestedFilename()).toMatch(/\.csv$/);
});

test("single sign-on is added, proves a domain, is tested and deleted; it is never on before a proof", async ({
  page,
}) => {
  test.slow();
  const called = name("Corp");
  const domain = `${called.replace(" ", "-").toLowerCase()}.example`;
  await page.goto("/s/demo/settings/security?add=sign-on");
  const form = page.getByRole("dialog", { name: "Add single sign-on" });
  await form.getByRole("button", { name: "Add single sign-on" }).click();
  await expect(form.getByText("Give an address that begins with https://.")).toBeVisible();
  await expect(form.getByLabel("Name", { exact: true })).toBeFocused();
  await form.getByLabel("Name", { exact: true }).fill(called);
  await form.getByLabel("Issuer").fill("https://login.nowhere.invalid");
  await form.getByLabel("Client id").fill("aisle");
  await form.getByLabel("Client secret").fill("a secret that no page shows");
  await form.getByRole("button", { name: "Add a group" }).click();
  await form.getByLabel("Group 1", { exact: true }).fill("shop-editors");
  await form.getByLabel("Role of group 1").selectOption({ label: "Editor" });
  await form.getByRole("button", { name: "Add single sign-on" }).click();
  const panel = page.getByRole("region", { name: called });
  await prove(page, panel.waitFor());
  await expect(panel).toContainText("Off");
  await expect(panel).toContainText("Group “shop-editors”: Editor");
  await expect(panel).toContainText("/callback");
  expect(await page.content()).not.toContain("a secret that no page shows");

  await panel.getByLabel("Domain of your addresses").fill(domain);
  await page.keyboard.press("Enter");
  await expect(panel.getByText(`_aisle.${domain}`)).toBeVisible();
  await expect(panel.getByText("aisle-verification=", { exact: false })).toBeVisible();
  await panel.getByRole("button", { name: `Look for the proof of ${domain}` }).click();
  await expect(page.getByText("Neither a TXT record", { exact: false }).first()).toBeVisible();

  const act = async (what: string) => {
    await panel.getByRole("button", { name: `Actions for ${called}` }).press("Enter");
    await page.getByRole("menuitem", { name: what }).press("Enter");
  };
  await act("Switch on");
  await expect(page.getByRole("dialog")).toHaveCount(0); // barred: no domain is proven
  await page.keyboard.press("Escape");
  await act("Test the connection");
  const testing = page.getByRole("dialog", { name: `Test “${called}”` });
  await testing.getByRole("button", { name: "Test the connection" }).press("Enter");
  await expect(testing.getByRole("alert")).toContainText("Nobody could come in this way now.");
  await page.keyboard.press("Escape");
  await act("Delete single sign-on");
  await page.getByRole("dialog").getByRole("button", { name: "Delete single sign-on" }).click();
  await expect(panel).toHaveCount(0);
});

test("security by keys: roles that need a factor, and a shopper key shown once, replaced, revoked", async ({
  page,
}) => {
  await page.goto("/s/demo/settings/security");
  const analyst = page.getByRole("checkbox", { name: "Analyst" });
  const save = page.getByRole("button", { name: "Save roles" });
  await expect(save).toBeDisabled();
  await analyst.press("Space");
  await save.press("Enter");
  await prove(page, page.getByRole("heading", { name: /^1 role needs a second factor/ }).waitFor());
  await page.reload();
  await expect(analyst).toBeChecked();
  await analyst.press("Space");
  await save.press("Enter");
  await expect(page.getByRole("heading", { name: /^No role needs/ })).toBeVisible();

  await page.getByRole("button", { name: "Add a shopper key" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Make key" }).press("Enter");
  const shown = page.getByRole("dialog", { name: "Your new key" });
  await shown.waitFor();
  const secret = await shown.getByLabel("Key", { exact: true }).inputValue();
  const kid = (await shown.locator("bdi").last().textContent()) ?? "";
  expect(secret.length).toBeGreaterThan(20);
  await shown.getByRole("button", { name: "I have kept it" }).press("Enter");
  const row = page.getByRole("table", { name: "Who a shopper is" }).getByRole("row", { name: kid });
  await expect(row).toContainText("Holds");
  expect(await page.content()).not.toContain(secret);
  const act = async (what: string) => {
    await row.getByRole("button", { name: /^Actions for/ }).press("Enter");
    await page.getByRole("menuitem", { name: what }).press("Enter");
  };
  await act("Replace");
  await page.getByRole("dialog").getByRole("button", { name: "Replace" }).press("Enter");
  await shown.waitFor();
  expect(await shown.getByLabel("Key", { exact: true }).inputValue()).not.toBe(secret);
  await shown.getByRole("button", { name: "I have kept it" }).press("Enter");
  await expect(row).toContainText("Being replaced");
  await act("Revoke key");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).press("Enter");
  await expect(row).toHaveCount(0);
});

test("a limit is held tighter and let go; chats are kept for fewer days after a question", async ({
  page,
}) => {
  await page.goto("/s/demo/settings/organization");
  const row = page.getByRole("table", { name: "Rate limits" }).getByRole("row", {
    name: /^Each key/,
  });
  const act = async (what: string) => {
    await row.getByRole("button", { name: "Actions for Each key" }).press("Enter");
    await page.getByRole("menuitem", { name: what }).press("Enter");
  };
  await act("Hold tighter");
  const form = page.getByRole("dialog", { name: "Limit: Each key" });
  const most = form.getByLabel("Requests in 1 minute");
  await most.fill("999999");
  await most.press("Enter");
  await expect(form.getByText("yours can only be tighter", { exact: false })).toBeVisible();
  await most.fill("2900");
  await most.press("Enter");
  await prove(page, row.getByText("Yours").waitFor());
  await expect(row).toContainText("2,900 requests in 1 minute");
  await act("Go back to the installation’s");
  await expect(row.getByText("Yours")).toHaveCount(0);

  const store = page.getByRole("region", { name: "This store" });
  await store.getByLabel("Time zone").selectOption("Europe/Berlin");
  await store.getByLabel("Site").fill("shop.example");
  await store.getByRole("button", { name: "Save store" }).press("Enter");
  await expect(store.getByText("is not the address of a site", { exact: false })).toHaveCount(2);
  await expect(store.getByLabel("Site")).toBeFocused();
  await store.getByLabel("Site").fill("");
  await store.getByRole("button", { name: "Save store" }).press("Enter");
  await expect(page.getByText("The store is saved").first()).toBeVisible();
  await page.reload();
  await expect(store.getByLabel("Time zone")).toHaveValue("Europe/Berlin");
  // Refusals are said in the reader's language, with what only the server can count.
  await page.evaluate(() => localStorage.setItem("aisle.look", '{"language":"de"}'));
  await page.reload();
  const here = page.getByRole("region", { name: "Dieser Shop" });
  await here.getByLabel("Währung").selectOption("JPY");
  await here.getByLabel("Zeitzone").selectOption("UTC");
  await here.getByRole("button", { name: "Shop speichern" }).press("Enter");
  await expect(here.getByRole("alert")).toContainText("Produkte haben Preise in einer anderen");
  await expect(here.getByRole("alert")).toContainText("variants have prices in GBP");
  await page.evaluate(() => localStorage.removeItem("aisle.look"));

  await page.goto("/s/demo/settings/privacy");
  const days = page.getByLabel("Days for chats");
  await days.fill("400");
  await days.press("Enter");
  await expect(page.getByText("Give a whole number from 1 to 365", { exact: false })).toBeVisible();
  await days.fill("29");
  await days.press("Enter");
  const asking = page.getByRole("dialog", { name: "Keep it for fewer days?" });
  await expect(asking).toContainText("within six hours");
  await asking.getByRole("button", { name: "Keep fewer days" }).press("Enter");
  await prove(page, page.getByText("The days are saved").first().waitFor());
  await page.reload();
  await expect(days).toHaveValue("29");
  await days.fill("");
  await days.press("Enter");
  await expect(page.getByText("The days are saved").first()).toBeVisible();
});
