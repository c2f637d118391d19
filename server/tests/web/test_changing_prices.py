"""Hundreds of questions with every price changed between search and display, and again before the answer is read back.

Each product has another price for each question, and no price ever comes twice: an amount that is shown is today's price
of a product, an amount of the question, or wrong. One half is quoted, the other written by a model that types amounts.
"""

import json
import random
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from scripted_writer import written_by
from web_shops import Json, Shop, text_of

from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.llm.scripted import ScriptedChatModel, Step, says
from aisle.answering.generation.model_writer import ModelWriter
from aisle.answering.quoting_writer import QuotingWriter
from aisle.answering.writer import Assignment, Writer, WriterEvent
from aisle.llm.chat import ChatRequest

MANY = pytest.mark.parametrize("questions", [16, pytest.param(250, marks=pytest.mark.slow)])
NAMES = ("Fell", "Crag", "Beck", "Moor", "Pike", "Tarn", "Gill", "Dale")
KINDS = ("rucksack", "tent", "jacket")
AMOUNT = re.compile(
    r"(?:£|€|\$)\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,.]*)\s?(?:£|€|\$|GBP|EUR|USD|pounds?\b|euros?\b|quid\b)"
)
IN_WORDS = re.compile(r"\b(?:pounds|quid|euros|dollars|half price)\b", re.IGNORECASE)
SHARE = re.compile(r"(\d+)\s?(?:%|per cent)")
LABEL = re.compile(r"^\S+ \[P(\d+)\] (.+)$", re.MULTILINE)


@dataclass
class Prices:
    """The prices of the moment; each change gives every product one that was never there before."""

    shop: Shop
    revision: int = 0
    now: dict[str, Decimal] = field(default_factory=dict)

    async def change(self) -> None:
        self.revision += 1
        base = Decimal(self.revision * 30 + 20)
        rows = await self.shop.sql("SELECT id, handle FROM product ORDER BY handle")
        self.now = {row["handle"]: base + n for n, row in enumerate(rows)}
        ids, prices = [row["id"] for row in rows], list(self.now.values())
        given = "(SELECT * FROM unnest($1::uuid[], $2::numeric[]) AS t (id, price)) AS new"
        await self.shop.sql(
            f"UPDATE variant SET price = new.price, compare_at = new.price * 2, as_of = now() FROM {given} WHERE product_id = new.id",
            ids,
            prices,
        )
        await self.shop.sql(
            f"UPDATE product SET price_min = new.price, price_max = new.price FROM {given} WHERE product.id = new.id",
            ids,
            prices,
        )


@dataclass
class ChangingWriter:
    """Changes every price when the shop has been searched, before a word is written."""

    prices: Prices
    inner: Writer

    async def write(self, assignment: Assignment) -> AsyncIterator[WriterEvent]:
        await self.prices.change()
        async with aclosing(self.inner.write(assignment)) as events:  # type: ignore[type-var]
            async for event in events:
                yield event


@dataclass
class Babbler:
    """A model that says what things cost: as they did, as they never did, in words, and now and then as it should."""

    prices: Prices
    dice: random.Random

    def __call__(self, request: ChatRequest) -> list[Step]:
        labels = LABEL.findall(request.messages[-1].text)
        said = [one for label in labels[:4] for one in self._about(*label)]
        return says(" ".join(said) or "NOT_FOUND", 12)

    def _about(self, number: str, title: str) -> Iterator[str]:
        handle = title.lower().replace(" ", "-")
        now = self.prices.now.get(handle, Decimal(77))
        old, other = now - 30, self.dice.choice(list(self.prices.now.values()))
        ways = (
            f"The {title} costs £{old} [P{number}].",
            f"The {title} costs £{now} [P{number}].",
            f"The {title} is yours for {other} pounds [P{number}].",
            f"The {title} costs ninety-five pounds [P{number}].",
            f"The {title} was {old},00 € and is now £{now - 5} [P{number}].",
            f"Save 30% on the {title} today [P{number}].",
            f"The {title} is half price this week [P{number}].",
            f"The {title} costs GBP {old} [P{number}].",
            f"The {title} costs ￡{old} or 1.2k quid [P{number}].",
            f"The {title} costs {{price:P{number}}} [P{number}].",
            f"The {title} cost {{compare_at:P{number}}} before, now {{price:P{number}}} [P{number}].",
            f"The {title} costs {{price:P{number}}}, so £{old} in all [P{number}].",
            f"The {title} costs {{price:P99}} [P{number}].",
        )
        yield from self.dice.sample(ways, 3)


def _question(dice: random.Random) -> str:
    kind, first, second = dice.choice(KINDS), *dice.sample(NAMES, 2)
    return dice.choice(
        (
            f"What does the {first} {kind} cost?",
            f"How much is the {first} {kind} now?",
            f"Is the {first} {kind} on sale?",
            f"Compare the {first} {kind} and the {second} {kind}",
            f"Which {kind} is the cheapest?",
            f"Which is the most expensive {kind}?",
            f"Show me a {kind} under £{dice.randint(100, 9000)}",
            f"A {kind} for wet days",
            f"Tell me about the {first} {kind}",
        )
    )


async def _open(shop: Shop) -> Prices:
    goods = [
        {
            "handle": f"{name}-{kind}".lower(),
            "title": f"{name} {kind}",
            "description": f"A {kind} for wet days in the hills, made by hand.",
            "category": f"{kind}s".capitalize(),
            "url": f"https://shop.example/{name}-{kind}",
            "price": "10.00",
            "compare_at": "20.00",
            "stock": 4,
        }
        for name in NAMES
        for kind in KINDS
    ]
    await shop.import_products(goods, replace=True)
    prices = Prices(shop)
    await prices.change()
    return prices


def _wrong(text: str, prices: Prices, question: str, also: frozenset[Decimal] = frozenset()) -> list[str]:
    """Amounts in a text that no product costs or cost before its reduction now, and that the shopper did not name."""
    right = {*prices.now.values(), *(2 * one for one in prices.now.values()), *also}
    right |= {Decimal(one) for one in re.findall(r"£(\d+)", question)}
    found = [Decimal((a or b).replace(",", "").rstrip(".")) for a, b in AMOUNT.findall(text)]
    shares = [share for share in SHARE.findall(text) if share != "50"]
    return [*(str(one) for one in found if one not in right), *shares, *IN_WORDS.findall(text)]


def _wrong_parts(parts: list[Json], prices: Prices, question: str) -> list[str]:
    """Wrong amounts on cards, in facts and tables; those of cards and facts must be of that very product."""
    wrong: list[str] = []
    for part in parts:
        data = part.get("data")
        if part["type"] == "data-product":
            price = Decimal(data["price"]["amount"])
            wrong += [] if price == prices.now[data["handle"]] else [f"{data['handle']}: {price}"]
            data = {**data, "was": None}  # the price when it was written, which says so
        if data is not None:
            said = json.dumps(data, ensure_ascii=False)
            wrong += _wrong(
                said, prices, question, _limits(data) if part["type"] == "data-relaxed" else frozenset()
            )
    return wrong


def _limits(relaxed: Json) -> frozenset[Decimal]:
    """What a limit that nothing met was widened to: no price of anything."""
    instead = relaxed["instead"]
    value = instead["value"] if instead else []
    return frozenset(Decimal(str(one)) for one in (value if isinstance(value, list) else [value]))


async def _ask_all(shop: Shop, prices: Prices, writer: Writer, dice: random.Random, questions: int) -> int:
    amounts, wrong = 0, []
    with written_by(shop, ChangingWriter(prices, writer)):
        for _ in range(questions):
            question = _question(dice)
            events = await shop.shopper.ask_stream(question)
            assert events[-1]["type"] == "finish"
            amounts += len(AMOUNT.findall(text_of(events)))
            wrong += [(question, "shown", one) for one in _wrong(text_of(events), prices, question)]
            wrong += [(question, "part", one) for one in _wrong_parts(events, prices, question)]
            await prices.change()
            conversation = events[0]["messageMetadata"]["conversationId"]
            answered = (await shop.shopper.json(f"/conversations/{conversation}/messages"))["items"][1]
            wrong += [(question, "read", one) for one in _wrong(answered["text"], prices, question)]
            wrong += [
                (question, "read part", one) for one in _wrong_parts(answered["parts"], prices, question)
            ]
    assert wrong == [], f"{len(wrong)} of {questions}: {wrong[:12]}"
    return amounts


@MANY
@pytest.mark.timeout(400)
async def test_quoted_answers_show_no_amount_that_is_not_todays(own_shop: Shop, questions: int) -> None:
    prices = await _open(own_shop)
    assert await _ask_all(own_shop, prices, QuotingWriter(HashedEmbedder()), random.Random(5), questions) > 0


@MANY
@pytest.mark.timeout(400)
async def test_model_that_types_amounts_shows_none_that_is_not_todays(own_shop: Shop, questions: int) -> None:
    prices, dice = await _open(own_shop), random.Random(6)
    model = ScriptedChatModel(Babbler(prices, dice))
    writer = ModelWriter(model, "scripted", QuotingWriter(HashedEmbedder()))
    amounts = await _ask_all(own_shop, prices, writer, dice, questions)
    assert len(model.asked) > questions / 3
    assert amounts > questions / 5
