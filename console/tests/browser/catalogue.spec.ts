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

test("a product's words are edited by keyboard beside the source's, kept from another's, and given back", async ({
  page,
}) => {
  test.setTimeout(2 * MOST_MS);
  const brand = `Brand ${Date.now().toString(36)}`;
  await page.goto("/s/demo/catalogue/baseplate-compass-3");
  const edit = page.getByRole("button", { name: "Edit Brand" });
  await edit.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/word=brand/);
  const field = page.getByRole("textbox", { name: "Brand" });
  await expect(field).toBeFocused();
  const before = await field.inputValue();
  await page.keyboard.press("Escape");
  await expect(edit).toBeFocused();
  await page.keyboard.press("Enter");
  await field.fill(brand);
  // Somebody else says something of the same field meanwhile.
  const other = await page.context().newPage();
  await other.goto("/s/demo/catalogue/baseplate-compass-3?word=brand");
  await other.getByRole("textbox", { name: "Brand" }).fill(`${brand}, theirs`);
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await expect(other.getByText("Brand saved")).toBeVisible();
  await other.close();
  await field.press("Enter");
  await expect(page.getByText(`They say: ${brand}, theirs`)).toBeVisible();
  await expect(field).toHaveValue(brand);
  await page.getByRole("button", { name: "Save mine" }).click();
  await expect(page.getByText("Brand saved")).toBeVisible();
  await expect(edit).toBeFocused();
  const words = page.getByRole("region", { name: "What answers say of it" });
  await expect(words.getByText(`The source says: ${before}`)).toBeVisible();
  await page.getByRole("button", { name: "Use the source’s value Brand" }).click();
  await expect(words.getByText(`The source says: ${before}`)).toHaveCount(0);
  await expect(words.getByText(before, { exact: true }).first()).toBeVisible();
});

test("many products are edited at once: shown first, done, told, undone; the list is exported as it is filtered", async ({
  page,
}) => {
  test.setTimeout(3 * MOST_MS);
  const tag = `tag-${Date.now().toString(36)}`;
  await page.goto("/s/demo/catalogue?q=Tarn&without=stock,variants&dense=1");
  const table = page.getByRole("table", { name: "Products" });
  await expect(table.getByRole("columnheader", { name: "Stock" })).toHaveCount(0);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Stock" }).check();
  await expect(table.getByRole("columnheader", { name: "Stock" })).toBeVisible();
  await page.keyboard.press("Escape");
  const rows = table.locator("tbody tr");
  await rows.first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(page.getByText("2 products picked")).toBeVisible();
  await page.getByRole("button", { name: "Edit these" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit 2 products" });
  await dialog.getByLabel("What to change").selectOption("Add tags");
  await dialog.getByRole("button", { name: "Show what would change" }).click();
  await expect(dialog.getByText("Say what it should be.")).toBeVisible();
  await dialog.getByLabel("To this").fill(tag);
  await dialog.getByRole("button", { name: "Show what would change" }).click();
  await expect(dialog.getByText("2 products would change, in 2 places.")).toBeVisible();
  await expect(dialog.getByRole("row", { name: new RegExp(tag) })).toHaveCount(2);
  await dialog.getByRole("button", { name: "Change 2 products" }).click();
  await expect(page.getByText("2 products edited")).toBeVisible({ timeout: MOST_MS });
  await expect(rows.first()).toContainText("Yours");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("The edit of 2 products is undone")).toBeVisible({
    timeout: MOST_MS,
  });
  await page.getByRole("link", { name: "Edits of many products" }).click();
  await expect(page.getByRole("row", { name: /Tags added/ }).first()).toContainText("Undone");
  await page.goBack();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const file = await (await saved).createReadStream();
  const text = (await file.toArray()).join("");
  expect(text.split("\r\n").length - 2).toBe(await rows.count());
});
