"""Amounts that a model typed itself: money in any notation, discounts, and words on stock."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aisle.answering.generation.quantities import Quantity, quantities

_MONEY_LEFT = re.compile(
    r"(?:[£€$¥₹₩]\s?\d[\d.,\s]*|\d[\d.,]*\s?(?:[£€$¥₹₩]|(?:eur|gbp|usd|chf|pln|sek)\b|euros?\b|pounds?\b|quid\b|dollars?\b))",
    re.IGNORECASE,
)
_REDUCED = re.compile(
    r"\b(?:off|discount\w*|cheaper|reduc\w+|sav(?:e|es|ing|ings)|sale|voucher|coupon|"
    r"rabatt\w*|nachlass|reduziert\w*|günstiger|gutschein\w*|spar\w*|remise\w*|réduction\w*|rabais|soldes?|moins cher\w*|"
    r"descuento\w*|rebaj\w+|ahorr\w+|scont\w+|ribass\w+|risparmi\w+|korting\w*|afgeprijsd|bespaar\w*)\b",
    re.IGNORECASE,
)
_REDUCED_IN_WORDS = re.compile(
    r"\bhalf[ -]price\b|½ ?price\b|\b(?:two|three|2|3) for (?:one|two|1|2)\b|\bbuy one\b[^.]{0,20}\bfree\b|\bbogof\b|\bzum halben preis\b|\bhalber preis\b"
    r"|\bmoitié prix\b|\bmitad de precio\b|\ba metà prezzo\b|\bhalve prijs\b",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"\b(?:in|out of|low on|low in) stock\b|\bsold[ -]out\b|\bonly (?:\w+ )?(?:\d+|one|two|three|a few|few) (?:are |is )?(?:left|remaining|available)\b"
    r"|\b(?:back|available) (?:now|today|soon|immediately)\b|\bauf lager\b|\bvorrätig\b|\bausverkauft\b|\bnur noch\b|\bsofort lieferbar\b"
    r"|\ben stock\b|\ben rupture\b|\bépuisée?s?\b|\bplus que \w+ en\b|\bagotad[oa]s?\b|\ben existencias?\b|\bquedan?\b"
    r"|\bdisponibil\w+ (?:ora|subito)\b|\besaurit[oaie]\b|\bin magazzino\b|\bop voorraad\b|\buitverkocht\b|\bnog maar\b",
    re.IGNORECASE,
)


_MONEY_WORD = re.compile(
    r"[£€$¥₹₩]|\b(?:tenners?|fivers?)\b|\w+\s(?:gbp|eur|usd|chf|euros?|pounds?|quid|dollars?|bucks|pence|penn(?:y|ies)|cents?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A typed amount: where it stands with its sign or unit, and what it says."""

    quantity: Quantity
    start: int
    end: int

    @property
    def is_money(self) -> bool:
        """Money, and no share of it."""
        return self.quantity.kind.startswith("money:")


def amounts(text: str, language: str) -> tuple[Amount, ...]:
    """Money in digits or words, and shares where the sentence speaks of a reduction."""
    reduced = bool(_REDUCED.search(text))
    return tuple(
        Amount(one, *_with_unit(text, one))
        for one in quantities(text, language)
        if one.kind.startswith("money:") or (reduced and one.kind == "share")
    )


def speaks_of_stock(text: str) -> bool:
    """Whether it says that something can be bought now, or cannot."""
    return bool(_STOCK.search(text))


def loose_money(text: str, language: str) -> tuple[str, ...]:
    """Signs and words of money that stand beside no number that can be read: "£l2", "a tenner", "十二 pounds"."""
    read: list[Amount | Quantity] = [*amounts(text, language), *quantities(text, language)]
    return tuple(
        found.group().lower()
        for found in _MONEY_WORD.finditer(text)
        if not any(one.start < found.end() and found.start() < one.end for one in read)
    )


def offers_in_words(text: str) -> str | None:
    """ "half price", "two for one": a discount without a number."""
    found = _REDUCED_IN_WORDS.search(text)
    return found.group().lower() if found else None


def without_money(text: str) -> str:
    """The text with its amounts of money left out."""
    return _MONEY_LEFT.sub("…", text)


def _with_unit(text: str, quantity: Quantity) -> tuple[int, int]:
    """The number with the sign before it or the word behind it."""
    before = re.search(r"(?:[£€$¥₹₩]|\b(?:GBP|EUR|USD|CHF))\s?$", text[: quantity.start], re.IGNORECASE)
    after = re.match(r"[\s\u00a0\u202f]?(?:[£€$¥₹₩%％円元원]|[^\W\d_]+\.?)", text[quantity.end :])
    if before:
        return before.start(), quantity.end
    return quantity.start, quantity.end + (after.end() if after else 0)
