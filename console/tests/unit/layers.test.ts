/** Features do not import each other, and shared folders know no feature; both read like the server's layers. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { filesBelow } from "./files";

const SRC = `${process.cwd()}/src/`;
// Signing in is what the frame itself asks for again, and what onboarding begins with. Answers are shown wherever they are.
const SHARED = new Set(["account", "answers"]);
// Its steps are made of what the features have.
const COMPOSES = new Set(["onboarding"]);

function imports(): [string, string][] {
  return filesBelow(SRC)
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/from "(\.[^"]+)"|import\("(\.[^"]+)"\)/g)].map(
        (match): [string, string] => [
          path.replace(SRC, ""),
          new URL(match[1] ?? match[2] ?? "", `file://${path}`).pathname.replace(SRC, ""),
        ],
      ),
    );
}

const featureOf = (path: string) => /^features\/([a-z]+)\//.exec(path)?.[1];

it("features do not import each other", () => {
  const crossing = imports().filter(([from, to]) => {
    const [own, other] = [featureOf(from), featureOf(to)];
    return own && other && own !== other && !COMPOSES.has(own) && !SHARED.has(other);
  });
  expect(crossing).toEqual([]);
});

it("what is shared knows no feature", () => {
  const knowing = imports().filter(
    ([from, to]) => /^(api|ui|i18n|format)\//.test(from) && to.startsWith("features/"),
  );
  expect(knowing).toEqual([]);
});
