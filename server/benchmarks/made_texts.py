"""Made-up pages in the words of a shop."""

import random

WORDS = """waterproof hiking boot leather size return policy shipping warranty blue red cotton shirt refund order delivery
    days free store gift card tent rucksack pole seam tape fabric litre weight winter summer stove gas cartridge repair
    sole lace membrane zip hood lining pocket strap buckle care label wash dry iron temperature storage season"""
SHOP_WORDS = tuple(WORDS.split())


def sentence(chance: random.Random, words: int = 14) -> str:
    """Return a sentence."""
    return " ".join(chance.choices(SHOP_WORDS, k=words)).capitalize() + "."


def page_about(mark: str, chance: random.Random, sections: int = 3) -> str:
    """Return a page of Markdown of about 400 words, with a word of its own in every section."""
    parts = [
        f"## Part {number} of {mark}\n\n" + " ".join(sentence(chance) for _ in range(9)) + f" See {mark}."
        for number in range(1, sections + 1)
    ]
    return "\n\n".join(parts)
