/** Settings: who works here, which programs come in, what was done. */
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
