/** The catalogue: found, looked at, and imported by a file whose columns were corrected. */
import { expect, test } from "@playwright/test";

const MOST_MS = 60_000;

test("products are searched and filtered in the address, opened by keyboard, and tried against words", async ({
  page,
}) => {
  await page.goto("/s/demo/catalogue");
  const table = page.getByRole("table", { name: "Products" });
  await expect(table).toHaveAttribute("aria-rowcount", /^[34]\d\d$/, { timeout: 20_000 });
  await page.getByRole("searchbox").fill("compass");
  await expect(page).toHaveURL(/q=compass/);
  await expect(table.getByRole("row", { name: /Baseplate Compass 3/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue("compass");
  const row = table.getByRole("row", { name: /Baseplate Compass 3/ });
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Baseplate Compass 3" })).toBeVisible();
  await page.getByLabel("A shopper’s words").fill("compass");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Found at place \d+$/)).toBeVisible();
});

test("an import shows faulty rows and guesses, takes a correction, and writes when it is told to", async ({
  page,
}) => {
  test.setTimeout(2 * MOST_MS);
  const name = `Imported ${Date.now().toString(36)}`;
  const rows = ["What,Gross,Net,Stock", `${name},12.00,10.00,3`, "Broken bag,14.00,oops,1"];
  await page.goto("/s/demo/catalogue/import");
  await page.getByLabel("File").setInputFiles({
    name: "products.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(rows.join("\n")),
  });
  await page.getByLabel("Name").selectOption("What");
  await page.getByLabel("Price", { exact: true }).selectOption("Net");
  await expect(page.getByRole("row", { name: /oops/ })).toContainText("Row left out");
  await page.getByRole("button", { name: "Import 1 product" }).click();
  await expect(page.getByText("Imported", { exact: true })).toBeVisible({ timeout: MOST_MS });
  await page.getByRole("link", { name: "See the products" }).click();
  await page.getByRole("searchbox").fill(name);
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("£10.00");
});
