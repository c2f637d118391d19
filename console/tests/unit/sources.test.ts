import { describe, expect, it } from "vitest";
import { valuesOf } from "../../src/features/sources/FormFields";
import { sharesOf, stagesOf } from "../../src/features/sources/running";
import type { FollowedRun, Schema } from "../../src/features/sources/types";

const run = (change: Partial<FollowedRun> = {}): FollowedRun => ({
  id: "r",
  source_id: "s",
  mode: "full",
  cause: "demand",
  state: "running",
  stage: null,
  asked: null,
  resources: ["documents"],
  undoes: null,
  created_by: "person",
  staged_at: null,
  counts: {
    documents: { read: 431, added: 400, changed: 17, removed: 0, unchanged: 9, problems: 5 },
  },
  code: null,
  detail: null,
  job_id: null,
  created_at: "2026-11-18T13:56:00Z",
  started_at: null,
  finished_at: null,
  progress: {
    stage: null,
    records: 431,
    total: 640,
    per_second: 1.9,
    seconds_left: 110,
    parts: [],
  },
  difference: null,
  ...change,
});

describe("a run's bar", () => {
  it("has four parts that make the whole", () => {
    const shares = sharesOf(run());
    expect(shares).toEqual({ ready: 417, leftOut: 9, unreadable: 5, toGo: 209 });
    expect(Object.values(shares).reduce((all, one) => all + one)).toBe(640);
  });

  it("has nothing to go while nobody knows how much there is", () => {
    const progress = { ...run().progress, total: null };
    expect(sharesOf(run({ progress })).toGo).toBe(0);
  });
});

describe("a run's stages", () => {
  it("compares while it reads", () => {
    expect(stagesOf(run())).toMatchObject({
      find: "done",
      read: "now",
      compare: "now",
      live: "wait",
    });
  });

  it("still finds while nobody knows how much there is", () => {
    const progress = { ...run().progress, total: null };
    expect(stagesOf(run({ progress }))).toMatchObject({
      find: "now",
      read: "now",
      prepare: "wait",
    });
  });

  it("stands at the check while it waits for a person", () => {
    expect(stagesOf(run({ state: "waiting" }))).toMatchObject({ prepare: "done", check: "now" });
  });

  it("has nothing under way when it was stopped", () => {
    expect(Object.values(stagesOf(run({ state: "stopped" })))).not.toContain("now");
  });
});

describe("a kind's form", () => {
  const schema: Schema = {
    properties: {
      address: { type: "string" },
      depth: { type: "integer", default: 10 },
      links: { type: "boolean", default: true },
      include: { type: "array", items: { type: "string" } },
      currency: { anyOf: [{ type: "string" }, { type: "null" }] },
      mapping: { type: "object" },
    },
  };

  it("sends values of the types that the schema names, and leaves out what is empty", () => {
    const fields = {
      "options.address": "https://shop.example",
      "options.depth": "3",
      "options.include": "/help/*\n\n /guides/* ",
      "options.currency": "",
      "options.mapping": '{"title": "name"}',
      name: "Shop",
    };
    expect(valuesOf("options", schema, fields)).toEqual({
      address: "https://shop.example",
      depth: 3,
      links: false,
      include: ["/help/*", "/guides/*"],
      mapping: { title: "name" },
    });
  });

  it("sends what is no JSON as it is, so that the API can say what is wrong", () => {
    const found = valuesOf("options", schema, { "options.mapping": "{" });
    expect(found.mapping).toBe("{");
  });
});
