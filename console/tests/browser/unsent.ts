/** Text that is not saved yet: it outlives a reload and a server that is gone. */
import { expect, type Page } from "@playwright/test";
import { settled } from "./walk";

const isChange = (method: string) => method !== "GET";

interface Editor {
  path: string;
  label: string;
}

/** Refuse every change as a machine does that is no longer there; returns how to bring it back. */
async function stopServer(page: Page): Promise<() => Promise<void>> {
  await page.route("**/api/v1/**", (route) =>
    isChange(route.request().method()) ? route.abort("connectionrefused") : route.continue(),
  );
  return async () => {
    await page.unroute("**/api/v1/**");
    await page.evaluate(() => dispatchEvent(new Event("online")));
  };
}

/** Type into an editor while the server is gone, reload, and see the text saved when the server is back; a second tab has it, too. */
export async function outlives(page: Page, { path, label }: Editor, text: string): Promise<void> {
  await page.goto(path);
  page.on("dialog", (dialog) => void dialog.accept().catch(() => {}));
  await settled(page);
  const field = page.getByLabel(label, { exact: true });
  const before = await field.inputValue();
  const startServer = await stopServer(page);
  await field.fill(text);
  await expect(page.getByText(/^Not saved: you’re offline/).first()).toBeVisible({
    timeout: 15_000,
  });
  await page.reload();
  await expect(field).toHaveValue(text);
  await startServer();
  await expect(page.getByText(/^Saved \d/).first()).toBeVisible({ timeout: 15_000 });
  const second = await page.context().newPage();
  await second.goto(path);
  await expect(second.getByLabel(label, { exact: true })).toHaveValue(text);
  await second.close();
  await keeps(page, () => field.fill(before));
}

/** Change something and wait until the server has it: what is said of a change before may still stand there. */
export async function keeps(page: Page, change: () => Promise<void>): Promise<void> {
  const kept = page.waitForResponse((one) => /PUT|PATCH/.test(one.request().method()) && one.ok());
  await change();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await kept;
}
