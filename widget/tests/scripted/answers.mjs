/** What the scripted shop answers to which question: lists of stream events, with pauses between. */
import { COMPARISON, CONTACT, PRODUCTS, SOURCES } from "./shop.mjs";

const WORD_MS = 4;

export const wait = (ms) => ({ type: "wait", ms });
const data = (kind, id, value) => ({ type: `data-${kind}`, id, data: value });
const status = (text, state = "searching") => data("status", "status", { state, text });
const cite = (name) => data("citation", SOURCES[name].citation.id, SOURCES[name].citation);
const suggest = (...texts) => texts.map((text, at) => data("suggestion", `s${at}`, { text }));

/** Text in small, unhelpfully cut deltas: marks and bold are torn apart on purpose. */
function say(text, { id = "t1", pause = WORD_MS, size = 5 } = {}) {
  const events = [{ type: "text-start", id }];
  for (let at = 0; at < text.length; at += size) {
    events.push({ type: "text-delta", id, delta: text.slice(at, at + size) }, wait(pause));
  }
  return [...events, { type: "text-end", id }];
}

const sure = (confidence, reasons) => ({
  type: "message-metadata",
  messageMetadata: {
    confidence,
    reasons,
    abstained: false,
    writer: "quote",
    label: "Quoted from our guides",
  },
});

const unsure = {
  type: "message-metadata",
  messageMetadata: { confidence: 0, reasons: [], abstained: true, writer: "quote", label: null },
};

const recommendation = (filters) => [
  status("Looking through 48 rucksacks"),
  wait(120),
  ...filters.map((filter, at) => data("filter", `f${at}`, filter)),
  status("Checked 48 rucksacks, back lengths and stock", "checked"),
  ...say(
    "For three wet days at 163 cm I’d take the **Stonechat 38**. Its S/M back fits a 42 to 47 cm torso [1] and the taped roll-top keeps kit dry in all-day rain [2].\n\n- Light enough for three days\n- Fits a 2 litre bottle",
  ),
  cite("size"),
  cite("rain"),
  ...PRODUCTS.map((card) => data("product", card.id, card)),
  ...suggest("Compare the top two", "Fits a 2 litre bottle?", "Delivery to CA12"),
  sure(0.82, ["Two guides say the same", "The sizes match your height"]),
];

export const PRICE = { field: "price", op: "lte", value: "150", text: "under £150" };
export const RAIN = { field: "attribute.rain", op: "eq", value: "taped", text: "taped seams" };

/** Filters come back with their words, also when the page sent them without. */
const understood = (wanted) =>
  [PRICE, RAIN].filter(({ field }) => !wanted || wanted.some((filter) => filter.field === field));

const paragraphs = (count) =>
  Array.from(
    { length: count },
    (_, at) => `Paragraph ${at + 1}. ${"A dry pack is a light pack. ".repeat(6)}`,
  );

/** A story whose words come evenly to its end. */
const steadyStory = () => say(paragraphs(44).join("\n\n"), { size: 40, pause: 12 });

/** A story whose last paragraphs come at once, together with its end. */
function longStory() {
  const told = paragraphs(44);
  const rest = ["", ...told.splice(41)].join("\n\n");
  return [
    ...say(told.join("\n\n"), { size: 40, pause: 12 }),
    { type: "text-delta", id: "t1", delta: rest },
  ];
}

const comparison = [
  ...say("Both keep rain out. At 163 cm the back length decides it, so the **Stonechat 38** [1]."),
  data("comparison", "k1", COMPARISON),
  cite("size"),
  cite("rain"),
  sure(0.9, ["Both products state these values"]),
];

const noEvidence = [
  ...say("I couldn’t find that in our shop or guides, so I won’t guess."),
  data("person", "h1", { contact: CONTACT }),
  unsure,
];

const written = (label = null, more = {}) => ({
  type: "message-metadata",
  messageMetadata: {
    confidence: 0.74,
    reasons: ["One guide says so"],
    abstained: false,
    writer: "acme-large-3",
    label,
    release: 4,
    usage: [{ model: "acme-large-3", prompt_tokens: 900, completion_tokens: 80 }],
    ...more,
  },
});

/** Sentence by sentence, as a model's answer comes: a text goes on behind the citations of its first ones. */
const bySentences = (sentences, { id = "t1", pause = 60, from = 0 } = {}) => [
  ...(from === 0 ? [{ type: "text-start", id }] : []),
  ...sentences.flatMap((delta, at) => [
    { type: "text-delta", id, delta: at + from === 0 ? delta : ` ${delta}` },
    ...(delta.includes("[1]") ? [cite("size")] : []),
    wait(pause),
  ]),
  { type: "text-end", id },
];

const WRITTEN = [
  "For a torso of 45 cm the **S/M back** is right. [1]",
  "The Stonechat 38 costs £129 and is in stock.",
  "Mountain guides in the Lakes use it every day. (not in our shop’s sources)",
];

const priceNow = data("fact", "x1", {
  product_id: "stonechat",
  variant_id: null,
  fact: "price",
  text: "£129",
  as_of: "2026-03-02T09:15:00Z",
});

const relaxed = data("relaxed", "r1", {
  step: "price_widened",
  filter: { field: "price", op: "lte", value: "100", text: "under £100" },
  instead: { field: "price", op: "lte", value: "150", text: "under £150" },
  found: 3,
  text: "Nothing met “under £100”, so I looked under £150 (3 found).",
});

const writtenAnswer = ({ times }, pause = 60) => ({
  events: [
    status("Looking through the guides"),
    wait(80),
    status("Writing the answer"),
    wait(80),
    ...bySentences(times > 0 ? [`Take ${times + 1}.`, ...WRITTEN] : WRITTEN, { pause }),
    relaxed,
    priceNow,
    written("Written by AI from our guides"),
  ],
});

const HALVES = [
  "Wash it by hand in cool water.",
  "Let it dry in the shade.",
  "Then wax the seams.",
];

const brokenOff = ({ isRest }) => ({
  events: [
    ...bySentences(isRest ? HALVES.slice(1) : HALVES.slice(0, 1), { from: isRest ? 1 : 0 }),
    written(null, isRest ? {} : { broken_off: true }),
  ],
});

const interrupted = ({ isRest }) => ({
  events: isRest
    ? say(" and this is the second half.")
    : say("The first half of the answer is here"),
  fault: isRest ? null : "dies",
});

const stored = data("notice", "n1", {
  code: "card_number_masked",
  text: "The card number in your message was removed before it was stored or read by anyone. Never send card details in a chat.",
});

/** Each with the words that call for it. `fault` is played by the server instead of an end. */
const SCRIPT = [
  [/which rucksack/i, ({ filters }) => ({ events: recommendation(understood(filters)) })],
  [/compare/i, () => ({ events: comparison })],
  [
    /measure my back/i,
    () => ({ events: say("S/M backs fit torsos of 42 to 47 cm. [1]"), after: [cite("size")] }),
  ],
  [/postage/i, () => ({ events: say("Yes, within 60 days. [1]"), after: [cite("faq")] })],
  [/meaning of life/i, () => ({ events: noEvidence })],
  [
    /for my trip/i,
    () => ({
      events: [
        ...say("How many days are you out?"),
        data("clarify", "q1", {
          question: "How many days are you out?",
          options: ["One day", "Two or three", "A week"],
        }),
      ],
    }),
  ],
  [/steady story/i, () => ({ events: steadyStory() })],
  [/long story/i, () => ({ events: longStory() })],
  [/endless story/i, () => ({ events: say(paragraphs(60).join("\n\n"), { size: 12, pause: 60 }) })],
  [/slow story/i, () => ({ events: say(paragraphs(3).join("\n\n"), { size: 12, pause: 60 }) })],
  [/think hard/i, () => ({ events: [status("Looking through 48 rucksacks"), wait(60_000)] })],
  [
    /break/i,
    () => ({
      events: [
        ...say("The first half of the answer is here"),
        { type: "error", errorText: "failed" },
      ],
    }),
  ],
  [
    /cut the line/i,
    () => ({ events: say(paragraphs(2).join("\n\n"), { size: 20, pause: 10 }), fault: "cut" }),
  ],
  [/interrupted/i, (asked) => interrupted(asked)],
  [/slowly write about/i, (asked) => writtenAnswer(asked, 600)],
  [/write about/i, (asked) => writtenAnswer(asked)],
  [/how to wash/i, (asked) => brokenOff(asked)],
  [/account \d+/i, () => ({ events: say("Noted, without the number."), notice: stored })],
  [
    /hostile/i,
    () => ({
      events: [
        ...say("<img src=x onerror=alert(1)> **bold** [1] [link](javascript:alert(1))"),
        cite("hostile"),
      ],
    }),
  ],
  [
    /حقيبة/,
    () => ({
      events: say("حقيبة **Stonechat 38** مناسبة، السعر £129 [1]."),
      after: [cite("size")],
    }),
  ],
  [
    /bold marks/i,
    () => ({
      events: say("Take **the very bold one** [1] and stay dry.", { size: 1, pause: 30 }),
      after: [cite("size")],
    }),
  ],
];

export function answerTo(question, filters, { isRest = false, times = 0 } = {}) {
  const [, play] = SCRIPT.find(([words]) => words.test(question)) ?? [];
  const {
    events,
    after = [],
    fault = null,
    notice = null,
  } = play?.({ filters, isRest, times }) ?? {
    events: say(`You asked: ${question.slice(0, 80)}`),
  };
  return { events: [...events, ...after], fault, notice };
}
