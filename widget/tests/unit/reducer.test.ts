import { describe, expect, it } from "vitest";
import type { StreamEvent } from "../../src/api/types";
import { type Change, type Conversation, EMPTY, textOf } from "../../src/state/conversation";
import { reduce } from "../../src/state/reducer";
import { turnsOf } from "../../src/state/restore";
import { citation, finish, start, stored, words } from "./helpers";

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
const having = (...changes: Change[]): Conversation => changes.reduce(reduce, EMPTY);

describe("a conversation", () => {
  it("shows the message at once, before the server has it", () => {
    const [turn] = having(asked("k1")).turns;
    expect(turn).toMatchObject({ id: null, question: { text: "Rain?", delivery: "sending" } });
    expect(turn?.answer?.state).toBe("running");
  });

  it("takes its names from the start of the stream", () => {
    const conversation = having(asked("k1"), streamed("k1", start("t9", "c9")));
    expect(conversation.id).toBe("c9");
    expect(conversation.turns[0]).toMatchObject({
      key: "k1",
      id: "t9",
      question: { delivery: "sent" },
    });
  });

  it("grows one text and starts another under another name", () => {
    const conversation = having(
      asked("k1"),
      streamed("k1", words("a"), words("b"), words("c", "2")),
    );
    expect(conversation.turns[0]?.answer?.parts).toEqual([
      { type: "text", id: "1", text: "ab" },
      { type: "text", id: "2", text: "c" },
    ]);
  });

  it("replaces a part that comes again under its name, in its place", () => {
    const first: StreamEvent = { type: "data-citation", id: "x", data: citation(1) };
    const again: StreamEvent = { type: "data-citation", id: "x", data: citation(2) };
    const conversation = having(asked("k1"), streamed("k1", first, words("a"), again));
    expect(conversation.turns[0]?.answer?.parts.map((part) => part.type)).toEqual([
      "data-citation",
      "text",
    ]);
    expect(conversation.turns[0]?.answer?.parts[0]).toEqual(again);
  });

  it("changes the status in place, and drops it when words come", () => {
    const status = (text: string): StreamEvent => ({
      type: "data-status",
      id: "status",
      data: { state: "searching", text },
      transient: true,
    });
    const looking = having(asked("k1"), streamed("k1", status("a"), status("b")));
    expect(looking.turns[0]?.answer?.status).toBe("b");
    expect(reduce(looking, streamed("k1", words("x"))).turns[0]?.answer?.status).toBeNull();
  });

  it("keeps the words of an answer that failed halfway", () => {
    const error: StreamEvent = { type: "error", errorText: "failed" };
    const { answer } = having(asked("k1"), streamed("k1", words("half"), error)).turns[0] ?? {};
    expect(answer).toMatchObject({ state: "failed", parts: [{ text: "half" }] });
  });

  it("shows nothing more after Stop, but still learns the names", () => {
    const stopped = having(asked("k1"), streamed("k1", words("half")), {
      type: "ended",
      key: "k1",
      state: "stopped",
    });
    const late = reduce(stopped, streamed("k1", start("t9"), words(" and more"), finish));
    expect(late.turns[0]).toMatchObject({ id: "t9", answer: { state: "stopped" } });
    expect(late.turns[0]?.answer && textOf(late.turns[0].answer)).toBe("half");
  });

  it("leaves every other turn the very same object", () => {
    const before = having(asked("k1"), streamed("k1", start(), finish), asked("k2"));
    const next = reduce(before, streamed("k2", words("x")));
    expect(next.turns[0]).toBe(before.turns[0]);
    expect(next.turns[1]).not.toBe(before.turns[1]);
  });

  it("draws a message that is sent again after a reload only once", () => {
    const restored: Change = {
      type: "restored",
      id: "c1",
      turns: turnsOf(stored("t1", "running", ""), "t1"),
    };
    const conversation = having(restored, asked("k1"), streamed("k1", start("t1")));
    expect(conversation.turns.map((turn) => turn.key)).toEqual(["k1"]);
  });
});

describe("reading a conversation again", () => {
  const restored = (
    state: "running" | "complete" | "interrupted",
    text: string,
    running: string | null = null,
  ): Change => ({
    type: "restored",
    id: "c1",
    turns: turnsOf(stored("t1", state, text), running),
  });
  const halfway = having(asked("k1"), streamed("k1", start(), words("half an answer")));

  it("keeps the key a turn was drawn with, so that it is not drawn anew", () => {
    const conversation = reduce(halfway, restored("complete", "half an answer, whole"));
    expect(conversation.turns).toHaveLength(1);
    expect(conversation.turns[0]).toMatchObject({ key: "k1", answer: { state: "complete" } });
  });

  it("never takes words back while the turn runs", () => {
    expect(reduce(halfway, restored("running", "half")).turns[0]).toBe(halfway.turns[0]);
    const ahead = reduce(halfway, restored("running", "half an answer and more"));
    expect(ahead.turns[0]?.answer && textOf(ahead.turns[0].answer)).toContain("and more");
  });

  it.each(["stopped", "failed", "interrupted"] as const)(
    "keeps the words of a %s turn that the server has no answer for",
    (state) => {
      const [question] = stored("t1", "running", "");
      const turns = turnsOf(question ? [{ ...question, state }] : [], null);
      expect(turns[0]?.answer).toMatchObject({ state, parts: [] });
      const { answer } = reduce(halfway, { type: "restored", id: "c1", turns }).turns[0] ?? {};
      expect(answer).toMatchObject({ state, parts: [{ text: "half an answer" }] });
    },
  );

  it("holds a stop that the server has not heard of yet", () => {
    const stopped = reduce(halfway, { type: "ended", key: "k1", state: "stopped" });
    expect(reduce(stopped, restored("running", "", "t1")).turns[0]?.answer?.state).toBe("stopped");
  });

  it("keeps a message that has not left the device behind the others", () => {
    const waiting = reduce(halfway, asked("k2"));
    const conversation = reduce(waiting, restored("complete", "whole"));
    expect(conversation.turns.map((turn) => turn.key)).toEqual(["k1", "k2"]);
  });

  it("keeps a newer turn in its place when an older reading arrives late", () => {
    const newer = reduce(reduce(halfway, asked("k2")), streamed("k2", start("t2")));
    const conversation = reduce(newer, restored("complete", "whole"));
    expect(conversation.turns.map((turn) => turn.key)).toEqual(["k1", "k2"]);
  });

  it("keeps the turns of a conversation that ran out above the new one", () => {
    const over = having(asked("k1"), streamed("k1", start("old", "c0"), finish), {
      type: "detached",
    });
    expect(over.id).toBeNull();
    const conversation = reduce(over, restored("complete", "whole"));
    expect(conversation.turns.map((turn) => turn.id)).toEqual(["old", "t1"]);
  });

  it("gives a running turn without words a running answer", () => {
    const [user] = stored("t1", "running", "");
    expect(turnsOf(user ? [user] : [], "t1")[0]?.answer?.state).toBe("running");
    expect(turnsOf(user ? [user] : [], null)[0]?.answer).toBeNull();
  });
});
