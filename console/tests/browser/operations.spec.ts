/** Operations: what works in the background, what failed for good, how models do. */
import { expect, test } from "@playwright/test";

test("jobs are filtered in the address, and a kind rests and goes on again, by keys alone", async ({
  page,
}) => {
  await page.goto("/s/demo/operations");
  await expect(
    page.getByRole("heading", { level: 2, name: /running, .* waiting\./ }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Done", exact: true }).press("Enter");
  await expect(page).toHaveURL(/state=done/);
  // What erases may not rest.
  const table = page.getByRole("table", { name: "Jobs" });
  const any = table.getByRole("button", { name: /^Actions for (?!Erase|Delete)/ }).first();
  const kind = ((await any.textContent()) ?? "").replace("Actions for ", "");
  const actions = table.getByRole("button", { name: `Actions for ${kind}`, exact: true }).first();
  await actions.press("Enter");
  await page.getByRole("menuitem", { name: `Pause ${kind}` }).press("Enter");
  await expect(page.getByText(`${kind} rests: jobs wait`)).toBeVisible();
  await page.getByRole("button", { name: `Resume ${kind}` }).press("Enter");
  await expect(page.getByText(`${kind} rests: jobs wait`)).toBeHidden();
  await actions.press("Enter");
  await page.getByRole("menuitem", { name: `Show only ${kind}` }).press("Enter");
  await expect(page).toHaveURL(/kind=/);
});

test("what failed for good is tried again, or given up once its name is typed", async ({
  page,
}) => {
  const asked: string[] = [];
  const group = {
    kind: "ingest_documents",
    cause: "The parser ended.",
    count: 3,
    first_at: "2026-01-01T00:00:00Z",
    last_at: "2026-01-02T00:00:00Z",
    done_since: 1,
    sample: { document: "…" },
    sample_id: "019aa3c5-7c11-7a60-b5f2-6f1f7f0d2a10",
  };
  await page.route("**/dead-letters", (route) => route.fulfill({ json: { items: [group] } }));
  await page.route("**/dead-letters/*", (route) => {
    asked.push(`${route.request().url().split("/").at(-1)} ${route.request().postData()}`);
    return route.fulfill({ json: { jobs: 3 } });
  });
  await page.goto("/s/demo/operations/failed");
  const body = JSON.stringify({ kind: group.kind, cause: group.cause });
  await page.getByRole("button", { name: "Try all again" }).click();
  await expect.poll(() => asked).toEqual([`retry ${body}`]);
  await page.getByRole("button", { name: "Give all up" }).click();
  const dialog = page.getByRole("dialog");
  const give = dialog.getByRole("button", { name: "Give all up" });
  await expect(give).toBeDisabled();
  await dialog.getByLabel(/^Type/).fill("Read documents");
  await give.click();
  await expect.poll(() => asked).toEqual([`retry ${body}`, `discard ${body}`]);
});

test("models say how they do, in the process that answers", async ({ page }) => {
  await page.goto("/s/demo/operations/providers");
  await expect(page.getByRole("table", { name: "Models and providers" })).toBeVisible();
});
