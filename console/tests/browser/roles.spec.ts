/** Roles of one's own: made by ticking, and deleted. */
import { expect, test } from "@playwright/test";
import { prove } from "./proof";

test("a role is made by ticking what it may do, and deleted", async ({ page }) => {
  const name = `Night desk ${Date.now().toString(36)}`;
  await page.goto("/s/demo/settings/roles");
  await page.getByRole("button", { name: "Add a role" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save role" }).click();
  await expect(dialog.getByText("Give the role a name.")).toBeVisible();
  await dialog.getByLabel("Name of the role").fill(name);
  await dialog.getByRole("checkbox").first().press("Space");
  await dialog.getByRole("button", { name: "Save role" }).click();
  const row = page.getByRole("row", { name: new RegExp(name) });
  await prove(page, row.waitFor());
  await expect(row).toContainText("2");

  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete role" }).click();
  await dialog.getByRole("button", { name: "Delete role" }).click();
  await expect(row).toBeHidden();
});
