/** The designer's draft when a save is refused: by another person's, and by one's own that was not heard of. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Problem } from "../../src/api/problem";
import * as widget from "../../src/features/widget/api";
import { useLook } from "../../src/features/widget/useLook";

vi.mock("../../src/api/session", () => ({ useSession: () => ({ person: { id: "me" } }) }));

const draft = (greeting: string, revision: number) =>
  ({ draft: { greeting, color: "#000000" }, revision }) as unknown as widget.Draft;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function greeted(held: string) {
  const queries = new QueryClient();
  const changed = new Problem(409, "widget_draft_changed", "The draft is at revision 2, not 1.");
  vi.spyOn(widget, "saveDraft").mockRejectedValue(changed);
  vi.spyOn(widget, "draftQuery").mockReturnValue({
    queryKey: widget.draftKey("demo"),
    queryFn: async () => draft(held, 2),
  } as never);
  const { result } = renderHook(() => useLook("demo", draft("Hello", 1)), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    ),
  });
  act(() => result.current.change({ greeting: "Good day" } as widget.Changes));
  await act(() => vi.advanceTimersByTimeAsync(900));
  return { result, queries };
}

it("is saved where the draft already says so: the page that saved it was left before it heard", async () => {
  const { result, queries } = await greeted("Good day");
  expect(result.current.state.name).toBe("saved");
  expect(queries.getQueryData(widget.draftKey("demo"))).toMatchObject({ revision: 2 });
  expect(localStorage.length).toBe(0);
});

it("is refused where another person wrote something else, and what was written is kept", async () => {
  const { result } = await greeted("Welcome");
  expect(result.current.state.name).toBe("refused");
  expect(result.current.settings.greeting).toBe("Good day");
  expect(localStorage.length).toBe(1);
});
