/** Knowledge: written, kept, reviewed; and two people at one text. */
import { expect, type Page, test } from "@playwright/test";

const MOST_MS = 60_000;

async function begin(page: Page): Promise<string> {
  const title = `Care ${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  await page.goto("/s/demo/knowledge?new=open");
  await page.getByRole("dialog").getByLabel("Title").fill(title);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
  return title;
}

const text = (page: Page) => page.getByLabel("Text", { exact: true });
const saved = (page: Page) => expect(page.getByText(/^Saved \d/)).toBeVisible({ timeout: 15_000 });

test("23, 35: unsent text survives a reload; two browsers write one text, and both are kept", async ({
  page,
  context,
}) => {
  test.setTimeout(2 * MOST_MS);
  await begin(page);
  await text(page).fill("Wash it cold.");
  await saved(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(text(other)).toHaveValue("Wash it cold.");

  await page.route("**/draft", (route) => route.abort());
  await text(page).fill("Wash it cold.\n\nMine: dry it flat.");
  await expect(page.getByText(/^Not saved: you’re offline/)).toBeVisible({ timeout: 15_000 });
  await text(other).fill("Wash it cold.\n\nTheirs: no bleach.");
  await saved(other);
  // What one browser keeps for itself is its own; these two share a device, so the other's copy must not be there.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.unroute("**/draft");
  await text(page).press("End");
  await text(page).pressSequentially(" Always.");
  const conflict = page.getByRole("region", { name: /Somebody saved this/ });
  await expect(conflict).toContainText("Mine: dry it flat. Always.", { timeout: 15_000 });
  await expect(conflict).toContainText("Theirs: no bleach.");
  await conflict.getByRole("button", { name: "Keep this choice" }).click();
  await saved(page);
  await page.reload();
  await expect(text(page)).toHaveValue(/Mine: dry it flat\. Always\.\n\nTheirs: no bleach\./);

  await page.route("**/draft", (route) => route.abort());
  await text(page).fill("Unsent words.");
  await page.waitForTimeout(100);
  await page.reload();
  await expect(text(page)).toHaveValue("Unsent words.");
});

test("an article is written by its buttons, sent, commented, approved, and stands in its history", async ({
  page,
}) => {
  test.setTimeout(2 * MOST_MS);
  await begin(page);
  await text(page).fill("Wax it once a year.");
  await page.getByRole("button", { name: "Heading", exact: true }).click();
  await expect(text(page)).toHaveValue("## Wax it once a year.");
  await saved(page);
  await expect(page.getByText("1 passage", { exact: true })).toBeVisible({ timeout: 15_000 });
  await page.getByRole("button", { name: "Send for review" }).click();
  await expect(page).toHaveURL(/part=review/);
  await page.getByLabel("Your comment").fill("Is that so?");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Is that so?")).toBeVisible();
  await page.getByRole("button", { name: "Approve version 1" }).click();
  // It goes live while somebody looks on.
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible({ timeout: MOST_MS });
  await expect(page.getByText("Nothing waits for approval", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "History" }).click();
  await expect(page.getByText(/^Approved Version 1/)).toBeVisible();
});

const some = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;

test("many articles come from files, are changed at once, put away, brought back, undone and deleted", async ({
  page,
}) => {
  test.setTimeout(3 * MOST_MS);
  const name = some();
  const rows = ["wax", "soap"].map((one) => `How is ${one} used ${name}?,With care.`);
  const csv = Buffer.from(["question,answer", ...rows].join("\n"));
  await page.goto("/s/demo/knowledge/upload");
  await page.getByRole("button", { name: "Show what they bring" }).click();
  await expect(page.getByText("Choose at least one file.")).toBeVisible();
  await page
    .getByLabel("Files", { exact: true })
    .setInputFiles({ name: "faq.csv", mimeType: "text/csv", buffer: csv });
  await page.getByRole("button", { name: "Show what they bring" }).click();
  await expect(page.getByText("A file does not say its language. Choose one.")).toBeVisible();
  await expect(page.getByLabel("Language")).toBeFocused();
  await page.getByLabel("Language").selectOption("en");
  await page.getByRole("button", { name: "Show what they bring" }).click();
  await expect(page.getByRole("heading", { name: /^2 articles would change/ })).toBeVisible();
  await expect(page.getByText(`How is wax used ${name}?`).first()).toBeVisible();
  await page.getByRole("button", { name: "Change 2 articles" }).click();
  await expect(page.getByRole("heading", { name: "2 articles were changed." })).toBeVisible();

  await page.goto(`/s/demo/knowledge?q=${name}`);
  const picks = page.getByRole("checkbox", { name: "Pick row" });
  await expect(picks).toHaveCount(2);
  for (const pick of await picks.all()) await pick.check();
  await page.getByRole("button", { name: "Change them" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Add tags").fill("care");
  await dialog.getByLabel("Replace these words").fill("care");
  await dialog.getByLabel("With these").fill("patience");
  await dialog.getByRole("button", { name: "Show the changes" }).click();
  await expect(page.locator("ins", { hasText: "patience" })).toHaveCount(2);
  await page.getByRole("button", { name: "Change 2 articles" }).click();
  await page.getByRole("button", { name: "Undo the change of 2 articles" }).click();
  await expect(page.getByRole("heading", { name: /was undone/ })).toBeVisible();

  await page.goto(`/s/demo/knowledge?q=${name}`);
  await expect(picks).toHaveCount(2);
  for (const pick of await picks.all()) await pick.check();
  await page.getByRole("button", { name: "Put 2 away" }).click();
  await expect(page.getByText("No article is like that.")).toBeVisible();
  await page.getByLabel("State").selectOption("archived");
  await expect(picks).toHaveCount(2);
  await picks.first().check();
  await page.getByRole("button", { name: "Bring 1 back" }).click();
  await expect(picks).toHaveCount(1);
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await expect(page.getByText("This article is put away and answers nobody.")).toBeVisible();
  const heading = page.getByRole("heading", { level: 2, name: new RegExp(name) });
  const title = (await heading.textContent()) ?? "";
  await page.getByRole("button", { name: `Actions for “${title}”` }).click();
  await page.getByRole("menuitem", { name: "Delete with its past" }).click();
  const last = dialog.getByRole("button", { name: "Delete the article" });
  await expect(dialog.getByText("0 answers quoted it in the last 28 days.")).toBeVisible();
  await expect(last).toBeDisabled();
  await dialog.getByLabel(`Type “${title}” to go on`).fill(title);
  await last.click();
  await expect(page).toHaveURL(/knowledge$/);
  await expect(page.getByText(`“${title}” deleted`)).toBeVisible();
});

test("by keyboard alone: a question becomes an article, and categories are made, moved and removed", async ({
  page,
}) => {
  test.setTimeout(2 * MOST_MS);
  const name = some();
  await page.goto(`/s/demo/knowledge/new?question=How+long+may+I+send+boots+back+${name}%3F`);
  const take = page.getByRole("checkbox", { name: /^Begin with this from/ }).first();
  await take.focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Begin the article" }).press("Enter");
  await expect(text(page)).toHaveValue(/^> [\s\S]*> Source: /);

  await page.goto("/s/demo/knowledge/categories");
  for (const [one, above] of [
    [`Top ${name}`, ""],
    [`Low ${name}`, `Top ${name}`],
  ] as const) {
    await page.getByRole("button", { name: "Add a category" }).first().press("Enter");
    await page.getByRole("dialog").getByLabel("Name").pressSequentially(one);
    if (above) await page.getByRole("dialog").getByLabel("Below").selectOption({ label: above });
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: one })).toBeVisible();
  }
  await expect(page.getByRole("button", { name: `Remove “Top ${name}”` })).toBeDisabled();
  await page.getByRole("button", { name: `Rename or move “Low ${name}”` }).press("Enter");
  await page.getByRole("dialog").getByLabel("Below").selectOption("");
  await page.getByRole("dialog").getByLabel("Name").press("Enter");
  await expect(page.getByRole("button", { name: `Remove “Top ${name}”` })).toBeEnabled();
  for (const one of [`Top ${name}`, `Low ${name}`]) {
    await page.getByRole("button", { name: `Remove “${one}”` }).press("Enter");
    await expect(page.getByRole("link", { name: one })).toHaveCount(0);
  }
});
