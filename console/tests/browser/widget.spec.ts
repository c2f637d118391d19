/** The widget's designer: what is changed is a draft, and the real widget shows it. */
import { expect, test } from "@playwright/test";
import { keeps, outlives } from "./unsent";

// They write one draft.
test.describe.configure({ mode: "serial" });

test("a name is drafted by keyboard, shown by the real widget, and taken away again", async ({
  page,
}) => {
  test.setTimeout(150_000);
  await page.goto("/s/demo/widget");
  const name = page.getByLabel("Name in the header");
  const before = await name.inputValue();
  const title = `Ask ${Date.now().toString(36)}`;
  const frame = page.frameLocator("section.preview iframe").frameLocator("aisle-widget iframe");
  await expect(frame.getByRole("textbox")).toBeVisible({ timeout: 60_000 });
  await name.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(title);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Publish the look" })).toBeEnabled();
  await expect(frame.getByText(title).first()).toBeVisible({ timeout: 60_000 });
  // The chat that opened beside it has not taken the focus from the form.
  await expect(page.locator("form.controls :focus")).toHaveCount(1);
  await page.getByRole("button", { name: "Publish the look" }).press("Enter");
  await expect(page.getByRole("dialog").getByText("Name in the header")).toBeVisible();
  await page.keyboard.press("Escape");
  await keeps(page, () => name.fill(before));
});

test("a colour that white cannot be read on offers the nearest shade, and takes it", async ({
  page,
}) => {
  await page.goto("/s/demo/widget");
  const colour = page.getByLabel("Colour", { exact: true });
  const before = await colour.inputValue();
  await colour.fill("#f2c94c");
  const offer = page.getByRole("button", { name: /^Use #/ });
  await offer.click();
  await expect(offer).toBeHidden();
  expect(await colour.inputValue()).not.toBe("#f2c94c");
  await keeps(page, () => colour.fill(before));
});

test("the snippet is told with what a policy has to allow, and the platform stands in the address", async ({
  page,
}) => {
  await page.goto("/s/demo/widget/install");
  await expect(page.getByRole("button", { name: "Copy: A page of its own" })).toBeVisible();
  const platform = page.getByLabel("Your shop runs on");
  if (await platform.isVisible()) {
    await platform.selectOption("magento");
    await expect(page).toHaveURL(/platform=magento/);
    await expect(page.getByText(/script-src http/)).toBeVisible();
  }
});

test("23: what is typed while the server is gone outlives a reload", async ({ page }) => {
  test.setTimeout(90_000);
  await outlives(
    page,
    { path: "/s/demo/widget", label: "Name in the header" },
    "Typed without a server",
  );
});
