/** From signing up to the chat and the line for the shop's pages. The shop that is read is the demo shop's own site. */
import { expect, test } from "@playwright/test";

test.use({ storageState: { cookies: [], origins: [] } });

const MOST_MS = 60_000;

test("4: a new merchant comes from signing up to the chat and the snippet; what was typed and where one was is kept", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(5 * MOST_MS);
  const own = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Ada Pike");
  await page.getByLabel("Email").fill(`ada-${own}@shop.example`);
  await page.getByLabel("New password").fill("seven otters juggle plums");
  await page.getByLabel("Name of your shop").fill(`Otter ${own}`);
  await page.getByRole("button", { name: "Make an account" }).click();
  await page.waitForURL("**/onboarding/store");

  // What was typed survives a reload.
  await page.getByLabel("Store address").fill(`${baseURL}/demo/`);
  await page.reload();
  await expect(page.getByLabel("Store address")).toHaveValue(`${baseURL}/demo/`);
  await page.getByRole("button", { name: "Open the store" }).click();

  await expect(page).toHaveURL(new RegExp(`/onboarding/read\\?store=otter-${own}`));
  await page.getByRole("button", { name: /^Read localhost/ }).click({ timeout: MOST_MS });
  const onward = page.getByRole("button", { name: "Continue" });
  await expect(onward).toBeEnabled({ timeout: 2 * MOST_MS });
  await page.reload();
  await expect(onward).toBeEnabled({ timeout: MOST_MS });
  await onward.click();

  await page.getByRole("radio", { name: /^Plain/ }).check();
  await page.getByLabel("Who gets what Aisle can’t answer").fill("help@shop.example");
  await onward.click();

  const chat = page.frameLocator("iframe");
  await expect(chat.getByRole("textbox")).toBeVisible({ timeout: MOST_MS });
  await onward.click();

  await page.getByLabel("Name in the header").fill(`Otter ${own}`);
  await page.getByRole("button", { name: "Show preview" }).click();
  await expect(page.getByTitle("Preview of the chat")).toBeVisible();
  await onward.click();

  // Before going live on a site of theirs, people confirm their address; this machine's own pages need none.
  await page.getByLabel("Address of your site").fill("https://otter.example");
  await page.getByRole("button", { name: "Allow this site" }).click();
  await expect(page.getByRole("button", { name: "Send the mail again" })).toBeVisible();
  await page.getByLabel("Address of your site").fill(baseURL as string);
  await page.getByRole("button", { name: "Allow this site" }).click();
  await expect(page.locator(".snippet")).toContainText(`otter-${own}`);
  await expect(page.getByText("Waiting until it is seen on your site.")).toBeVisible();
  await page.getByRole("button", { name: "Go to your store" }).click();
  await expect(page).toHaveURL(new RegExp(`/s/otter-${own}$`));
  await expect(page.getByRole("heading", { name: "Until shoppers can ask" })).toBeVisible();
});
