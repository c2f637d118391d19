import { beforeEach, expect, it } from "vitest";
import { once, onceForm } from "../../src/api/once";

let sent: string[] = [];
let answerAll: (() => void)[] = [];

/** Answers when it is told to, with a number that counts up. */
const send = async (request: Request): Promise<Response> => {
  sent.push(await request.text());
  const number = sent.length;
  await new Promise<void>((done) => answerAll.push(done));
  return Response.json({ number });
};
const post = (body: string, more: RequestInit = {}) =>
  once(new Request("http://api.test/notes", { method: "POST", body, ...more }), send);
const settle = () => new Promise((done) => setTimeout(done));

async function answers(...asked: Promise<Response>[]): Promise<unknown[]> {
  await settle();
  for (const done of answerAll) done();
  return Promise.all(
    asked.map(async (one) =>
      ((await one).json() as Promise<{ number: number }>).then(({ number }) => number),
    ),
  );
}

beforeEach(() => {
  sent = [];
  answerAll = [];
});

it("sends a change that is asked for twice at once a single time, and both hear the answer", async () => {
  expect(await answers(post("a note"), post("a note"))).toEqual([1, 1]);
  expect(sent).toEqual(["a note"]);
});

it("sends the same change again once the first was answered", async () => {
  await answers(post("a note"));
  expect(await answers(post("a note"))).toEqual([2]);
});

it("sends other changes, and streams, each for itself", async () => {
  const stream = { headers: { accept: "text/event-stream" } };
  await answers(post("one"), post("two"), post("three", stream), post("three", stream));
  expect(sent.toSorted()).toEqual(["one", "three", "three", "two"]);
});

it("knows the same files by name, size and time", async () => {
  const upload = (name: string) => {
    const form = new FormData();
    form.set("file", new File(["a,b"], name, { lastModified: 1 }));
    return onceForm(form, new Request("http://api.test/imports", { method: "POST" }), send);
  };
  expect(await answers(upload("a.csv"), upload("a.csv"), upload("b.csv"))).toEqual([1, 1, 2]);
});

it("lets a change that found nobody be sent again", async () => {
  const nobody = () => Promise.reject(new TypeError("unreachable"));
  const request = () => new Request("http://api.test/notes", { method: "POST", body: "a note" });
  await expect(once(request(), nobody)).rejects.toThrow("unreachable");
  expect(await answers(post("a note"))).toEqual([1]);
});
