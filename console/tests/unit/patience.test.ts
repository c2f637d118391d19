import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { patiently } from "../../src/api/patience";

const asked: string[] = [];

/** Answers in order; the last one for ever. */
function answers(...given: [number, string?][]): void {
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(await request.text());
    const [status, wait] = (given.length > 1 ? given.shift() : given[0]) as [number, string?];
    return new Response(null, { status, headers: wait ? { "retry-after": wait } : {} });
  });
}

const send = () => patiently(new Request("http://api.test/", { method: "POST", body: "words" }));

/** What comes in the end, however long it is waited for. */
async function end(): Promise<number> {
  const coming = send();
  await vi.runAllTimersAsync();
  return (await coming).status;
}

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("waits out a short limit and sends the same again", async () => {
  answers([429, "1"], [429, "2"], [201]);
  expect(await end()).toBe(201);
  expect(asked).toEqual(["words", "words", "words"]);
});

it("waits at least as long as it was asked to", async () => {
  answers([429, "2"], [200]);
  const coming = send();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(asked).toHaveLength(1);
  await vi.runAllTimersAsync();
  expect((await coming).status).toBe(200);
});

it.each([
  ["a long wait", [429, "60"]],
  ["a limit that names no time", [429]],
  ["any other refusal", [403, "1"]],
] as [string, [number, string?]][])("tells of %s at once", async (_, given) => {
  answers(given);
  expect(await end()).toBe(given[0]);
  expect(asked).toHaveLength(1);
});

it("gives up after four tries", async () => {
  answers([429, "1"]);
  expect(await end()).toBe(429);
  expect(asked).toHaveLength(4);
});
