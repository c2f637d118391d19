import { afterEach, describe, expect, it, vi } from "vitest";
import { createClient } from "../../src/api/client";
import { Problem, Unreachable } from "../../src/api/problem";
import { createSessions, startSession } from "../../src/api/session";
import { memoryStorage, pageStore } from "../../src/state/storage";

afterEach(() => vi.unstubAllGlobals());

type Reply = (url: string, token: string) => Response;

const problem = (status: number, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ code: "no", detail: "Not now." }), { status, headers });

/** A server that gives out tokens 1, 2, 3… */
const start = () => startSession("/api/v1", "pk");

function serve(reply: Reply) {
  const calls: string[] = [];
  let opened = 0;
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const token = new Headers(init.headers).get("authorization") ?? "";
    calls.push(`${url} ${token}`);
    if (!url.endsWith("/sessions")) return reply(url, token);
    opened += 1;
    const session = { token: String(opened), expires_at: "2099-01-01T00:00:00Z" };
    return new Response(JSON.stringify(session), { status: 201 });
  });
  const storage = pageStore("demo", memoryStorage());
  const sessions = createSessions({ api: "/api/v1", start, storage });
  return { calls, storage, client: createClient("/api/v1", sessions) };
}

const ok = () => new Response("{}");

describe("a call", () => {
  it("opens one session for calls at the same moment, and keeps it", async () => {
    const { calls, client } = serve(ok);
    await Promise.all([client.call("/a"), client.call("/b")]);
    await client.call("/c");
    expect(calls.filter((call) => call.startsWith("/api/v1/sessions"))).toEqual([
      "/api/v1/sessions Bearer pk",
    ]);
    expect(calls.at(-1)).toBe("/api/v1/c Bearer 1");
  });

  it("reads a kept session's store anew once, and keeps the old one when that fails", async () => {
    const storage = pageStore("demo", memoryStorage());
    const kept = { token: "9", expires_at: "2099-01-01T00:00:00Z", retention_days: 30 };
    const asked: string[] = [];
    let answer = () => new Response(JSON.stringify({ retention_days: 7 }));
    vi.stubGlobal("fetch", async (url: string) => {
      asked.push(url);
      return answer();
    });
    storage.write("session", kept);
    const sessions = createSessions({ api: "/api/v1", start, storage });
    expect(await sessions.current()).toEqual({ ...kept, retention_days: 7 });
    expect((await sessions.current()).retention_days).toBe(7);
    expect(asked).toEqual(["/api/v1/sessions/current"]);

    answer = () => problem(503);
    const later = createSessions({ api: "/api/v1", start, storage });
    expect((await later.current()).token).toBe("9");
  });

  it("starts afresh, once and quietly, when the server knows neither session nor conversation", async () => {
    const { calls, client, storage } = serve((_, token) =>
      token === "Bearer 9" ? problem(401) : ok(),
    );
    storage.write("session", { token: "9", expires_at: "2099-01-01T00:00:00Z" });
    storage.write("conversation", { id: "gone" });
    await Promise.all([client.call("/a"), client.call("/b")]);
    expect(storage.read("conversation")).toBeNull();
    expect(calls.map((call) => call.replace("/api/v1", ""))).toEqual([
      "/sessions/current Bearer 9",
      "/sessions Bearer pk",
      "/a Bearer 1",
      "/b Bearer 1",
    ]);
  });

  it("renews a refused token once and goes on", async () => {
    const { calls, client } = serve((_, token) => (token === "Bearer 1" ? problem(401) : ok()));
    expect((await client.call("/a")).ok).toBe(true);
    expect(calls.map((call) => call.replace("/api/v1", ""))).toEqual([
      "/sessions Bearer pk",
      "/a Bearer 1",
      "/sessions Bearer pk",
      "/a Bearer 2",
    ]);
  });

  it("renews only once for several calls that were refused together", async () => {
    const { calls, client } = serve((_, token) => (token === "Bearer 1" ? problem(401) : ok()));
    await client.call("/warm").catch(() => undefined);
    await Promise.all([client.call("/a"), client.call("/b")]);
    expect(calls.filter((call) => call.includes("/sessions"))).toHaveLength(2);
  });

  it("does not renew again and again", async () => {
    const { calls, client } = serve(() => problem(401));
    await expect(client.call("/a")).rejects.toMatchObject({ status: 401 });
    expect(calls).toHaveLength(4);
  });

  it("says how long to wait", async () => {
    const { client } = serve(() => problem(429, { "retry-after": "12" }));
    const refusal = await client.call("/a").catch((error: Problem) => error);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ status: 429, retryAfter: 12, detail: "Not now." });
  });

  it("tells a server that refuses from one that can not be reached", async () => {
    const { client } = serve(() => {
      throw new TypeError("Failed to fetch");
    });
    await expect(client.call("/a")).rejects.toBeInstanceOf(Unreachable);
  });
});
