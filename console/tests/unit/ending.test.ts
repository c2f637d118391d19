/** What the client does when the sign-in ended, or acts elsewhere. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { actIn, api, keepCsrfToken } from "../../src/api/client";
import { lookWith } from "../../src/api/ending";

const ORIGIN = "http://api.test";
let asked: Request[] = [];

/** Answers in order; the last one for ever. undefined: done. */
function answers(...codes: (string | undefined)[]): void {
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(request);
    const code = codes.length > 1 ? codes.shift() : codes[0];
    return code
      ? Response.json({ code }, { status: code === "unauthorized" ? 401 : 409 })
      : Response.json({});
  });
}

const rename = () =>
  api.PATCH("/api/v1/organization", { baseUrl: ORIGIN, body: { name: "Pike & Tarn" } });
const said = (name: string) => asked.map(({ headers }) => headers.get(name));

beforeEach(() => {
  asked = [];
  actIn("here");
  keepCsrfToken("first");
});
afterEach(() => {
  lookWith(async () => false);
  vi.unstubAllGlobals();
});

it("sends a change again with the token of the new sign-in, under the same key", async () => {
  answers("csrf_token_missing", undefined);
  lookWith(async () => {
    keepCsrfToken("second");
    return true;
  });
  await rename();
  expect(said("x-csrf-token")).toEqual(["first", "second"]);
  expect(new Set(said("idempotency-key")).size).toBe(1);
  expect(said("x-aisle-organization")).toEqual(["here", "here"]);
});

it.each(["unauthorized", "other_organization"])(
  "sends nothing again after %s where the sign-in is another",
  async (code) => {
    answers(code);
    const look = vi.fn(async () => false);
    lookWith(look);
    await expect(rename()).rejects.toMatchObject({ code });
    expect(asked.length).toBe(1);
    expect(look).toHaveBeenCalledOnce();
  },
);

it("looks once for all that is refused at the same time", async () => {
  answers("unauthorized");
  const look = vi.fn(() => new Promise<boolean>((done) => setTimeout(() => done(false), 5)));
  lookWith(look);
  const read = () => api.GET("/api/v1/organization", { baseUrl: ORIGIN }).catch(() => "refused");
  expect(await Promise.all([read(), read(), read()])).toEqual(["refused", "refused", "refused"]);
  expect(look).toHaveBeenCalledOnce();
});

it("does not look because of what a look came to, and says no organization there", async () => {
  answers("unauthorized");
  const look = vi.fn(async () => true);
  lookWith(look);
  await expect(api.GET("/api/v1/auth/session", { baseUrl: ORIGIN })).rejects.toMatchObject({
    code: "unauthorized",
  });
  expect(look).not.toHaveBeenCalled();
  expect(said("x-aisle-organization")).toEqual([null]);
});
