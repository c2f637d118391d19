/** The frame around every screen: navigation, menu, keys, focus, themes, faults. */
import { expect, test } from "@playwright/test";

test("the command menu leads to a section by keys alone, and gives focus to its heading", async ({
  page,
}) => {
  await page.goto("/s/demo");
  await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("add sour");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/s\/demo\/sources\/new$/);
  await expect(page.getByRole("heading", { level: 1, name: "Sources" })).toBeFocused();
});

test("G and a letter lead to a section, but not while typing", async ({ page }) => {
  await page.goto("/s/demo/sources/new");
  await page.getByLabel("Address").click();
  await page.keyboard.type("gh");
  await expect(page).toHaveURL(/sources\/new$/);
  await page.getByRole("heading", { level: 2 }).first().click();
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page).toHaveURL(/\/s\/demo$/);
});

test("a closed dialog gives focus back to its opener", async ({ page }) => {
  await page.goto("/s/demo");
  const search = page.getByRole("button", { name: /Search or jump to/ });
  await search.click();
  await page.keyboard.press("Escape");
  await expect(search).toBeFocused();
});

test("the question mark shows what keys do", async ({ page }) => {
  await page.goto("/s/demo");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText(
    "Go to Sources",
  );
});

test("theme and language are kept on this device", async ({ page }) => {
  await page.goto("/s/demo");
  await page.getByRole("button", { name: /your account/ }).click();
  await page.getByLabel("Theme").selectOption("dark");
  await page.getByLabel("Language").selectOption("de");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("heading", { level: 1, name: "Start" })).toBeVisible();
});

test("on a phone the sections stand at the bottom, the rest behind More", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/s/demo");
  const bar = page.getByRole("navigation", { name: "Main, small screens" });
  await bar.getByRole("link", { name: "Sources" }).click();
  await expect(page).toHaveURL(/\/sources$/);
  await bar.getByRole("button", { name: "More" }).click();
  await page.getByRole("dialog", { name: "More" }).getByRole("link", { name: "Home" }).click();
  await expect(page).toHaveURL(/\/s\/demo$/);
});

test("34: an empty state is shown only after an answer, and bones only after 200 ms", async ({
  page,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/api/v1/stores/demo/sources?*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/s/demo/sources");
  await expect(page.locator('[aria-busy="true"]')).toBeVisible();
  const found = page.getByText(/^(No source is connected yet|Aisle answers from \d+ sources?)\.$/);
  await expect(found).toBeHidden();
  release();
  await expect(found).toBeVisible();
});

test("a block that fails says so and can be tried again", async ({ page }) => {
  let broken = true;
  await page.route("**/api/v1/stores/demo/sources?*", (route) =>
    broken
      ? route.fulfill({ status: 403, json: { code: "forbidden", detail: "Not now." } })
      : route.continue(),
  );
  await page.goto("/s/demo/sources");
  await expect(page.getByRole("alert")).toContainText("Not now.");
  broken = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("alert")).toBeHidden();
});

test("an unknown store and an unknown address say so", async ({ page }) => {
  await page.goto("/s/nobody");
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
  await page.goto("/s/demo/nowhere");
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
});
