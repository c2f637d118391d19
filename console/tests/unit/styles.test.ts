/** Styles of features lie side by side in one page once their screens were opened: none may dress another's classes. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { filesBelow } from "./files";

const FEATURES = `${process.cwd()}/src/features/`;
const featureOf = (path: string) => path.replace(FEATURES, "").split("/")[0] as string;

/** The classes that selectors of a style sheet begin with. */
function classesOf(path: string): Set<string> {
  const plain = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const selectors = [...plain.matchAll(/([^{}]+)\{/g)].flatMap((rule) =>
    (rule[1] as string).split(","),
  );
  const firsts = selectors.map((one) => /^\s*\.([\w-]+)/.exec(one)?.[1]);
  return new Set(firsts.filter((one) => one !== undefined));
}

it("a class belongs to one feature's styles", () => {
  const owners = new Map<string, Set<string>>();
  for (const path of filesBelow(FEATURES).filter((one) => one.endsWith(".css")))
    for (const name of classesOf(path))
      owners.set(name, (owners.get(name) ?? new Set()).add(featureOf(path)));
  const shared = [...owners].filter(([, features]) => features.size > 1);
  expect(shared.map(([name, features]) => `${name}: ${[...features].join(", ")}`)).toEqual([]);
});
