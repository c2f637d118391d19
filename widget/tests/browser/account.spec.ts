import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

/** The account page in front of a running server, with an authenticator of Chromium's own. */
const real = process.env.AISLE_BASE_URL?.replace("127.0.0.1", "localhost"); // passkeys need a name
const PASSWORD = "seven otters juggle plums";

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
  await page.goto(`${real}/account`);
  await page.getByRole("button", { name: "Make an account" }).click();
  await page.getByLabel("Your name").fill("Ada Pike");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel(/Password/).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ada Pike" })).toBeFocused();
  return email;
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  }
}

test.describe("the account page", () => {
  test.skip(!real, "AISLE_BASE_URL is not set: no server to ask.");
  test.setTimeout(60_000);

  test("a passkey is set up and signs in with nothing else", async ({ page }) => {
    const faults: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) faults.push(message.text());
    });
    await withAuthenticator(page);
    await signUp(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await expect(page.getByRole("heading", { name: "Keep these recovery codes" })).toBeVisible();
    const codes = ((await page.locator("pre").textContent()) ?? "").split("\n");
    expect(codes).toHaveLength(10);
    await expectAccessible(page);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ada Pike" })).toBeVisible();
    expect(faults).toEqual([]);
  });

  test("after a password a passkey is the second step", async ({ page }) => {
    await withAuthenticator(page);
    const email = await signUp(page);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill("not the right one");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("not right");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ada Pike" })).toBeVisible();
  });

  test("who comes back from a provider lands on the second step", async ({ page }) => {
    await page.goto(
      `${real}/account/second-step#challenge=x&methods=totp%20recovery&next=https%3A%2F%2Fevil.example%2F`,
    );
    await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
    await expect(page.getByLabel("Code from your authenticator app")).toBeFocused();
    expect(page.url()).toBe(`${real}/account/second-step`);
    await expectAccessible(page);
  });

  test("a sign-in that failed elsewhere is explained in our words alone", async ({ page }) => {
    await page.goto(`${real}/account?error=sign_in_cancelled&provider=google`);
    await expect(page.getByRole("alert")).toContainText("cancelled");
    expect(page.url()).toBe(`${real}/account`);
    await page.goto(`${real}/account?error=call%200800%20123`);
    await expect(page.getByRole("alert")).toContainText("You were not signed in.");
    await expect(page.getByRole("alert")).not.toContainText("0800");
    await expectAccessible(page);
  });

  test("another password is set, and the old one opens nothing", async ({ page }) => {
    const email = await signUp(page);
    await page.getByRole("button", { name: "Change your password" }).click();
    await page.getByLabel("Your password now").fill(PASSWORD);
    await page.getByLabel(/New password/).fill("a kite above nine chimneys");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toContainText("Your password is new");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("not right");
    await page.getByLabel("Password").fill("a kite above nine chimneys");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Ada Pike" })).toBeVisible();
  });

  test("the token of a link is gone from the address as soon as it was read", async ({ page }) => {
    await page.goto(`${real}/account/reset#token=aisle_ot_x`);
    await expect(page.getByRole("heading", { name: "Set a new password" })).toBeVisible();
    expect(page.url()).toBe(`${real}/account/reset`);
    await page.getByLabel(/New password/).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toBeVisible();
  });
});
