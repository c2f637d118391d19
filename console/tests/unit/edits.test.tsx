/** Edits of the assistant's draft: what was saved never goes back to what it was, not for one drawing. */
import { QueryClient, QueryClientProvider, skipToken, useQuery } from "@tanstack/react-query";
import { act, render, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { Shown } from "../../src/features/assistant/types";
import { type Editing, useEdits } from "../../src/features/assistant/useEdits";

const answers = vi.hoisted(() => ({ save: (_: unknown): void => {} }));
const shown = (words: string, revision: number) =>
  ({ draft: { words }, revision, differs: [], live: {} }) as unknown as Shown;

vi.mock("../../src/api/session", () => ({ useSession: () => ({ person: { id: "me" } }) }));
vi.mock("../../src/features/assistant/api", () => ({
  assistantQuery: () => ({ queryKey: ["assistant"], staleTime: Number.POSITIVE_INFINITY }),
  change: () =>
    new Promise((resolve) => {
      answers.save = resolve;
    }),
}));

const drawn: string[] = [];
let editing: Editing;

function Field({ shown }: { shown: Shown }) {
  editing = useEdits("demo", shown);
  drawn.push(editing.value.words);
  return null;
}

function Screen() {
  const { data } = useQuery<Shown>({ queryKey: ["assistant"], queryFn: skipToken });
  return data ? <Field shown={data} /> : null;
}

it("a field that is saved does not show the words before for a moment, which would move the caret", async () => {
  const queries = new QueryClient();
  queries.setQueryData(["assistant"], shown("Old", 1));
  render(
    <QueryClientProvider client={queries}>
      <Screen />
    </QueryClientProvider>,
  );
  await act(async () => {}); // what was kept from before is sent first
  act(() => editing.set({ words: "New" }));
  act(() => void editing.flush());
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false); // drawings come when they come, as in a browser
  answers.save(shown("New", 2));
  await waitFor(() => expect(editing.state.name).toBe("saved"));
  await new Promise((resolve) => setTimeout(resolve, 20)); // what the query tells comes after its timer
  expect(queries.getQueryData<Shown>(["assistant"])?.revision).toBe(2);
  expect(drawn.slice(drawn.indexOf("New"))).not.toContain("Old");
  vi.unstubAllGlobals();
});
