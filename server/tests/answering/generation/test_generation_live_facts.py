"""Five hundred questions with the catalogue changed between retrieval and display: no wrong amount is shown."""

from __future__ import annotations

import random
import re

from answering_factories import product
from generation_factories import assignment, written

from aisle.answering.generation.number_words import number_words

_WORDS = {value: word for word, value in number_words("en").items() if " " not in word}
_SAYS = (
    "The Stonechat 38 costs £{p}.",
    "The Stonechat 38 is £{p}.00 [P1].",
    "It costs {p} pounds [P1].",
    "It is yours for {p} quid.",
    "It costs {w} pounds [P1].",
    "The price of the Stonechat 38 is GBP {p}.",
    "The Stonechat 38 costs {{price:P1}}.",
    "It was £{c} and is now £{p} [P1].",
    "It is {d}% off [P1].",
    "You save {d} percent on the Stonechat 38.",
    "It costs {p} [P1].",
    "It costs £{x} [P1].",
    "Only {s} left in stock [P1].",
    "The Stonechat 38 is in stock, {s} of them.",
    "It costs £{a}, or {p} pounds in words.",
    "- **Stonechat 38**: £{p}, was £{c} [P1]",
)


async def test_no_amount_is_shown_that_the_catalogue_does_not_say_at_that_moment():
    chance = random.Random(4)
    wrong, references = [], 0
    for _ in range(500):
        now, then, before = chance.sample(range(20, 100), 3)
        stock = chance.randint(1, 90)
        old = _product(now, max(before, now + 5), stock)
        values = {
            "p": now, "w": _WORDS[now], "c": max(before, now + 5), "x": then, "s": stock, "d": chance.randint(5, 60),
            "a": "".join(chr(0x0660 + int(digit)) for digit in str(now)),
        }  # fmt: skip
        said = " ".join(one.format(**values) for one in chance.sample(_SAYS, 3))
        outcome = await written(
            f"It has taped seams [P1]. {said}", assignment("Is the Stonechat 38 waterproof?", (), (old,))
        )
        changed = _product(then, None, 0)
        references += "{fact:" in outcome.text
        shown = outcome.shown((changed,)).replace("Stonechat 38", "")
        numbers = {int(one) for one in re.findall(r"\d+", shown.replace("[1]", ""))}
        if numbers - {then} or any(word in shown.split() for word in (_WORDS[now], _WORDS.get(stock, "-"))):
            wrong.append((said, shown))
    assert wrong == []
    assert references > 250


def _product(price: int, before: int | None, stock: int):
    return product(
        "Stonechat 38",
        f"{price}.00",
        compare_at=f"{before}.00" if before else None,
        stock=(stock,),
        attributes={"Waterproof": "Yes, taped seams"},
        description=f"Was £{before}, now £{price}!",
    )
