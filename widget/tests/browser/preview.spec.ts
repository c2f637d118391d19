import { expect, test } from "./fixtures";

const DRAFT = {
  store: { slug: "demo", name: "Pike & Tarn", language: "en-GB", currency: "GBP" },
  theme: {
    light: { "--aw-brand": "#0a5c36", "--aw-on-brand": "#ffffff" },
    dark: { "--aw-brand": "#0a5c36", "--aw-on-brand": "#ffffff" },
    font: null,
  },
  title: "Ask the tarn",
  mark: "T",
  logo: null,
  avatar: "http://127.0.0.1:43117/pictures/ullock.svg",
  greeting: "A greeting that is not live yet.",
  suggestions: [{ paths: ["*"], texts: ["Which tent for two?"] }],
  consent: { required: false, text: null },
  retention_days: 30,
  privacy_url: null,
  contact: {},
  voice: true,
  photo: false,
};

test("a link to a preview shows the draft's look, and nothing is asked for but that", async ({
  page,
}) => {
  const asked: string[] = [];
  await page.route("**/api/v1/**", (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    asked.push(`${pathname} ${searchParams.get("link")}`);
    return route.fulfill({ json: DRAFT });
  });
  await page.goto("/c/demo?preview=a.link%2Bmore");
  await expect(page.getByRole("heading", { name: "Ask the tarn" })).toBeVisible();
  await expect(page.getByText("A greeting that is not live yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Which tent for two?" })).toBeVisible();
  await expect(page.locator(".aw-face")).toHaveJSProperty("complete", true);
  const colour = await page
    .locator(".aw-mark")
    .evaluate((mark) => getComputedStyle(mark).backgroundColor);
  expect(colour).toBe("rgb(10, 92, 54)");
  expect(asked).toEqual(["/api/v1/widget/preview a.link+more"]);
});

test("a preview that has ended is said in place of the title", async ({ page }) => {
  await page.route("**/api/v1/widget/preview*", (route) =>
    route.fulfill({ status: 410, json: { title: "This preview has ended", status: 410 } }),
  );
  await page.goto("/c/demo?preview=old");
  await expect(page.getByRole("heading", { name: "This preview has ended" })).toBeVisible();
});
