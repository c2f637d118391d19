import { describe, expect, it } from "vitest";
import { createWording } from "../../src/i18n";
import { hasCardNumber, isLuhnValid, withoutCardNumbers } from "../../src/text/card-number";
import { isReachable } from "../../src/text/contact";
import { initials } from "../../src/text/initials";
import { charactersLeft } from "../../src/text/length";
import { safeAddress } from "../../src/text/links";
import { createGrowing, settled, spoken, toBlocks, toInline } from "../../src/text/markdown";
import { cutAround, leadTo } from "../../src/text/passage";
import { seeded } from "./helpers";

describe("the language of answers", () => {
  it("makes paragraphs and lists", () => {
    expect(toBlocks("One.\nStill one.\n\n\nTwo:\n- a\n- b\n\nThree.")).toEqual([
      { kind: "paragraph", text: "One.\nStill one." },
      { kind: "paragraph", text: "Two:" },
      { kind: "list", text: "a\nb" },
      { kind: "paragraph", text: "Three." },
    ]);
  });

  it("makes bold and marks, also a mark inside bold", () => {
    expect(toInline("Take **the 38 [1]** now [12].")).toEqual([
      { kind: "text", text: "Take " },
      {
        kind: "bold",
        inside: [
          { kind: "text", text: "the 38 " },
          { kind: "mark", mark: 1 },
        ],
      },
      { kind: "text", text: " now " },
      { kind: "mark", mark: 12 },
      { kind: "text", text: "." },
    ]);
  });

  it.each(["<b>x</b>", "[a](javascript:x)", "a ** b", "[1a]", "5 * 3 * 2", "![x](y)"])(
    "leaves %s as plain text",
    (text) => {
      expect(toInline(text)).toEqual([{ kind: "text", text }]);
    },
  );

  it("shows no half-drawn mark or bold at any moment of writing", () => {
    const text = "For **three wet days** [1], **take it [2]**.\n\n- first **item** [13]\n- second";
    for (let end = 0; end <= text.length; end += 1) {
      const shown = settled(text.slice(0, end));
      const plain = toBlocks(shown).flatMap((block) => toInline(block.text));
      const loose = plain.map((piece) => (piece.kind === "text" ? piece.text : "")).join("");
      expect(loose, `after ${end} letters`).not.toMatch(/\*|\[\d*$|\n-?\s*$/);
      expect(text.startsWith(shown)).toBe(true);
    }
    expect(settled(text)).toBe(text);
  });

  it("takes a growing text apart as if it were whole, and its finished blocks once", () => {
    const text = "One **two**.\n\n\nThree:\n- four [1]\n- five\n \nSix.\n\nSeven **eight** nine.";
    const grow = createGrowing();
    let before: ReturnType<typeof grow> = [];
    for (let end = 0; end <= text.length; end += 1) {
      const now = grow(text.slice(0, end), true);
      expect(now, `after ${end} letters`).toEqual(toBlocks(settled(text.slice(0, end))));
      for (const [at, block] of before.slice(0, -4).entries()) expect(now[at]).toBe(block);
      before = now;
    }
    expect(before).toHaveLength(5);
    expect(grow(text, false)).toEqual(toBlocks(text));
    expect(grow("Another text.\n\nEnd.", false)).toEqual(toBlocks("Another text.\n\nEnd."));
  });

  it("is read out as words", () => {
    expect(spoken("Take **this** [1].\n\n- a [2]\n- b")).toBe("Take this. a b");
  });
});

describe("card numbers", () => {
  const CARDS = ["4111111111111111", "378282246310005", "6011000990139424", "4222222222222"];

  it.each(CARDS)("sees %s, plain, spaced, dashed and in other digits", (card) => {
    const spaced = card.replace(/(.{4})/g, "$1 ").trim();
    const arabic = card.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
    const texts = [
      card,
      spaced,
      spaced.replaceAll(" ", "-"),
      arabic,
      `My card is ${spaced}, ok?`,
      `Order 77 ${spaced}`,
    ];
    expect(texts.filter((text) => !hasCardNumber(text))).toEqual([]);
  });

  it("sees every valid number of 13 to 19 digits, and no number with one digit off", () => {
    const random = seeded(7);
    for (let round = 0; round < 300; round += 1) {
      const length = 12 + (round % 7);
      const head = Array.from({ length }, () => Math.floor(random() * 10)).join("");
      const last = [..."0123456789"].find((digit) => isLuhnValid(head + digit)) ?? "";
      expect(hasCardNumber(head + last), head + last).toBe(true);
      expect(hasCardNumber(head + ((Number(last) + 1) % 10))).toBe(false);
    }
  });

  it.each([
    "Order 100234",
    "163 cm and 42 to 47 cm",
    "+44 1768 555 0143",
    "411111111111111111111111",
    "£129 and £145",
  ])("lets %s through", (text) => {
    expect(hasCardNumber(text)).toBe(false);
  });

  it("can be removed, and the words around stay", () => {
    expect(withoutCardNumbers("Pay with 4111 1111 1111 1111 please")).toBe("Pay with please");
    expect(withoutCardNumbers("4111111111111111")).toBe("");
  });
});

describe("links", () => {
  it.each([
    ["https://shop.example/a", "https://shop.example/a"],
    ["/pictures/a.png", `${location.origin}/pictures/a.png`],
    ["javascript:alert(1)", null],
    [" JavaScript:alert(1)", null],
    ["data:text/html,x", null],
    ["https://", null],
    ["", null],
    [null, null],
  ])("%j becomes %j", (address, expected) => {
    expect(safeAddress(address)).toBe(expected);
  });
});

describe("a quote in its passage", () => {
  const passage = { before: "Dry. ", text: "Keep it dry. Dry.", after: " Dry." };

  it("is found in the passage before its surroundings", () => {
    expect(cutAround("Dry.", passage)).toEqual({
      before: "Dry. Keep it dry. ",
      quote: "Dry.",
      after: " Dry.",
    });
  });

  it("may reach into the surroundings", () => {
    expect(cutAround("Dry. Keep", passage)?.after).toBe(" it dry. Dry. Dry.");
  });

  it("is not marked where it does not stand", () => {
    expect(cutAround("Wet.", passage)).toBeNull();
  });
});

describe("a shop's initials", () => {
  it.each([
    ["Pike & Tarn", "PT"],
    ["The Green Grocer", "TG"],
    ["Lakeland", "L"],
    ["été bleu", "ÉB"],
    ["Jo’s Tea", "JT"],
    ["7 Peaks", "7P"],
    ["—", ""],
  ])("of %s are %s", (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

describe("a way to reach a person", () => {
  const none = { email: null, phone: null, hours: "9 to 5", url: null };
  it.each([
    ["nothing known", null, false],
    ["hours alone", none, false],
    ["empty texts", { ...none, email: "", phone: "", url: "" }, false],
    ["an address that leads nowhere", { ...none, url: "javascript:alert(1)" }, false],
    ["an email", { ...none, email: "a@b.example" }, true],
    ["a page", { ...none, url: "https://shop.example/contact" }, true],
  ])("%s", (_, contact, reachable) => {
    expect(isReachable(contact)).toBe(reachable);
  });
});

describe("what may still be written", () => {
  it.each([
    ["without a limit", "a".repeat(9000), undefined, null],
    ["far from it", "a".repeat(799), 1000, null],
    ["near it", "a".repeat(800), 1000, 200],
    ["at it", "a".repeat(1000), 1000, 0],
    ["over it", "a".repeat(1003), 1000, -3],
    ["without the blanks around it", `  ${"a".repeat(1000)}\n`, 1000, 0],
    ["letter by letter", "🎒".repeat(900), 1000, 100],
    ["a few long letters", "🎒".repeat(700), 1000, null],
  ])("%s", (_, draft, limit, left) => {
    expect(charactersLeft(draft, limit)).toBe(left);
  });
});

describe("what leads to a quote", () => {
  it.each([
    [
      "a question on its own line",
      "Old answer.\n\nCan I send it back?\n",
      "Can I send it back?\n",
      true,
    ],
    ["a question before it", "Old answer. Can I send it back? ", "Can I send it back? ", true],
    ["a heading", "Old text.\n\nSending it back\n\n", "Sending it back\n\n", false],
    ["nothing in a running text", "Yes. We pay the postage. ", "", false],
    ["nothing after a long line", `${"word ".repeat(60)}\n\n`, "", false],
    ["nothing before the start", "", "", false],
  ])("%s", (_, before, lead, isQuestion) => {
    expect(leadTo(before)).toEqual({
      far: before.slice(0, before.length - lead.length),
      lead,
      isQuestion,
    });
  });
});

describe("a date", () => {
  it.each([
    ["en", "GBP", "2 Mar 2026"],
    ["en", "USD", "Mar 2, 2026"],
    ["en", "EUR", "2 Mar 2026"],
    ["en-US", "GBP", "Mar 2, 2026"],
  ])("of a shop in %s with %s is %s", (language, currency, text) => {
    expect(createWording(language).date("2026-03-02T12:00:00Z", currency)).toBe(text);
  });
});
