/** Signs in once as the demo shop's owner, by the page itself; tests begin where that ends. */
import { chromium, type FullConfig } from "@playwright/test";

export const SIGNED_IN = "test-results/signed-in.json";

/** Who the demo shop's owner is; `aisle demo sign-in` says it. */
export function demoOwner(): { email: string; password: string } {
  const { AISLE_DEMO_EMAIL: email, AISLE_DEMO_PASSWORD: password } = process.env;
  if (!email || !password) throw new Error("Set AISLE_DEMO_EMAIL and AISLE_DEMO_PASSWORD.");
  return { email, password };
}

export default async function signIn(config: FullConfig): Promise<void> {
  const { baseURL, launchOptions } = config.projects[0]?.use ?? {};
  const browser = await chromium.launch(launchOptions);
  const page = await browser.newPage({ baseURL: baseURL as string, locale: "en-GB" });
  const { email, password } = demoOwner();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/s/demo");
  await page.context().storageState({ path: SIGNED_IN });
  await browser.close();
}
