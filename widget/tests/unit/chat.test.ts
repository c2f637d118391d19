import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem, Unreachable } from "../../src/api/problem";
import type { Sessions } from "../../src/api/session";
import { StreamCut } from "../../src/api/stream";
import type { Filter, Session } from "../../src/api/types";
import { createActions } from "../../src/chat/chat";
import { textOf } from "../../src/state/conversation";
import { fails, finish, plays, setUp, start, stored, words } from "./helpers";

const session = { token: "t", expires_at: "2099-01-01T00:00:00Z" } as Session;
const sessions: Sessions = { current: async () => session, replace: async () => session };

const PRICE: Filter = { field: "price", op: "lte", value: "150", text: "under £150" };

function chat() {
  const parts = setUp();
  const actions = createActions(parts.context, sessions);
  const turn = (at = -1) => parts.view().conversation.turns.at(at);
  const text = () => {
    const answer = turn()?.answer;
    return answer ? textOf(answer) : null;
  };
  const settle = () => vi.advanceTimersByTimeAsync(10_000);
  return { ...parts, actions, turn, text, settle };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("asking", () => {
  it("sends the draft once, empties it and shows the answer", async () => {
    const { server, actions, view, text, settle } = chat();
    server.plays.push(plays(start(), words("Yes."), finish));
    actions.setDraft("  Rain?  ");
    actions.submit();
    expect(view()).toMatchObject({ draft: "", busy: true });
    await settle();
    expect(text()).toBe("Yes.");
    expect(view().busy).toBe(false);
    expect(server.asked).toEqual([{ message: "Rain?", client_message_id: expect.any(String) }]);
  });

  it("draws words that come with the end before the end, so that the view follows them", async () => {
    const { server, actions, context, turn, text, settle } = chat();
    server.plays.push(plays(start(), words("Yes."), finish));
    const drawn: string[] = [];
    context.view.watch(() => drawn.push(`${turn()?.answer?.state}: ${text()}`));
    void actions.say("Rain?");
    await settle();
    expect(drawn).toContain("running: Yes.");
    expect(drawn.at(-1)).toBe("complete: Yes.");
  });

  it("asks the next question in the same conversation", async () => {
    const { server, actions, settle } = chat();
    server.plays.push(plays(start("t1", "c7"), finish), plays(start("t2", "c7"), finish));
    await actions.say("one");
    await actions.say("two", [PRICE]);
    await settle();
    expect(server.asked[1]).toMatchObject({
      conversation_id: "c7",
      filters: [PRICE],
    });
  });

  it("uploads a photo once, and anew where the server has forgotten it", async () => {
    const { server, actions, context, turn, settle } = chat();
    const forgotten = new Problem(404, "photo_not_found", "Upload the photo again.", 0);
    server.plays.push(fails(forgotten), plays(start(), words("These."), finish));
    actions.submit();
    expect(server.asked).toEqual([]);
    const photo = new Blob(["jpeg"], { type: "image/jpeg" });
    actions.setPhoto(new File([photo], "tent.jpg"));
    actions.photoReady(photo);
    actions.submit();
    await settle();
    expect(server.uploads).toEqual([photo, photo]);
    expect(server.asked.map(({ attachments }) => attachments?.[0]?.id)).toEqual(["p1", "p2"]);
    expect(turn()?.question).toMatchObject({ text: "", hasPhoto: true, delivery: "sent" });
    expect(context.outbox.all()).toEqual([]);
  });

  it("never sends a card number, and says why", () => {
    const { server, actions, view, context } = chat();
    actions.setDraft("my card is 4111 1111 1111 1111");
    actions.submit();
    expect(server.asked).toEqual([]);
    expect(context.outbox.all()).toEqual([]);
    expect(view().cardStopped).toBe(true);
    actions.removeCard();
    expect(view()).toMatchObject({ draft: "my card is", cardStopped: false });
  });

  it("does not send a second message while an answer is written", async () => {
    const { server, actions, view } = chat();
    server.plays.push(async function* () {
      yield start();
      await new Promise(() => undefined);
    });
    void actions.say("one");
    actions.setDraft("two");
    actions.submit();
    expect(server.asked).toHaveLength(1);
    expect(view().draft).toBe("two");
  });
});

describe("when something goes wrong", () => {
  it("puts the message back into the composer after too many, before what was typed since", async () => {
    const { server, actions, view, settle } = chat();
    server.plays.push(fails(new Problem(429, "too_many", "", 20)));
    void actions.say("first");
    actions.setDraft("second");
    await settle();
    expect(view()).toMatchObject({ draft: "first\nsecond", conversation: { turns: [] } });
    actions.submit();
    expect(server.asked).toHaveLength(1);
    actions.liftLimit();
    server.plays.push(plays(start(), finish));
    actions.submit();
    expect(server.asked).toHaveLength(2);
  });

  it("keeps a message that did not reach the shop, and sends the same one again", async () => {
    const { server, actions, turn, settle } = chat();
    server.plays.push(fails(new Unreachable()), plays(start(), words("Yes."), finish));
    await actions.say("Rain?");
    expect(turn()).toMatchObject({ question: { delivery: "unreached" }, answer: null });
    actions.resend(turn()?.key ?? "");
    await settle();
    expect(turn()?.answer?.state).toBe("complete");
    expect(new Set(server.asked.map((ask) => ask.client_message_id)).size).toBe(1);
  });

  it("begins a new conversation with the same message when the old one is gone", async () => {
    const { server, actions, view } = chat();
    server.plays.push(
      plays(start("t1", "c1"), finish),
      fails(new Problem(404, "not_found", "", 0)),
      plays(start("t2", "c2"), words("Yes."), finish),
    );
    await actions.say("one");
    await actions.say("two");
    expect(server.asked.map((ask) => ask.conversation_id)).toEqual([undefined, "c1", undefined]);
    expect(view().conversation.turns.map((turn) => turn.question.text)).toEqual(["one", "two"]);
  });

  it("waits while the conversation is answered elsewhere, then sends the same message", async () => {
    const { server, actions, turn, settle } = chat();
    server.plays.push(
      plays(start("t1", "c1"), finish),
      fails(new Problem(409, "turn_running", "", 0)),
      plays(start("t2", "c1"), words("Yes."), finish),
    );
    await actions.say("one");
    server.histories.push(
      { messages: [], runningTurn: "other" },
      { messages: [], runningTurn: null },
    );
    void actions.say("two");
    await settle();
    expect(turn()?.answer?.state).toBe("complete");
    expect(server.asked[1]?.client_message_id).toBe(server.asked[2]?.client_message_id);
  });

  it("gives a message that is too long back, with the server's reason", async () => {
    const { server, actions, view } = chat();
    server.plays.push(fails(new Problem(413, "message_too_long", "At most 4000 are read.", 0)));
    await actions.say("long");
    expect(view()).toMatchObject({
      draft: "long",
      refusal: "At most 4000 are read.",
      conversation: { turns: [] },
    });
    actions.setDraft("shorter");
    expect(view().refusal).toBeNull();
  });

  it("reads the rest from the server when the stream is cut", async () => {
    const { server, actions, text, settle } = chat();
    server.plays.push(fails(new StreamCut(), start("t1"), words("half")));
    server.histories.push(
      { messages: stored("t1", "running", "half and"), runningTurn: "t1" },
      { messages: stored("t1", "complete", "half and whole"), runningTurn: null },
    );
    void actions.say("Rain?");
    await settle();
    expect(text()).toBe("half and whole");
    expect(server.asked).toHaveLength(1);
  });

  it("gives up with the words kept when the server stays away", async () => {
    const { server, actions, turn, text } = chat();
    server.plays.push(fails(new StreamCut(), start("t1"), words("half")));
    server.histories.push(new Unreachable());
    void actions.say("Rain?");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(turn()?.answer?.state).toBe("failed");
    expect(text()).toBe("half");
  });

  it("waits for the network, then sends each message once and in order", async () => {
    const { server, actions, context, turn, settle } = chat();
    context.view.set({ online: false });
    await actions.say("one");
    await actions.say("two");
    expect(server.asked).toEqual([]);
    expect(turn()?.question.delivery).toBe("queued");
    expect(context.outbox.all().map(({ text }) => text)).toEqual(["one", "two"]);
    server.plays.push(plays(start("t1"), finish), plays(start("t2"), finish));
    context.view.set({ online: true });
    const { sendWaiting } = await import("../../src/chat/restoring");
    await Promise.all([sendWaiting(context), sendWaiting(context)]);
    await settle();
    expect(server.asked.map((ask) => ask.message)).toEqual(["one", "two"]);
    expect(context.outbox.all()).toEqual([]);
  });

  it("lets a waiting message be edited or deleted", async () => {
    const { actions, context, view, turn } = chat();
    context.view.set({ online: false });
    await actions.say("one");
    actions.edit(turn()?.key ?? "");
    expect(view()).toMatchObject({ draft: "one", conversation: { turns: [] } });
    expect(context.outbox.all()).toEqual([]);
  });
});

describe("stopping", () => {
  it("ends the turn here and at the server, and keeps the words", async () => {
    const { server, actions, turn, text, settle } = chat();
    server.plays.push(async function* (_, signal) {
      yield start("t1");
      yield words("half");
      await new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason)),
      );
    });
    void actions.say("Rain?");
    await settle();
    actions.stop();
    await settle();
    expect(turn()?.answer?.state).toBe("stopped");
    expect(text()).toBe("half");
    expect(server.stopped).toEqual(["t1"]);
  });

  it("reaches the server also when it was pressed before the turn had a name", async () => {
    const { server, actions, settle } = chat();
    server.plays.push(async function* () {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      yield start("t1");
      yield words("late");
    });
    void actions.say("Rain?");
    actions.stop();
    await settle();
    expect(server.stopped).toEqual(["t1"]);
  });
});

describe("coming back", () => {
  it("restores the conversation and follows a running turn to its end", async () => {
    const { server, store, actions, turn, settle } = chat();
    store.write("conversation", { id: "c1" });
    server.histories.push(
      { messages: stored("t1", "running", "ha"), runningTurn: "t1" },
      { messages: stored("t1", "complete", "half and whole"), runningTurn: null },
    );
    void actions.open();
    await settle();
    expect(turn()?.answer?.state).toBe("complete");
    expect(server.asked).toEqual([]);
  });

  it("sends a message that was on its way when the page went", async () => {
    const { server, context, actions, settle } = chat();
    context.outbox.add({ key: "k1", text: "Rain?", at: "", filters: null });
    server.plays.push(plays(start(), finish));
    void actions.open();
    await settle();
    expect(server.asked).toEqual([{ message: "Rain?", client_message_id: "k1" }]);
  });

  it("forgets a conversation that the server does not know", async () => {
    const { server, store, actions, view, settle } = chat();
    store.write("conversation", { id: "gone" });
    server.histories.push(new Problem(404, "not_found", "", 0));
    void actions.open();
    await settle();
    expect(store.read("conversation")).toBeNull();
    expect(view()).toMatchObject({ opening: "ready", conversation: { id: null } });
  });

  it("keeps the conversation when only the network is away", async () => {
    const { server, store, actions, settle } = chat();
    store.write("conversation", { id: "c1" });
    server.histories.push(new Unreachable());
    void actions.open();
    await settle();
    expect(store.read("conversation")).toEqual({ id: "c1" });
  });

  it("continues with the rest that the server has, and asks again only without one", async () => {
    const { server, actions, turn, settle } = chat();
    server.plays.push(plays(start("t1"), words("half"), { type: "error", errorText: "" }));
    await actions.say("Rain?");
    server.histories.push({
      messages: stored("t1", "complete", "half and whole"),
      runningTurn: null,
    });
    actions.resume(turn()?.key ?? "");
    await settle();
    expect(turn()?.answer?.state).toBe("complete");
    expect(server.asked).toHaveLength(1);

    server.histories[0] = { messages: stored("t1", "interrupted", "half"), runningTurn: null };
    server.plays.push(plays(start("t2"), finish));
    actions.resume(turn()?.key ?? "");
    await settle();
    expect(server.asked).toHaveLength(2);
  });
});
