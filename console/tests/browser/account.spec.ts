/** One's own account, with an authenticator of Chromium's own, and the pages that mails and providers lead to. */
import { expect, type Page, test } from "@playwright/test";

const PASSWORD = "seven otters juggle plums";

test.use({ storageState: { cookies: [], origins: [] } });

async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function signUp(page: Page): Promise<string> {
  const email = `ada.${Date.now()}.${Math.floor(Math.random() * 1e6)}@people.example`;
  await page.goto("/sign-up?next=/account");
  await page.getByLabel("Your name").fill("Ada Pike");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByLabel("Name of your shop").fill("Pike");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ada Pike" })).toBeVisible();
  return email;
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
}

const home = (page: Page) => page.getByRole("heading", { level: 1, name: "Ada Pike" });

test("a passkey is set up, signs in with nothing else, and is the second step after a password", async ({
  page,
}) => {
  test.slow();
  await withAuthenticator(page);
  const email = await signUp(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const kept = page.getByRole("dialog", { name: "Keep these recovery codes" });
  expect(((await kept.locator("pre").textContent()) ?? "").split("\n")).toHaveLength(10);
  const download = page.waitForEvent("download");
  await kept.getByRole("link", { name: "Download the codes" }).click();
  expect((await download).suggestedFilename()).toBe("aisle-recovery-codes.txt");
  await kept.getByRole("button", { name: "I have kept them" }).click();
  await signOut(page);

  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL(/\/(s|onboarding)\//);
  await page.goto("/account");
  await signOut(page);

  await page.goto("/account");
  await signIn(page, email, "not the right one");
  await expect(page.getByRole("alert")).toContainText("don’t match");
  await signIn(page, email, PASSWORD);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(home(page)).toBeVisible();
});

test("another password is set by keys alone, and the old one opens nothing", async ({ page }) => {
  const email = await signUp(page);
  await page.getByRole("button", { name: "Change password" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Your password now").fill(PASSWORD);
  await page.getByLabel("New password").fill("a kite above nine chimneys");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your password is new.")).toBeVisible();
  await signOut(page);
  await page.goto("/account");
  await signIn(page, email, PASSWORD);
  await expect(page.getByRole("alert")).toContainText("don’t match");
  await signIn(page, email, "a kite above nine chimneys");
  await expect(home(page)).toBeVisible();
});

test("name, language and theme are kept", async ({ page }) => {
  await signUp(page);
  await page.getByLabel("Your name").fill("Ada P.");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada P." })).toBeVisible();
  await page.getByLabel("Theme").selectOption("dark");
  await page.getByLabel("Language", { exact: true }).selectOption("de");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("nothing of a sign-in is left after its end", async ({ page }) => {
  await signUp(page);
  await signOut(page);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(home(page)).toBeHidden();
});

test("who comes back from a provider lands on the second step, and nothing stays in the address", async ({
  page,
}) => {
  await page.goto(
    "/account/second-step#challenge=x&methods=totp%20recovery&next=https%3A%2F%2Fevil.example%2F",
  );
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await expect(page.getByLabel("Code from your authenticator app")).toBeVisible();
  await expect(page).toHaveURL(/\/account\/second-step$/);
});

test("a sign-in that failed elsewhere is explained in our words alone", async ({ page }) => {
  await page.goto("/account?error=sign_in_cancelled&provider=google");
  await expect(page.getByRole("alert")).toContainText("cancelled");
  await page.goto("/account?error=call%200800%20123");
  await expect(page.getByRole("alert")).toContainText("You were not signed in.");
  await expect(page.getByRole("alert")).not.toContainText("0800");
});

test("the token of a link is gone from the address as soon as it was read", async ({ page }) => {
  for (const path of ["reset", "confirm", "invitation"]) {
    await page.goto(`/account/${path}#token=aisle_ot_x`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/account/${path}$`));
  }
  await page.goto("/account/confirm#token=aisle_ot_x");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
});

test("a store and then the organization are deleted by their typed names, and brought back", async ({
  page,
}) => {
  test.slow();
  await signUp(page);
  const shop = `pike-${Date.now().toString(36)}`;
  await page.goto("/onboarding/store");
  await page.getByLabel("Store name").fill(shop);
  await page.getByRole("button", { name: "Open the store" }).click();
  await page.waitForURL(/onboarding\/read/);
  await page.goto(`/s/${shop}/settings/organization`);
  await expect(page.getByRole("heading", { name: "Pike has 1 store." })).toBeVisible();
  const named = page.getByRole("region", { name: "Name of the organization" });
  await named.getByLabel("Name", { exact: true }).fill("Pike & Tarn");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Pike & Tarn has 1 store." })).toBeVisible();

  const row = page.getByRole("table", { name: "Stores" }).getByRole("row", { name: shop });
  const act = async (what: string) => {
    await row.getByRole("button", { name: `Actions for ${shop}` }).press("Enter");
    await page.getByRole("menuitem", { name: what }).press("Enter");
  };
  await act("Let it rest");
  await page.getByRole("dialog").getByRole("button", { name: "Let it rest" }).press("Enter");
  await expect(row).toContainText("Rests");
  await act("Let it work again");
  await expect(row).toContainText("Answers shoppers");

  await page.getByRole("button", { name: "Delete organization" }).click();
  const asking = page.getByRole("dialog", { name: "Delete Pike & Tarn?" });
  await expect(asking).toContainText(shop);
  await asking.getByRole("button", { name: "Delete organization" }).click();
  await expect(asking.getByText("Type the name exactly: Pike & Tarn")).toBeVisible();
  await asking.getByLabel("Type “Pike & Tarn” to go on").fill("Pike & Tarn");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/account");
  const mine = page.getByRole("region", { name: "Where you work" });
  await expect(mine).toContainText("Deleted");
  await mine.getByRole("button", { name: "Bring back" }).press("Enter");
  await expect(mine.getByText("Deleted")).toHaveCount(0);
  // The page may be on its way into the organization by itself.
  await expect(() => page.goto(`/s/${shop}/settings/organization`)).toPass();
  await act("Delete store");
  await page.getByRole("dialog").getByLabel(`Type “${shop}” to go on`).fill(shop);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/onboarding/store");
  await page.getByRole("button", { name: `Bring “${shop}” back` }).click();
  await expect(row).toContainText("Rests");
});
