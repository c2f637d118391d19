/** The shop that the scripted server plays. */

export const BRAND = {
  light: {
    "--aw-brand": "#b5532a",
    "--aw-on-brand": "#ffffff",
    "--aw-brand-text": "#ad4c23",
    "--aw-brand-soft": "#ffe7de",
    "--aw-brand-edge": "#b5532a",
  },
  dark: {
    "--aw-brand": "#b5532a",
    "--aw-on-brand": "#ffffff",
    "--aw-brand-text": "#e47e55",
    "--aw-brand-soft": "#452a1f",
    "--aw-brand-edge": "#c25f36",
  },
};

export const CONTACT = {
  email: "help@pikeandtarn.example",
  phone: "+44 1768 555 0143",
  hours: "Mon to Fri, 9:00 to 17:30",
  url: "https://pikeandtarn.example/contact",
};

export const STORE = {
  name: "Pike & Tarn",
  slug: "demo",
  currency: "GBP",
  language: "en-GB",
  mark: "P&T",
  brand: BRAND,
  greeting: "Ask about rucksacks, sizes or delivery.",
  suggestions: [
    "Which rucksack for 3 wet days in the Lakes? Under £150",
    "How do I measure my back?",
    "What does delivery cost?",
    "Can I send it back?",
    "This fifth one is never shown",
  ],
  privacy_url: "https://pikeandtarn.example/privacy",
  contact: CONTACT,
};

/** A drawn rucksack, so that pictures come from this very origin. */
export const picture = (
  body,
  strap,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<rect width="100" height="100" fill="#eef1ef"/>
<path d="M30 40c-6 4-8 14-7 26 0 6 3 8 7 8M70 40c6 4 8 14 7 26 0 6-3 8-7 8" fill="none" stroke="${strap}" stroke-width="5"/>
<path d="M36 26c0-10 6-15 14-15s14 5 14 15z" fill="${strap}"/>
<path d="M31 32c0-5 4-8 9-8h20c5 0 9 3 9 8v46c0 6-4 10-10 10H41c-6 0-10-4-10-10z" fill="${body}"/>
<path d="M37 56c0-3 2-5 5-5h16c3 0 5 2 5 5v18c0 4-3 6-6 6H43c-3 0-6-2-6-6z" fill="${strap}"/></svg>`;

export const PICTURES = {
  "/pictures/stonechat.svg": picture("#48626b", "#36494f"),
  "/pictures/ullock.svg": picture("#7a4a3a", "#5d372b"),
  "/pictures/haystack.svg": picture("#5d6b45", "#465233"),
};

const money = (pounds) => ({ amount: `${pounds}.00`, currency: "GBP", text: `£${pounds}` });

const product = (id, title, pounds, rest) => ({
  id,
  handle: id,
  title,
  url: `https://pikeandtarn.example/products/${id}`,
  image: { url: `/pictures/${id}.svg`, alt: title },
  price: money(pounds),
  price_from: false,
  compare_at: null,
  in_stock: true,
  stock_text: "In stock",
  stock_state: "in",
  reason: "",
  reason_tone: "plain",
  as_of: "2026-03-02T09:15:00Z",
  was: null,
  ...rest,
});

export const PRODUCTS = [
  product("stonechat", "Stonechat 38", 129, {
    reason: "Best match for your back",
    reason_tone: "good",
  }),
  product("ullock", "Ullock 40 Dry", 145, {
    reason: "Drier still, but long for 163 cm",
    reason_tone: "warn",
    stock_text: "Only 3 left",
    stock_state: "low",
    was: { text: "£139" },
  }),
  product("haystack", "Haystack 36", 98, {
    reason: "Lightest, needs a rain cover",
    compare_at: money(110),
    image: { url: "/pictures/missing.svg", alt: "Haystack 36" },
  }),
];

const SIZE_PASSAGE = {
  before: `${"A rucksack is sized by your back, not by your height and not by its litres.\n\n".repeat(8)}Rucksack size guide. Measure from the bony bump at the base of your neck to the top of your hips. `,
  text: "S/M backs fit torsos of 42 to 47 cm. M/L backs fit torsos of 47 to 53 cm.",
  after:
    " If you fall between two sizes, take the shorter one: the hip belt then carries the weight.",
};

const RAIN_PASSAGE = {
  before: "How we rate rain. ",
  text: "A taped roll-top keeps kit dry in rain that lasts all day. Welded seams go further.",
  after: " Neither is meant to be held under water.",
};

const FAQ_PASSAGE = {
  before: "",
  text: `${"Do you ship to islands?\nYes, by post, in three to five working days.\n\n".repeat(8)}Can I send it back?\n\nYes, within 60 days. We pay the postage.`,
  after: "\n\nDo you repair buckles?\nYes, send us a photograph first.",
};

const source = (id, mark, title, quote, passage, rest = {}) => ({
  citation: {
    id,
    mark,
    quote,
    title,
    url: "https://pikeandtarn.example/guides/rucksack-sizes",
    document_id: `doc-${id}`,
    page: null,
    section: [],
    start: passage.before.length,
    end: passage.before.length + quote.length,
    ...rest,
  },
  passage,
});

export const SOURCES = {
  size: source(
    "size",
    1,
    "Rucksack size guide",
    "S/M backs fit torsos of 42 to 47 cm.",
    SIZE_PASSAGE,
    {
      page: 2,
      section: ["Sizes", "Back length"],
    },
  ),
  rain: source(
    "rain",
    2,
    "Rain ratings",
    "A taped roll-top keeps kit dry in rain that lasts all day.",
    RAIN_PASSAGE,
  ),
  faq: source("faq", 1, "Questions about returns", "Yes, within 60 days.", FAQ_PASSAGE, {
    section: ["Questions about returns ", "Returns"],
  }),
  hostile: source(
    "hostile",
    1,
    "Size guide",
    "S/M backs fit torsos of 42 to 47 cm.",
    SIZE_PASSAGE,
    {
      url: "javascript:document.title='owned'",
    },
  ),
};

export const COMPARISON = {
  products: PRODUCTS.slice(0, 2).map(({ id, title, url, image }) => ({ id, title, url, image })),
  rows: [
    {
      label: "Price",
      values: [
        { text: "£129", note: null, best: true },
        { text: "£145", note: null, best: false },
      ],
      citation_mark: null,
    },
    {
      label: "Back",
      values: [
        { text: "42–47 cm", note: "fits 163 cm", best: true },
        { text: "47–53 cm", note: "long for 163 cm", best: false },
      ],
      citation_mark: 1,
    },
    {
      label: "Rain",
      values: [
        { text: "1,500 mm", note: "taped", best: false },
        { text: "3,000 mm", note: "welded", best: true },
      ],
      citation_mark: 2,
    },
  ],
};
