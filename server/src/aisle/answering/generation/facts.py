"""Live facts: typed references that stand in a sentence until it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aisle.answering.generation.amounts import Amount, amounts
from aisle.answering.generation.sources import Sources
from aisle.answering.names import named
from aisle.answering.prices import discount_of, former_price
from aisle.answering.types import Fact
from aisle.catalog.types import Money, Product

PLACEHOLDER = re.compile(r"\{(price|stock|compare_at|discount):P(\d{1,3})\}")
_LOOSE = re.compile(r"\{\s*(price|stock|compare[_ -]?at|discount)\s*:\s*P?\s?(\d{1,3})\s*\}", re.IGNORECASE)
_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "CAD": "$", "AUD": "$", "NZD": "$", "JPY": "¥", "INR": "₹", "KRW": "₩", "CHF": "chf", "PLN": "zł",
          "SEK": "kr", "NOK": "kr", "DKK": "kr"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence whose placeholders all name facts there are; unknown: it had others, which are gone."""

    text: str
    unknown: bool


def placeholder(fact: Fact, number: int) -> str:
    """As the model is shown it, and writes it."""
    return f"{{{fact.value}:P{number}}}"


def offered(product: Product) -> tuple[Fact, ...]:
    """The facts that the catalogue has of a product."""
    has = (
        (Fact.PRICE, product.price_range),
        (Fact.COMPARE_AT, former_price(product)),
        (Fact.DISCOUNT, discount_of(product)),
    )
    return (*(fact for fact, value in has if value is not None), Fact.STOCK)


def read_placeholders(text: str, sources: Sources) -> Filled:
    """Bring placeholders into one form; one that names nothing known is taken out, and so is every other brace."""
    unknown: list[str] = []

    def kept(match: re.Match[str]) -> str:
        fact = Fact(re.sub(r"[ -]", "_", match.group(1).lower()).replace("compareat", "compare_at"))
        product = sources.product(int(match.group(2)))
        if product is not None and fact in offered(product):
            return f"\x00{fact.value}:P{int(match.group(2))}\x01"
        unknown.append(match.group())
        return ""

    marked = _LOOSE.sub(kept, text.replace("\x00", "").replace("\x01", ""))
    rest = marked.replace("{", "").replace("}", "")
    return Filled(rest.replace("\x00", "{").replace("\x01", "}"), bool(unknown) or rest != marked)


def meant(sentence: str, marked: Sequence[int], sources: Sources) -> tuple[int, ...]:
    """The numbers of the products that a sentence is about: those marked, with placeholders, or by name."""
    by_name = named(sentence, {n: one.title for n, one in enumerate(sources.products, 1)})
    filled = (int(match.group(2)) for match in PLACEHOLDER.finditer(sentence))
    return tuple(dict.fromkeys((*marked, *filled, *by_name)))


def typed(sentence: str, language: str, about: Sequence[int], sources: Sources) -> str | None:
    """The sentence with its typed amounts turned into references; None unless all are those of one product."""
    if len(about) != 1 or (product := sources.product(about[0])) is None:
        return None
    for amount in reversed(amounts(sentence, language)):
        fact = _fact_of(amount, product)
        if fact is None:
            return None
        sentence = sentence[: amount.start] + placeholder(fact, about[0]) + sentence[amount.end :]
    return sentence


def _fact_of(amount: Amount, product: Product) -> Fact | None:
    """The product's fact that says just this amount."""
    prices = product.price_range
    values = {
        Fact.PRICE: prices.lowest if prices else None,
        Fact.COMPARE_AT: former_price(product),
    }
    if amount.is_money:
        return next((fact for fact, money in values.items() if money and _says(amount, money)), None)
    share = discount_of(product)
    return (
        Fact.DISCOUNT
        if share is not None and amount.quantity.readings == {Decimal(share).normalize()}
        else None
    )


def _says(amount: Amount, money: Money) -> bool:
    sign = amount.quantity.kind.removeprefix("money:")
    return sign == _SIGNS.get(money.currency) and money.amount.normalize() in amount.quantity.readings
