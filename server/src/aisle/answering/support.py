"""Sentences of guides that bear out a product answer: one for each stated need that a guide speaks to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aisle.answering.bounds import bounds_of
from aisle.answering.relevance import is_in
from aisle.answering.stated_needs import Need, NeedKind, spans_of
from aisle.answering.units import Unit, units
from aisle.answering.weighing import Scales
from aisle.answering.words import KEY_WEIGHT, Word, content_words, keys, tokens
from aisle.catalog.types import Product
from aisle.retrieval.types import PassageHit

MOST = 2
_READ = 40
_ENOUGH = 2.2
_MONEY = re.compile(r"[£$€]\s?\d|\d\s?(?:€|£|\$|eur|gbp|usd)\b", re.IGNORECASE)
_BODY = re.compile(
    r"\bheight\b|\btall\b|\bpeople\b|\bperson\b|körpergröße|\btaille\b|\bestatura\b", re.IGNORECASE
)
_RAIN = re.compile(
    r"\brain\w*\b|\bwaterproof\b|\bwet\b|\b(?:stay|keep)s?\b[^.]{0,20}\bdry\b|\bregen\w*|\bwasserdicht|\bpluie\b|\bimperm|\blluvia\b",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"^\W*(?:it|they|them|this|these|those|that|he|she|however|but|also|then|and|so|er|sie|es|il|elle|esto)\b",
    re.IGNORECASE,
)
_ORDER = (NeedKind.HEIGHT, NeedKind.COLD, NeedKind.DRY, NeedKind.DAYS)
_SHORT, _LONG = 30, 190


def support(weights: Scales, shown: Sequence[Product], passages: Sequence[PassageHit]) -> tuple[Unit, ...]:
    """At most two units of guides, each about another need and about these products or their kind."""
    candidates = [unit for hit in passages[:_READ] for unit in units(hit) if _is_candidate(unit)]
    chosen: list[Unit] = []
    for need in sorted(
        weights.needs, key=lambda need: _ORDER.index(need.kind) if need.kind in _ORDER else len(_ORDER)
    ):
        rated = [(_rate(unit, need, weights, shown), unit) for unit in candidates if unit not in chosen]
        best = max(rated, key=lambda one: one[0], default=(0.0, None))
        if best[1] is not None and best[0] >= _ENOUGH and len(chosen) < MOST:
            chosen.append(best[1])
    return tuple(chosen)


def _is_candidate(unit: Unit) -> bool:
    """Prices in guides grow old, and a sentence that leans on the one before it says little alone."""
    return (
        unit.usable
        and not _MONEY.search(unit.text)
        and not _LEANS_BACK.match(unit.text)
        and not unit.text.endswith(":")
    )


def _rate(unit: Unit, need: Need, weights: Scales, shown: Sequence[Product]) -> float:
    said = _speaks_to(unit, need, weights)
    if not said:
        return 0.0
    return (
        said
        + _about(unit, shown, weights.language)
        + (0.3 if not unit.is_row and _SHORT <= len(unit.text) <= _LONG else 0.0)
    )


def _speaks_to(unit: Unit, need: Need, weights: Scales) -> float:
    """1 when the unit speaks of the need, more when it is the row that holds what was stated."""
    row = any(
        row.unit.document_span == unit.document_span
        and row.unit.passage.document_id == unit.passage.document_id
        for row in weights.rows
        if row.need == need
    )
    if row:
        return 1.3
    if need.kind is NeedKind.HEIGHT and need.value is not None:
        held = [
            b
            for piece in _ranges(unit.text)
            for b in bounds_of(piece)
            if b.kind == "length" and b.high > b.low and b.holds(need.value * 10)
        ]
        return 1.5 if held and _BODY.search(unit.text) else 0.0
    if need.kind is NeedKind.DRY:
        return float(bool(_RAIN.search(unit.text)))
    if need.kind is NeedKind.DAYS and need.value is not None:
        return float(
            any(low <= need.value <= high for low, high in spans_of(unit.text)) and bool(bounds_of(unit.text))
        )
    return 0.0


def _ranges(text: str) -> Iterator[str]:
    """ "157 to 170 cm" out of a sentence with several measures."""
    yield from (
        match.group()
        for match in re.finditer(
            r"(?:up to |over |under )?\d[\d.,]*\s?(?:(?:–|-|to|bis|à|a)\s?\d[\d.,]*)?\s?(?:cm|m|mm|in)\b",
            text,
        )
    )


def _about(unit: Unit, shown: Sequence[Product], language: str) -> float:
    """Whether it names a product shown, the best one before the others, or only their kind."""
    said = set(tokens(unit.text))
    for place, product in enumerate(shown):
        family = tokens(product.title)[:1]
        if family and family[0] in said and not _is_kind(product, family[0], language):
            return 1.5 if place == 0 else 0.8
    around = keys(f"{unit.passage.title} {unit.about} {unit.text} {' '.join(unit.passage.section)}", language)
    return 1.0 if any(is_in(word, around) for word in _kinds(shown, language)) else 0.0


def _kinds(shown: Sequence[Product], language: str) -> list[Word]:
    """The words of the best product's categories; "waterproof" packs are packs."""
    words = (word for product in shown[:1] for word in content_words(" ".join(product.path), language))
    return [word for word in words if word.key != "=waterproof" and word.weight >= KEY_WEIGHT]


def _is_kind(product: Product, word: str, language: str) -> bool:
    return bool(keys(word, language) & keys(" ".join(product.path), language))
