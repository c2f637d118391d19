import { describe, expect, it } from "vitest";
import type { Siblings, StreamEvent } from "../../src/api/types";
import { type Change, type Conversation, EMPTY, textOf } from "../../src/state/conversation";
import { reduce } from "../../src/state/reducer";
import { turnsOf } from "../../src/state/restore";
import { finish, start, stored, words } from "./helpers";

const question = { text: "Rain?", at: "2026-03-02T09:15:00Z", filters: null };
const asked = (key: string): Change => ({
  type: "asked",
  key,
  question: { ...question, delivery: "sending" },
});
const streamed = (key: string, ...events: StreamEvent[]): Change => ({
  type: "streamed",
  key,
  events,
});
const versioned = (kind: "edit" | "regenerate" | "continue", text = "Rain?"): Change => ({
  type: "versioned",
  key: "k1",
  newKey: "k2",
  version: { kind, turnId: "t1" },
  text,
});
const having = (...changes: Change[]): Conversation => changes.reduce(reduce, EMPTY);
const answered = having(asked("k1"), streamed("k1", start("t1"), words("First."), finish));

function restored(turnId: string, text: string, siblings: Siblings | null = null): Change {
  const messages = stored(turnId, "complete", text).map((one) => ({ ...one, siblings }));
  return { type: "restored", id: "c1", turns: turnsOf(messages, null) };
}

const shownText = (conversation: Conversation, at = 0) => {
  const answer = conversation.turns[at]?.answer;
  return answer ? textOf(answer) : null;
};

describe("another version of a turn", () => {
  it("takes the place of the one before, and counts itself when the server has begun it", () => {
    const asking = reduce(answered, versioned("regenerate"));
    expect(asking.turns).toHaveLength(1);
    expect(asking.turns[0]).toMatchObject({ key: "k2", row: "k1", id: null });
    const begun = reduce(asking, streamed("k2", start("t2"), words("Second.")));
    expect(begun.turns[0]).toMatchObject({
      id: "t2",
      instead: null,
      versions: { ids: ["t1", "t2"], index: 1 },
    });
  });

  it("gives the place back when the server never begins it", () => {
    const back = reduce(reduce(answered, versioned("edit", "Snow?")), {
      type: "withdrawn",
      key: "k2",
    });
    expect(back.turns[0]).toBe(answered.turns[0]);
  });

  it("shows the changed words of an edit, without the limits of the words before", () => {
    const [turn] = reduce(answered, versioned("edit", "Snow?")).turns;
    expect(turn?.question).toMatchObject({ text: "Snow?", filters: null, delivery: "sending" });
  });

  it("keeps the words of an answer that goes on until they are told again, once", () => {
    const going = reduce(reduce(answered, versioned("continue")), streamed("k2", start("t2")));
    expect(shownText(going)).toBe("First.");
    const told = reduce(going, streamed("k2", words("First."), words(" And more.")));
    expect(shownText(told)).toBe("First. And more.");
  });

  it("tells an answer once that is streamed from its beginning a second time", () => {
    const running = having(asked("k1"), streamed("k1", start("t1"), words("Half")));
    const again = reduce(running, streamed("k1", start("t1"), words("Half"), words(" and whole.")));
    expect(shownText(again)).toBe("Half and whole.");
  });
});

describe("reading a conversation with versions", () => {
  const both = { count: 2, ids: ["t1", "t2"] };
  const second = reduce(
    reduce(answered, versioned("regenerate")),
    streamed("k2", start("t2"), words("Second."), finish),
  );

  it("draws another version in the same place, so that the focus stays", () => {
    const back = reduce(second, restored("t1", "First.", { index: 0, ...both }));
    expect(back.turns).toHaveLength(1);
    expect(back.turns[0]).toMatchObject({ id: "t1", row: "k1", versions: { index: 0 } });
  });

  it("drops what was said behind the version that is not shown any more", () => {
    const longer = reduce(
      reduce(second, asked("k3")),
      streamed("k3", start("t3"), words("Third."), finish),
    );
    const back = reduce(longer, restored("t1", "First.", { index: 0, ...both }));
    expect(back.turns.map(({ id }) => id)).toEqual(["t1"]);
  });

  it("keeps a message that has not left the device when the path changes", () => {
    const waiting = reduce(second, asked("k3"));
    const back = reduce(waiting, restored("t1", "First.", { index: 0, ...both }));
    expect(back.turns.map(({ key }) => key)).toEqual(["t1", "k3"]);
  });

  it.each([
    ["begun", second, "t2"],
    ["on its way", reduce(answered, versioned("regenerate")), null],
  ])("is not taken in by an older reading: %s", (_, conversation, id) => {
    const late = reduce(conversation, restored("t1", "First."));
    expect(late.turns.map((turn) => turn.id)).toEqual([id]);
  });

  it("counts no versions where there is one", () => {
    const one = reduce(EMPTY, restored("t1", "First.", { index: 0, count: 1, ids: ["t1"] }));
    expect(one.turns[0]?.versions).toBeNull();
  });
});

describe("what the shopper is told of a message", () => {
  const notice: StreamEvent = {
    type: "data-notice",
    id: "n1",
    data: { code: "card_number_masked", text: "Taken out." },
  };

  it("stands by the message, once, and comes back with it", () => {
    const conversation = having(asked("k1"), streamed("k1", start(), notice, notice));
    expect(conversation.turns[0]?.question.notices).toEqual(["Taken out."]);
    const [user] = stored("t1", "complete", "Yes.");
    const parts = [{ type: "text" as const, text: "Rain?" }, notice];
    const turns = turnsOf(user ? [{ ...user, parts }] : [], null);
    expect(turns[0]?.question.notices).toEqual(["Taken out."]);
  });

  it("tells an answer whose process died from one that was stopped", () => {
    const ends = (reason?: "interrupted") =>
      having(asked("k1"), streamed("k1", start(), { type: "abort", ...(reason && { reason }) }))
        .turns[0]?.answer?.state;
    expect([ends(), ends("interrupted")]).toEqual(["stopped", "interrupted"]);
  });
});
