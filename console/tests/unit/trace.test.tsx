/** A trace as it is drawn: of very many steps only those in view, and what of a product says the merchant's own words. */
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import english from "../../src/features/answers/messages/en.json";
import { Passages } from "../../src/features/answers/Passages";
import type { Trace } from "../../src/features/answers/types";
import { Waterfall } from "../../src/features/answers/Waterfall";
import { barsOf } from "../../src/features/answers/waterfall";

const STEPS = 1_000;
const ROW_PX = 28;
const IN_VIEW = 40;

const steps = Array.from({ length: STEPS }, (_, at) => ({
  name: "find",
  start_ms: at,
  ms: 1,
  error: null,
}));
const trace = { steps, timing: { total_ms: STEPS } } as unknown as Trace;

beforeAll(() =>
  i18next.use(initReactI18next).init({
    lng: "en",
    keySeparator: false,
    resources: { en: { answers: english } },
  }),
);
afterEach(cleanup);

function open(onStep = vi.fn()) {
  const { container } = render(
    <Waterfall trace={trace} bars={barsOf(trace)} step="find" onStep={onStep} />,
  );
  return { list: screen.getByRole("list"), box: container.querySelector(".scroller") as Element };
}

const places = (list: HTMLElement) =>
  within(list)
    .getAllByRole("listitem")
    .map((one) => Number(one.getAttribute("aria-posinset")));

it("a thousand steps are scrolled through without being drawn all at once", () => {
  const onStep = vi.fn();
  const { list, box } = open(onStep);
  expect(list.getAttribute("aria-label")).toBe("1000 steps");
  expect(places(list)[0]).toBe(1);
  for (const row of [500, STEPS]) {
    box.scrollTop = row * ROW_PX;
    act(() => void fireEvent.scroll(box));
    expect(places(list).length).toBeLessThan(IN_VIEW);
    expect(places(list)).toContain(row);
  }
  const last = within(list).getAllByRole("button").at(-1) as HTMLElement;
  fireEvent.click(last);
  expect(onStep).toHaveBeenCalledWith("find.1000");
});

it("is as high as all of them, however few are drawn", () => {
  const { list, box } = open();
  box.scrollTop = 500 * ROW_PX;
  act(() => void fireEvent.scroll(box));
  const empty = [...box.children]
    .filter((one) => one !== list)
    .reduce((whole, one) => whole + Number.parseFloat((one as HTMLElement).style.blockSize), 0);
  expect(empty + places(list).length * ROW_PX).toBe(STEPS * ROW_PX);
});

it("a product says which of its fields are the merchant's own words", () => {
  const product = (id: string, overridden: string[]) => ({
    id,
    title: id,
    scores: { meaning: null, words: null, rank: 0.5 },
    used: true,
    overridden,
  });
  const products = [product("plain", []), product("changed", ["title", "attributes.Weight"])];
  render(<Passages passages={[]} products={products} words={[]} />);
  const row = (name: RegExp) => screen.getByRole("row", { name });
  expect(row(/changed/).textContent).toContain("Your own words: Name, Weight");
  expect(row(/plain/).textContent).not.toContain("own words");
});
