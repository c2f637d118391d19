/** Every address that the console leads to has a screen. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FEATURES } from "../../src/features";
import { KINDS, leadOf, type Notice } from "../../src/shell/notices";
import { filesBelow } from "./files";

const FILLED = "{}";
const screens = FEATURES.flatMap((one) => one.screens ?? []).map(({ path }) =>
  path.replace(/\/$/, "").split("/"),
);

/** Whether a screen is at an address; what is filled in on either side fits whatever stands there on the other. */
const isThere = (path: string) => {
  const parts = (path.split("?")[0] as string).split("/");
  return screens.some(
    (one) =>
      one.length === parts.length &&
      one.every((part, at) => part.startsWith("$") || [part, FILLED].includes(parts[at] as string)),
  );
};
const missing = (paths: readonly string[]) => paths.filter((path) => !isThere(path));

const sources = filesBelow(`${process.cwd()}/src/`)
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(path, "utf8"));

/** What stands in a source after a store, with something in the place of what is filled in. */
const written = sources.flatMap((text) =>
  [...text.matchAll(/`\/s\/\$\{store\}(\/[^`]*)`/g)].map(([, path = ""]) =>
    path.replace(/\$\{[^{}]*\}/g, FILLED),
  ),
);

it("in links", () => {
  expect(written.length).toBeGreaterThan(30);
  expect(missing(written)).toEqual([]);
});

it("in what needs somebody", () => {
  const needs = readFileSync(`${process.cwd()}/src/features/home/needs.ts`, "utf8");
  const paths = [...needs.matchAll(/=>\s*["`](\/[^"`]*)["`]/g)].map(([, path = ""]) =>
    path.replace(/\$\{.*\}/, FILLED),
  );
  expect(paths.length).toBeGreaterThan(6);
  expect(missing(paths)).toEqual([]);
});

it("in notices", () => {
  const paths = KINDS.flatMap((kind) => {
    const lead = leadOf({ kind, object_kind: "source", object_id: "x" } as Notice);
    return lead ? [lead.path] : [];
  });
  expect(paths.length).toBe(KINDS.length - 1);
  expect(missing(paths)).toEqual([]);
});

it("in places and commands", () => {
  const paths = FEATURES.flatMap(({ place, commands = [] }) => [
    ...(place ? [place.path.replace(/^\/$/, "")] : []),
    ...commands.map((one) => one.path),
  ]);
  expect(missing(paths)).toEqual([]);
});
