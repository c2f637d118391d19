import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createChatApi } from "../../src/api/chat";
import type { Client } from "../../src/api/client";
import { Problem, Unreachable } from "../../src/api/problem";
import { SILENCE_MS } from "../../src/api/sse";
import { readAnswer, StreamCut } from "../../src/api/stream";
import type { Session } from "../../src/api/types";
import { createActions } from "../../src/chat/chat";
import { textOf } from "../../src/state/conversation";
import { fails, finish, plays, setUp, start, stored, words } from "./helpers";

const session = { token: "t", expires_at: "2099-01-01T00:00:00Z" } as Session;

function chat() {
  const parts = setUp();
  const sessions = { current: async () => session, replace: async () => session };
  const actions = createActions(parts.context, sessions);
  const turn = (at = -1) => parts.view().conversation.turns.at(at);
  const key = () => turn()?.key ?? "";
  const text = () => {
    const answer = turn()?.answer;
    return answer ? textOf(answer) : null;
  };
  const settle = () => vi.advanceTimersByTimeAsync(10_000);
  const polite = () => parts.announcer.spoken.get().polite;
  return { ...parts, actions, turn, key, text, settle, polite };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a stream that was cut", () => {
  it("goes on behind the last event, and tells nothing twice", async () => {
    const { server, actions, text, settle } = chat();
    server.plays.push(fails(new StreamCut(), start("t1"), words("half")));
    server.histories.push({ messages: stored("t1", "running", ""), runningTurn: "t1" });
    server.follows.push(
      { last: 7, play: fails(new StreamCut(), words(" and")) },
      { last: 9, play: plays(words(" whole"), finish) },
    );
    void actions.say("Rain?");
    await settle();
    expect(text()).toBe("half and whole");
    expect(server.followed).toEqual([0, 7]);
    expect(server.asked).toHaveLength(1);
  });

  it("is not gone on with when the turn has ended meanwhile", async () => {
    const { server, actions, text, settle } = chat();
    server.plays.push(fails(new StreamCut(), start("t1"), words("half")));
    server.histories.push({ messages: stored("t1", "complete", "half, whole"), runningTurn: null });
    void actions.say("Rain?");
    await settle();
    expect(text()).toBe("half, whole");
    expect(server.followed).toEqual([]);
  });
});

describe("the stream itself", () => {
  const bodyOf = (...texts: string[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      },
    });
  const event = (number: number) =>
    `id: ${number}\ndata: {"type":"text-delta","id":"t1","delta":"${number}"}\n\n`;

  it("leaves out events that were read before, and moves its place on", async () => {
    const place = { last: 2 };
    const heard: unknown[] = [];
    const body = bodyOf(event(1), event(2), event(3), event(4), "data: [DONE]\n\n");
    for await (const one of readAnswer(body, place)) heard.push(one);
    expect(heard).toEqual([words("3", "t1"), words("4", "t1")]);
    expect(place.last).toBe(4);
  });

  it("is given up when it says nothing for longer than the server ever does", async () => {
    const reading = readAnswer(bodyOf(event(1)));
    expect((await reading.next()).value).toEqual(words("1", "t1"));
    const next = reading.next();
    const ended = expect(next).rejects.toBeInstanceOf(StreamCut);
    await vi.advanceTimersByTimeAsync(SILENCE_MS + 1);
    await ended;
  });
});

describe("other versions", () => {
  async function answered() {
    const parts = chat();
    parts.server.plays.push(plays(start("t1"), words("First."), finish));
    await parts.actions.say("Rain?");
    return parts;
  }

  it("are asked for under a name of their own, in the same place", async () => {
    const { server, actions, turn, key, text, settle, polite } = await answered();
    server.plays.push(plays(start("t2"), words("Second."), finish));
    actions.askAgain(key());
    await settle();
    expect(text()).toBe("Second.");
    expect(server.versions).toEqual([null, { kind: "regenerate", turnId: "t1" }]);
    expect(new Set(server.asked.map((ask) => ask.client_message_id)).size).toBe(2);
    expect(turn()?.versions).toEqual({ ids: ["t1", "t2"], index: 1 });
    expect(polite()).toBe("Version 2 of 2. Second.");
  });

  it("send changed words in place of those before, and bring the draft back", async () => {
    const { server, actions, turn, key, view, settle } = await answered();
    actions.setDraft("half-typed");
    actions.revise(key());
    expect(view()).toMatchObject({ draft: "Rain?" });
    actions.setDraft("Snow?");
    server.plays.push(plays(start("t2"), words("Yes."), finish));
    actions.submit();
    expect(view()).toMatchObject({ draft: "half-typed", editing: null });
    await settle();
    expect(turn()?.question.text).toBe("Snow?");
    expect(server.asked.at(-1)).toMatchObject({ message: "Snow?", conversation_id: "c1" });
    expect(server.versions.at(-1)).toEqual({ kind: "edit", turnId: "t1" });
  });

  it("ask nothing for words that are the same", async () => {
    const { server, actions, key, view } = await answered();
    actions.revise(key());
    actions.submit();
    expect(server.asked).toHaveLength(1);
    expect(view()).toMatchObject({ editing: null, draft: "" });
  });

  it("never send a card number, and keep what was being changed", async () => {
    const { server, actions, key, view } = await answered();
    actions.revise(key());
    actions.setDraft("4111 1111 1111 1111");
    actions.submit();
    expect(server.asked).toHaveLength(1);
    expect(view()).toMatchObject({ cardStopped: true, draft: "4111 1111 1111 1111" });
    expect(view().editing).not.toBeNull();
  });

  it.each([
    ["the shop cannot be reached", new Unreachable()],
    ["there is nothing to continue", new Problem(409, "nothing_to_continue", "", 0)],
    ["the turn is gone", new Problem(404, "turn_not_found", "", 0)],
  ])("leave the one that stands when %s", async (_, error) => {
    const { server, actions, key, text, view, settle } = await answered();
    server.plays.push(fails(error));
    server.histories.push({ messages: stored("t1", "complete", "First."), runningTurn: null });
    actions.revise(key());
    actions.setDraft("Snow?");
    actions.submit();
    await settle();
    expect(text()).toBe("First.");
    expect(view()).toMatchObject({ draft: "Snow?", trouble: "notNow" });
    expect(view().conversation.id).toBe("c1");
    expect(view().editing).not.toBeNull();
  });

  it("show another path, and read it out", async () => {
    const { server, actions, key, text, settle, polite } = await answered();
    server.plays.push(plays(start("t2"), words("Second."), finish));
    actions.askAgain(key());
    await settle();
    const siblings = { index: 0, count: 2, ids: ["t1", "t2"] };
    const messages = stored("t1", "complete", "First.").map((one) => ({ ...one, siblings }));
    server.histories.push({ messages, runningTurn: null });
    await actions.showVersion(key(), -1);
    expect(server.branches).toEqual(["t1"]);
    expect(text()).toBe("First.");
    expect(polite()).toBe("Version 1 of 2. First.");
    await actions.showVersion(key(), -1);
    expect(server.branches).toHaveLength(1);
  });

  it("are not begun without a network", async () => {
    const { server, actions, key, context } = await answered();
    context.view.set({ online: false });
    actions.askAgain(key());
    actions.revise(key());
    await actions.showVersion(key(), 1);
    expect(server.asked).toHaveLength(1);
    expect(context.view.get().editing).toBeNull();
  });
});

describe("feedback", () => {
  const down = { rating: "down", reasons: ["outdated"], comment: "" } as const;
  const opinion = { ...down, reasons: [...down.reasons] };

  async function answered() {
    const parts = chat();
    parts.server.plays.push(plays(start("t1"), words("First."), finish));
    await parts.actions.say("Rain?");
    const messages = stored("t1", "complete", "First.").map((one) =>
      one.role === "assistant" ? { ...one, id: "m1" } : one,
    );
    parts.server.histories.push({ messages, runningTurn: null });
    return parts;
  }

  it("goes to the answer by the name that the conversation tells, and is remembered", async () => {
    const { server, store, actions, key, view, polite } = await answered();
    expect(await actions.rate(key(), opinion)).toBe(true);
    expect(server.rated).toEqual([["m1", opinion]]);
    expect(view().opinions).toEqual({ t1: opinion });
    expect(store.read("opinions")).toEqual({ t1: opinion });
    expect(polite()).toBe("Thank you. Your feedback is kept.");
    await actions.rate(key(), null);
    expect(server.rated.at(-1)).toEqual(["m1", null]);
    expect(view().opinions).toEqual({});
  });

  it("that did not arrive is taken back on the page", async () => {
    const { server, actions, key, view } = await answered();
    server.api.rate = async () => Promise.reject(new Unreachable());
    expect(await actions.rate(key(), opinion)).toBe(false);
    expect(view()).toMatchObject({ opinions: {}, trouble: "opinionLost" });
  });

  it("with a card number is not sent", async () => {
    const { server, actions, key } = await answered();
    const comment = "4111 1111 1111 1111";
    expect(await actions.rate(key(), { ...opinion, comment })).toBe(false);
    expect(server.rated).toEqual([]);
  });
});

describe("what goes over the wire", () => {
  function wire(status = 200) {
    const calls: [string, RequestInit | undefined][] = [];
    const client: Client = {
      call: async (path, init) => {
        calls.push([path, init]);
        const done = status === 204 ? null : "data: [DONE]\n\n";
        return new Response(done, { status });
      },
      json: async () => Promise.reject(new Error("Not asked here.")),
    };
    return { calls, api: createChatApi(client) };
  }
  const never = new AbortController().signal;
  const drain = async (events: AsyncGenerator) => {
    for await (const _ of events);
  };
  const said = { message: "Rain?", client_message_id: "k", conversation_id: "c1" };

  it.each([
    ["regenerate", "/chat/t1/regenerate", { client_message_id: "k" }],
    ["continue", "/chat/t1/continue", { client_message_id: "k" }],
    ["edit", "/chat", { ...said, edits: "t1" }],
  ] as const)("a version to %s", async (kind, path, body) => {
    const { calls, api } = wire();
    await drain(api.ask(said, never, { last: 0 }, { kind, turnId: "t1" }));
    expect(calls[0]?.[0]).toBe(path);
    expect(JSON.parse(String(calls[0]?.[1]?.body))).toEqual(body);
  });

  it.each([
    [0, undefined],
    [12, "12"],
  ])("a stream behind event %i", async (last, header) => {
    const { calls, api } = wire(204);
    await drain(api.follow("c1", never, { last }));
    expect(calls[0]?.[0]).toBe("/chat/c1/stream");
    expect(new Headers(calls[0]?.[1]?.headers).get("last-event-id") ?? undefined).toBe(header);
  });

  it("feedback, without a comment that is empty", async () => {
    const { calls, api } = wire();
    await api.rate("m1", { rating: "up", reasons: [], comment: "" });
    await api.rate("m1", null);
    expect(calls.map(([path, init]) => [path, init?.method, init?.body])).toEqual([
      ["/messages/m1/feedback", "POST", '{"rating":"up","reasons":[]}'],
      ["/messages/m1/feedback", "DELETE", undefined],
    ]);
  });
});
