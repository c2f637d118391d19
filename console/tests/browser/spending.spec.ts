/** Models, their providers, what they cost and may cost. Every call goes to this server: nothing outside is asked. */
import { expect, type Page, test } from "@playwright/test";
import { prove } from "./proof";

const chance = (what: string) => `${what} ${Date.now().toString(36)}`;

/** Open the menu of something and choose, by keys alone. */
async function choose(page: Page, of: string, what: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${of}` }).press("Enter");
  await page.getByRole("menuitem", { name: what }).press("Enter");
}

test("a provider is added with a sealed key, tried, switched off with undo, given another key, deleted", async ({
  page,
  baseURL,
}) => {
  const name = chance("Ours");
  const model = `own-${Date.now().toString(36)}`;
  const secret = "sk-a-key-that-no-page-shows-1234";
  await page.goto("/s/demo/settings/models");
  await page.getByRole("button", { name: "Add a provider" }).click();
  const form = page.getByRole("dialog", { name: "Add a provider" });
  await form.getByRole("button", { name: "Add a provider" }).click();
  await expect(form.getByText("Give it a name.")).toBeVisible();
  await expect(form.getByLabel("Name", { exact: true })).toBeFocused();
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByLabel("Address").fill(`${baseURL}/v1`);
  await form.getByLabel("Provider’s key").fill(secret);
  await form.getByLabel("Models").fill(`${model} = nobody`);
  await form.getByRole("button", { name: "Add a provider" }).click();
  const row = page.getByRole("table", { name: "Your providers" }).getByRole("row", { name });
  await prove(page, row.waitFor());
  await expect(row).toContainText(model);
  await expect(row).toContainText("1234");
  expect(await page.content()).not.toContain(secret);
  await expect(
    page.getByRole("table", { name: "Models" }).getByRole("row", { name: model }),
  ).toContainText("Not asked lately");

  await choose(page, name, "Test the connection");
  const trying = page.getByRole("dialog", { name: `Test “${name}”` });
  await trying.getByRole("button", { name: "Test the connection" }).press("Enter");
  await expect(trying.getByRole("alert")).toContainText("It does not work");
  await page.keyboard.press("Escape");

  await choose(page, name, "Switch off");
  await expect(row).toContainText("Switched off");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).not.toContainText("Switched off");

  await choose(page, name, "Change key");
  const key = page.getByRole("dialog", { name: `Another key for “${name}”` });
  await key.getByLabel("Provider’s key").fill("sk-another-key-of-theirs-9876");
  await key.getByLabel("Provider’s key").press("Enter");
  await expect(row).toContainText("9876");

  await choose(page, name, "Delete");
  await page.getByRole("dialog").getByRole("button", { name: "Delete provider" }).press("Enter");
  await expect(row).toHaveCount(0);
});

test("a duty's models are chosen, seen after a reload, and given back", async ({
  page,
  baseURL,
}) => {
  const name = chance("Routed");
  const model = `routed-${Date.now().toString(36)}`;
  await page.goto("/s/demo/settings/models?add=open");
  const form = page.getByRole("dialog", { name: "Add a provider" });
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByLabel("Address").fill(`${baseURL}/v1`);
  await form.getByLabel("Models").fill(model);
  await form.getByLabel("Models").press("Tab");
  await form.getByRole("button", { name: "Add a provider" }).press("Enter");
  const providers = page.getByRole("table", { name: "Your providers" });
  await prove(page, providers.getByRole("row", { name }).waitFor());

  await page.goto("/s/demo/settings/models?duty=analyze");
  const duty = page.getByRole("dialog", { name: "Analyzing texts" });
  await duty.getByLabel("Add a model").selectOption(model);
  await duty.getByLabel("Ask these before").check();
  await duty.getByLabel("Order").selectOption({ label: "Cheapest first" });
  await duty.getByRole("button", { name: "Save" }).click();
  await expect(duty).toHaveCount(0);
  await page.reload();
  const row = page
    .getByRole("table", { name: "Which model for which duty" })
    .getByRole("row", { name: "Analyzing texts" });
  await expect(row).toContainText(model);
  await expect(row).toContainText("Asked first · Cheapest first");
  await row.getByRole("button", { name: "Change" }).click();
  await duty.getByRole("button", { name: "As the installation says" }).click();
  await expect(row).not.toContainText(model);
  await choose(page, name, "Delete");
  await page.getByRole("dialog").getByRole("button", { name: "Delete provider" }).click();
  await expect(providers.getByRole("row", { name })).toHaveCount(0);
});

test("a budget is set, says how it stands, is changed by keyboard, and goes", async ({ page }) => {
  await page.goto("/s/demo/settings/usage?budget=open");
  const form = page.getByRole("dialog", { name: "Set a budget" });
  await form.getByRole("button", { name: "Set budget" }).click();
  await expect(form.getByText("Give a number, zero or more.")).toBeVisible();
  await form.getByLabel("Where it holds").selectOption({ index: 1 });
  await form.getByLabel("Amount").fill("200");
  await form.getByRole("button", { name: "Set budget" }).click();
  const line = page.getByRole("listitem").filter({ hasText: "each month" });
  await prove(page, line.first().waitFor());
  await expect(line.first()).toContainText("$0.00 of $200.00");
  await expect(line.first().getByRole("meter")).toBeVisible();

  const actions = line.first().getByRole("button", { name: /^Actions for/ });
  await actions.press("Enter");
  await page.getByRole("menuitem", { name: "Change budget" }).press("Enter");
  const change = page.getByRole("dialog", { name: "Change budget" });
  await change.getByLabel("Amount").fill("350");
  await change.getByLabel("Amount").press("Enter");
  await expect(line.first()).toContainText("of $350.00");

  await actions.press("Enter");
  await page.getByRole("menuitem", { name: "Delete budget" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Delete budget" }).press("Enter");
  await expect(line).toHaveCount(0);
});

test("what was spent is narrowed by the address, and leaves as a file", async ({ page }) => {
  await page.goto("/s/demo/settings/usage");
  await page.getByLabel("By", { exact: true }).selectOption({ label: "Conversation" });
  await expect(page).toHaveURL(/by=conversation/);
  await expect(page.getByText("Of 31 days at most.")).toBeVisible();
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "Single calls" });
  await page.reload();
  await expect(page.getByLabel("Show", { exact: true })).toHaveValue("calls");
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  expect((await coming).suggestedFilename()).toBe("calls.csv");
  await page.goto("/s/demo/settings/usage?by=nonsense&period=-4");
  await expect(page.getByLabel("By", { exact: true })).toHaveValue("day");
});

const auth = (token: string | undefined) => ({
  authorization: `Bearer ${token}`,
  cookie: "",
  origin: process.env.AISLE_BASE_URL as string,
});

/** Have a shopper say something, as the chat page does. Returns the conversation's id. */
async function chatOfShopper(page: Page): Promise<string> {
  const chat = await (await page.request.get("/c/demo")).text();
  const key = /"key":\s*"([^"]+)"/.exec(chat)?.[1];
  const begun = await page.request.post("/api/v1/sessions", { headers: auth(key), data: {} });
  const said = await page.request.post("/api/v1/chat", {
    headers: auth((await begun.json()).token),
    data: { message: "Which tent is light?" },
  });
  return (await said.json()).conversation_id;
}

test("what is kept of a shopper is found by a chat, saved as a file, and erased after a typed word", async ({
  page,
}) => {
  const chat = await chatOfShopper(page);
  await page.goto("/s/demo/settings/privacy");
  await page.getByLabel("Email").fill("nobody-here@guest.example");
  await page.getByLabel("Email").press("Enter");
  const nothing = page.getByText("Nothing is kept of this shopper here.");
  await prove(page, nothing.waitFor());
  await page.getByLabel("Find by").selectOption({ label: "Chat" });
  await page.getByLabel("Chat", { exact: true }).fill(chat);
  await page.getByRole("button", { name: "Find shopper" }).click();
  await expect(page.getByText("1 chat. 1 visit")).toBeVisible();
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file" }).press("Enter");
  expect((await coming).suggestedFilename()).toBe("shopper.json");

  await page.getByRole("button", { name: "Erase everything" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Erase everything about this shopper?" });
  await dialog.getByRole("button", { name: "Erase shopper" }).click();
  await expect(dialog.getByText("Type ERASE, in capitals.")).toBeVisible();
  await dialog.getByLabel("Type ERASE to go on").fill("ERASE");
  await dialog.getByLabel("Type ERASE to go on").press("Enter");
  await expect(page.getByText("The shopper is erased")).toBeVisible();
  await page.getByRole("button", { name: "Find shopper" }).click();
  await expect(nothing).toBeVisible();
});
