/** The catalogue: found, looked at, and imported by a file whose columns were corrected. */
import { expect, type Page, test } from "@playwright/test";

const MOST_MS = 60_000;
const MOST_TABS = 200;

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

test("many products' names are reworded by mouse: shown first, done, told, undone; the list is exported as it is filtered", async ({
  page,
}) => {
  test.setTimeout(3 * MOST_MS);
  const mark = `(${Date.now().toString(36)})`;
  await page.goto("/s/demo/catalogue?q=Tarn&without=stock,variants&dense=1");
  const table = page.getByRole("table", { name: "Products" });
  await expect(table.getByRole("columnheader", { name: "Stock" })).toHaveCount(0);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Stock" }).check();
  await expect(table.getByRole("columnheader", { name: "Stock" })).toBeVisible();
  await page.keyboard.press("Escape");
  const rows = table.locator("tbody tr");
  for (const at of [0, 1]) await rows.nth(at).getByRole("checkbox").click();
  await expect(page.getByText("2 products picked")).toBeVisible();
  await page.getByRole("button", { name: "Edit these" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit 2 products" });
  await dialog.getByLabel("What to change").selectOption("Add words before or after");
  await dialog.getByRole("button", { name: "Show what would change" }).click();
  await expect(dialog.getByText("Say what it should be.")).toBeVisible();
  await expect(dialog.getByLabel("Before what it says")).toBeFocused();
  await dialog.getByLabel("After what it says").fill(` ${mark}`);
  await dialog.getByRole("button", { name: "Show what would change" }).click();
  await expect(dialog.getByText("2 products would change, in 2 places.")).toBeVisible();
  await expect(dialog.getByRole("row").filter({ hasText: `Tarn` })).toHaveCount(2);
  await expect(dialog.locator("ins").filter({ hasText: mark })).toHaveCount(2);
  await expect(table.getByText(mark)).toHaveCount(0);
  await dialog.getByRole("button", { name: "Change 2 products" }).click();
  await expect(page.getByText("2 products edited")).toBeVisible({ timeout: MOST_MS });
  await expect(table.getByText(mark)).toHaveCount(2);
  await expect(rows.first()).toContainText("Yours");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("The edit of 2 products is undone")).toBeVisible({
    timeout: MOST_MS,
  });
  await expect(table.getByText(mark)).toHaveCount(0);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const file = await (await saved).createReadStream();
  const text = (await file.toArray()).join("");
  expect(text.split("\r\n").length - 2).toBe(await rows.count());
});

test("many products are edited by keyboard alone, and the edit is undone from its list", async ({
  page,
}) => {
  test.setTimeout(3 * MOST_MS);
  const word = `Lac${Date.now().toString(36)}`;
  const { keyboard } = page;
  await page.goto("/s/demo/catalogue?q=Crummock");
  const table = page.getByRole("table", { name: "Products" });
  await table.locator("tbody tr").first().focus();
  for (const key of ["Space", "ArrowDown", "Space"]) await keyboard.press(key);
  await tabTo(page, "Edit these");
  await keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Edit 2 products" });
  await tabTo(page, "What to change");
  await keyboard.type("Replace");
  await tabTo(page, "These words");
  await keyboard.type("crummock");
  await tabTo(page, "With these");
  await keyboard.type(word);
  await tabTo(page, "Whether capitals or not");
  await keyboard.press("Space");
  await keyboard.press("Enter");
  await expect(dialog.locator("ins").filter({ hasText: word })).toHaveCount(2);
  await tabTo(page, "Change the edit");
  await keyboard.press("Enter");
  await expect(dialog.getByLabel("With these")).toHaveValue(word);
  await tabTo(page, "Show what would change");
  await keyboard.press("Enter");
  await tabTo(page, "Change 2 products");
  await keyboard.press("Enter");
  await expect(page.getByText("2 products edited")).toBeVisible({ timeout: MOST_MS });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await tabTo(page, "Edits of many products");
  await keyboard.press("Enter");
  const row = page.getByRole("row", { name: /Words replaced/ }).first();
  await expect(row).toContainText("Done");
  await tabTo(page, "Undo the edit");
  await keyboard.press("Enter");
  await expect(page.getByText("The edit of 2 products is undone")).toBeVisible({
    timeout: MOST_MS,
  });
  await expect(row).toContainText("Undone");
});

/** Press Tab until what has this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page
    .getByLabel(name, { exact: true })
    .or(page.getByRole("button", { name, exact: true }))
    .or(page.getByRole("link", { name, exact: true }))
    .locator("visible=true")
    .first();
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < MOST_TABS; presses++) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}
