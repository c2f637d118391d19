/** An article between its approval and its first answer: the screen says what happens, and looks again until it is live. */
import { cleanup, render, screen } from "@testing-library/react";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, expect, it } from "vitest";
import { articleQuery } from "../../src/features/knowledge/api";
import english from "../../src/features/knowledge/messages/en.json";
import { OnItsWay } from "../../src/features/knowledge/OnItsWay";
import type { Article } from "../../src/features/knowledge/types";
import { State } from "../../src/features/knowledge/useColumns";

beforeAll(() =>
  i18next.use(initReactI18next).init({
    lng: "en",
    keySeparator: false,
    resources: { en: { knowledge: english } },
  }),
);
afterEach(cleanup);

const article = (publishing: Article["publishing"], state = "draft") =>
  ({ state, publishing, archived_at: null, has_changes: false }) as unknown as Article;
const SENT = { version: 2, reason: null, detail: null };
const FAILED = { version: 2, reason: "too_long", detail: "It has too many words." };

const looksAgain = (one: Article) => {
  const { refetchInterval } = articleQuery("demo", "1") as unknown as {
    refetchInterval(query: { state: { data: Article } }): number | false;
  };
  return refetchInterval({ state: { data: one } });
};

it("says that it goes live, not that it is a draft, and looks again until it is", () => {
  const one = article(SENT);
  render(<State article={one} />);
  render(<OnItsWay article={one} />);
  expect(screen.getByText("Going live")).toBeTruthy();
  expect(screen.queryByText("Draft")).toBeNull();
  expect(screen.getByRole("status").textContent).toMatch(/^Version 2 is going live/);
  expect(looksAgain(one)).toBeGreaterThan(0);
  expect(looksAgain(article(null, "live"))).toBe(false);
});

it("says beside what answers that another version is on its way", () => {
  render(<State article={article(SENT, "live")} />);
  expect(screen.getByText("Going live")).toBeTruthy();
  expect(screen.getByText("Live")).toBeTruthy();
});

it("says why a version could not go live, and stops looking", () => {
  render(<OnItsWay article={article(FAILED)} />);
  expect(screen.getByRole("alert").textContent).toContain("It has too many words.");
  expect(looksAgain(article(FAILED))).toBe(false);
});
