/** Coming in: signing up, signing in, being led to the door and back. */
import { expect, test } from "@playwright/test";
import { demoOwner } from "../signIn";

test.use({ storageState: { cookies: [], origins: [] } });

test("whoever is not signed in is led to the door, and back to where they wanted to go", async ({
  page,
}) => {
  await page.goto("/s/demo/sources?sort=name");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const { email, password } = demoOwner();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/s\/demo\/sources\?sort=name$/);
});

test("a wrong password is said, with nothing else told", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("nobody@shop.example");
  await page.getByLabel("Password", { exact: true }).fill("seven otters juggle plums");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("That email and password don’t match.");
});

test("a short password is refused by its field before anything is sent", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("Email").fill("ada@shop.example");
  await page.getByLabel("New password").fill("short");
  await page.getByLabel("Name of your shop").fill("Ada’s");
  await page.getByRole("button", { name: "Make an account" }).click();
  await expect(page.getByLabel("New password")).toBeFocused();
  await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
});
