/** What Home tells of the latest changes. */
import { expect, it } from "vitest";
import { latestChanges } from "../../src/features/home/changes";

const change = (action: string, object_id: string | null) => ({ at: "", action, object_id });
const told = (...changes: ReturnType<typeof change>[]) =>
  latestChanges(changes).map((one) => one.action);

it("tells each kind once, the newest first", () => {
  expect(
    told(
      change("source.run_live", "a"),
      change("source.run_live", "b"),
      change("source.created", "b"),
    ),
  ).toEqual(["source.run_live", "source.created"]);
});

it("does not say that a source was connected which was removed since", () => {
  const gone = [change("source.removed", "a"), change("source.created", "a")];
  expect(told(...gone)).toEqual(["source.removed"]);
  expect(told(...gone, change("source.created", "b"))).toEqual([
    "source.removed",
    "source.created",
  ]);
});
