/** The colours of tokens.css against each other, as WCAG 2 reckons contrast, in both modes. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Triple = [number, number, number];

const TOKENS = readFileSync(`${process.cwd()}/src/styles/tokens.css`, "utf8");
const OKLCH = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
const MODES = { light: 2, dark: 5 } as const;

/** From OKLCH to linear sRGB, cut off where a screen ends. Source: Björn Ottosson, “A perceptual color space”. */
function linear([lightness, chroma, hue]: Triple): Triple {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb: Triple = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return rgb.map((part) => Math.min(1, Math.max(0, part))) as Triple;
}

function colour(name: string, mode: keyof typeof MODES): Triple {
  const pair = new RegExp(String.raw`--c-(${name}): light-dark\(${OKLCH}, ${OKLCH}\)`).exec(TOKENS);
  if (!pair) throw new Error(`There is no colour ${name}.`);
  const at = MODES[mode];
  return [Number(pair[at]), Number(pair[at + 1]), Number(pair[at + 2])];
}

const luminance = (of: Triple) => {
  const [r, g, b] = linear(of);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

function ratio(one: string, other: string, mode: keyof typeof MODES): number {
  const [dark, light] = [colour(one, mode), colour(other, mode)]
    .map(luminance)
    .sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["canvas", "surface", "raised", "sunken", "hover"];
const pairs = (fronts: readonly string[], backs: readonly string[]) =>
  fronts.flatMap((front) => backs.map((back) => [front, back] as const));
const TEXT = [
  ...pairs(["ink", "ink-2", "ink-3", "accent-ink"], GROUNDS),
  ...["good", "warn", "bad"].flatMap((mood) => pairs([mood], [`${mood}-soft`, ...GROUNDS])),
  ...pairs(["on-accent"], ["accent", "accent-hover"]),
  ...pairs(["ink", "accent-ink"], ["accent-soft"]),
  ...pairs(["evidence-ink"], ["evidence", "evidence-soft"]),
  ...pairs(["on-bad"], ["bad-fill"]),
];
const MARKS = [
  "map-answered",
  "map-partly",
  "map-missed",
  ...[1, 2, 3, 4, 5].map((n) => `series-${n}`),
];
const EDGES = pairs(["line-strong", "focus", ...MARKS], ["canvas", "surface", "raised"]);

describe.each(["light", "dark"] as const)("9: in %s", (mode) => {
  it.each(TEXT)("%s can be read on %s", (front, back) => {
    expect(ratio(front, back, mode)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGES)("%s stands out from %s", (front, back) => {
    expect(ratio(front, back, mode)).toBeGreaterThanOrEqual(3);
  });
});
