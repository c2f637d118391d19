"""How well one product meets one stated need, from -1 to 1, with the few words that say why."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from aisle.answering.bounds import Bounds, bounds_of
from aisle.answering.guide_rows import GuideRow
from aisle.answering.hostile import safe
from aisle.answering.measures import only_measure
from aisle.answering.phrases import say
from aisle.answering.relevance import attributes_of
from aisle.answering.stated_needs import Need, NeedKind
from aisle.answering.words import keys
from aisle.catalog.types import Product

_DRY_NAME = re.compile(r"waterproof|wasserdicht|imperm[eé]a|étanche|water resist", re.IGNORECASE)
_DRY_WORD = re.compile(r"waterproof|wasserdicht|imperm[eé]a|étanche", re.IGNORECASE)
_HEAD_NAME = re.compile(r"hydrostatic|waterproof rating|water column|wassersäule|schmerber", re.IGNORECASE)
_NO = re.compile(r"^\W*(?:no|none|not|nein|kein\w*|nicht|non|aucun\w*|ningun\w*)\b", re.IGNORECASE)
_YES = re.compile(r"^\W*(?:yes|ja|oui|s[ií]|fully)\b", re.IGNORECASE)
_HALF = re.compile(r"\bcover\b|\bshower|\bpartly\b|\bexcept\b|seams no|hülle|housse|funda", re.IGNORECASE)
_COMFORT_NAME = re.compile(r"comfort|komfort|confort", re.IGNORECASE)
_WARM_NAME = re.compile(r"warmth|wärme|chaleur|calor", re.IGNORECASE)
_SEASON_NAME = re.compile(r"season|saison|temporada", re.IGNORECASE)
_R_NAME = re.compile(r"r-?(?:value|wert)|valeur r|valor r", re.IGNORECASE)
_WARM_WORDS = (
    (r"very warm|sehr warm", 1.0),
    (r"warm|heavy|dick", 0.6),
    (r"medium|mittel", -0.1),
    (r"light|none|leicht|kein", -0.7),
)
_WINTER = re.compile(r"winter|four-season|4-season|insulated|snow", re.IGNORECASE)
_WEIGHT_NAMES = frozenset({"weight", "gewicht", "poids", "peso"})
_CAPACITY_NAME = re.compile(r"capacity|litres|volumen|contenance|capacidad", re.IGNORECASE)
# Packs by days away, for shops whose guides do not say: litres from, litres to.
_LITRES = ((1, (12.0, 30.0)), (3, (32.0, 48.0)), (8, (45.0, 65.0)), (60, (60.0, 90.0)))
_PACK = (8.0, 120.0)
# A range that covers half of what is wanted fits; longer values than this are not repeated on a card.
_ENOUGH_COMMON = 0.5
_SHORT = 24
_DRY_ENOUGH = 0.7
_MISSED = -0.6


@dataclass(frozen=True, slots=True)
class Degree:
    """How far a need is met; `said` is why, in words that can stand on a card.

    `attribute` names the field that decided and `note` what to write beside its value; `row` is the guide's row.
    """

    value: float
    said: str = ""
    attribute: str = ""
    note: str = ""
    row: GuideRow | None = None


class Among:
    """What a product is measured against: the others' ratings, temperatures and weights, read once."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._products = products

    @cached_property
    def heads(self) -> list[float]:
        """Ratings of their cloth in mm of water, lowest first."""
        return sorted(head for one in self._products if (head := _head(one)) is not None)

    @cached_property
    def comforts(self) -> list[float]:
        """Comfort temperatures in °C, coldest first."""
        return sorted(one[0] for other in self._products if (one := _comfort(other)) is not None)

    @cached_property
    def weights(self) -> list[float]:
        """Weights in grams, lightest first."""
        return sorted(weight for other in self._products if (weight := weight_of(other)) is not None)


def degree(
    product: Product, need: Need, rows: Sequence[GuideRow], among: Among, language: str
) -> Degree | None:
    """None when nothing the product says bears on the need."""
    mine = [row for row in rows if row.need == need]
    if need.kind is NeedKind.DRY:
        return _dry(product, among)
    if need.kind is NeedKind.COLD:
        return _cold(product, need, mine, among, language)
    if need.kind is NeedKind.LIGHT:
        return _light(product, among, language)
    by_guide = _by_rows(product, mine, language)
    if by_guide is None and need.kind is NeedKind.DAYS:
        by_guide = _by_litres(product, need, language)
    return by_guide


def _by_rows(product: Product, rows: Sequence[GuideRow], language: str) -> Degree | None:
    """The best that any row of a guide makes of the product: its attributes against the row's other cells."""
    found = [one for row in rows if (one := _by_row(product, row, language)) is not None]
    return max(found, key=lambda one: one.value, default=None)


def _by_row(product: Product, row: GuideRow, language: str) -> Degree | None:
    recommended = any(_names(product, cell) for _, cell in row.cells)
    for header, cell in row.cells:
        for wanted in bounds_of(cell)[:1]:
            for name, value in attributes_of(product):
                has = [
                    bound for bound in bounds_of(value) if _comparable(header, wanted, name, bound, language)
                ]
                if has:
                    found = _against(has, wanted, row.need, recommended, language)
                    return replace(found, attribute=name, row=row)
    if recommended:
        return Degree(0.8, say("right_for", language, asked=row.need.text))
    return None


def _names(product: Product, cell: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(product.title)}(?!\w)", cell, re.IGNORECASE) is not None


def _comparable(header: str, wanted: Bounds, name: str, has: Bounds, language: str) -> bool:
    """A column speaks of an attribute when they share a name, or when its header is the attribute's unit."""
    if keys(header, language) & keys(name, language) and wanted.kind == has.kind:
        return True
    unit = only_measure(f"1 {header.strip().lower()}")
    return bool(
        not wanted.kind and unit and unit.kind and unit.kind == has.kind and _CAPACITY_NAME.search(name)
    )


def _against(has: Sequence[Bounds], wanted: Bounds, need: Need, recommended: bool, language: str) -> Degree:
    added = 0.3 if recommended else 0.0
    scaled = [_scaled(bound, wanted) for bound in has]
    best = max(scaled, key=lambda bound: bound.share_in(wanted))
    if best.share_in(wanted) >= _ENOUGH_COMMON:
        what = best.text if len(best.text) <= _SHORT else ""
        note = say("fits" if need.kind is NeedKind.HEIGHT else "right_for", language, asked=need.text)
        return Degree(1.0 + added, f"{safe(what)} {note}".strip(), note=note)
    nearest = min(scaled, key=lambda bound: _gap(bound, wanted))
    gap, above = _gap(nearest, wanted), nearest.low > wanted.low
    width = wanted.high - wanted.low or wanted.high or 1.0
    names = ("too_long", "too_short") if need.kind is NeedKind.HEIGHT else ("too_large", "too_small")
    value = _MISSED if need.kind is NeedKind.HEIGHT else _by_gap(gap / width)
    said = "" if value > 0 else say(names[0] if above else names[1], language, asked=need.text)
    return Degree(value + added, said, note=said)


def _by_gap(share: float) -> float:
    """From 0.8 down; far off it falls ever more slowly, so that of things too small the largest is still the nearest."""
    near = 0.8 - 2 * share
    return near if near >= _MISSED else _MISSED - 0.9 * (1 - 0.7 / share)


def _scaled(bound: Bounds, wanted: Bounds) -> Bounds:
    """A bare number of a column ("35–45" under litres) is in the header's unit, the attribute in its base unit."""
    if wanted.kind or bound.kind != "volume":
        return bound
    return Bounds(bound.low / 1000, bound.high / 1000, "", bound.text)


def _gap(bound: Bounds, wanted: Bounds) -> float:
    return max(0.0, wanted.low - bound.high, bound.low - wanted.high)


def _by_litres(product: Product, need: Need, language: str) -> Degree | None:
    low, high = next(
        litres for days, litres in _LITRES if (need.value or 0) <= days or days == _LITRES[-1][0]
    )
    for name, value in attributes_of(product):
        measure = only_measure(value)
        if (
            _CAPACITY_NAME.search(name)
            and measure
            and measure.kind == "volume"
            and _PACK[0] <= measure.middle / 1000 <= _PACK[1]
        ):
            return _against(bounds_of(value)[:1], Bounds(low, high, "", ""), need, False, language)
    return None


def _dry(product: Product, among: Among) -> Degree | None:
    said = _said_dry(product)
    own = _head(product)
    if said is None and own is None:
        return None
    value, words = (said.value, said.said) if said else (0.0, "")
    # Dry is dry: a higher rating only decides between those that say nothing or only half.
    if value < _DRY_ENOUGH and own is not None and among.heads[0] < among.heads[-1]:
        lowest, highest = math.log(among.heads[0]), math.log(among.heads[-1])
        scale = (math.log(own) - lowest) / (highest - lowest)
        value = 0.75 * value + 0.25 * scale
    return Degree(value, words)


def _said_dry(product: Product) -> Degree | None:
    for name, value in attributes_of(product):
        if _DRY_NAME.search(name):
            return _dry_value(name, value)
    for tag in product.tags:
        if _DRY_WORD.search(tag):
            return Degree(0.9, safe(tag[:1].upper() + tag[1:]))
    for name, value in attributes_of(product):
        if _DRY_WORD.search(value) and not _NO.search(value):
            return Degree(0.8, f"{safe(name)}: {safe(value)}")
    return Degree(0.4) if _DRY_WORD.search(f"{product.title} {product.description}") else None


def _dry_value(name: str, value: str) -> Degree:
    if _NO.search(value):
        rest = re.sub(r"^\W*\w+[\s,;:]*", "", value)
        return Degree(-0.6, safe(rest) if rest else f"{safe(name)}: {safe(value)}")
    if _HALF.search(value):
        return Degree(0.2, safe(value))
    return Degree(1.0 if _YES.search(value) else 0.7, f"{safe(name)}: {safe(value)}")


def _head(product: Product) -> float | None:
    for name, value in attributes_of(product):
        measure = only_measure(value) if _HEAD_NAME.search(name) else None
        if measure and measure.low > 0:
            return measure.low
    return None


def _cold(
    product: Product, need: Need, rows: Sequence[GuideRow], among: Among, language: str
) -> Degree | None:
    own = _comfort(product)
    if own is not None:
        limit = need.value if need.value is not None else _limit_of(rows)
        found = _warm_enough(own, limit, among)
        key = "right_for" if found.value > 0 else "not_for"
        note = say(key, language, asked=need.text) if limit is not None else ""
        return replace(found, note=note, row=next(iter(rows), None))
    for name, value in attributes_of(product):
        if _R_NAME.search(name) and (measure := only_measure(value)):
            return Degree(min(1.0, (measure.middle - 3.5) / 2.5), f"{safe(name)} {safe(value)}")
        if _WARM_NAME.search(name):
            return next(
                (
                    Degree(d, f"{safe(name)}: {safe(value)}")
                    for cue, d in _WARM_WORDS
                    if re.search(cue, value, re.IGNORECASE)
                ),
                None,
            )
        if _SEASON_NAME.search(name) and (bounds := bounds_of(value)):
            return Degree(
                {4: 1.0, 5: 1.0, 3: 0.0}.get(int(bounds[0].high), -0.6), f"{safe(name)}: {safe(value)}"
            )
    said = next((text for text in (*product.tags, product.title) if _WINTER.search(text)), None)
    return Degree(0.7, safe(said)) if said else None


def _comfort(product: Product) -> tuple[float, str, str] | None:
    """The comfort temperature, or the only temperature, in °C with its words and its name."""
    found = [
        (bool(_COMFORT_NAME.search(name)), bound.low, f"{safe(name)} {safe(value)}", name)
        for name, value in attributes_of(product)
        for bound in bounds_of(value)[:1]
        if bound.kind == "temperature" and re.search(r"temp|comfort|komfort|confort", name, re.IGNORECASE)
    ]
    return max(found, key=lambda one: one[0])[1:] if found else None


def _limit_of(rows: Sequence[GuideRow]) -> float | None:
    """What a guide says to choose: the column about comfort before any other temperature."""
    found = [
        (bool(_COMFORT_NAME.search(header)), bound.high)
        for row in rows
        for header, cell in row.cells
        for bound in bounds_of(cell)
        if bound.kind == "temperature"
    ]
    return max(found, key=lambda one: (one[0], -one[1]))[1] if found else None


def _warm_enough(own: tuple[float, str, str], limit: float | None, among: Among) -> Degree:
    value, words, name = own
    if limit is None:
        low, high = among.comforts[0], among.comforts[-1]
        return Degree(1.0 - 2 * (value - low) / (high - low) if high > low else 0.5, words, name)
    if value <= limit:
        # Warm enough is enough: a bag for much colder nights is heavier and dearer.
        return Degree(1.0 - 0.04 * min(15.0, limit - value), words, name)
    return Degree(max(-1.0, -0.3 - (value - limit) / 10), words, name)


def _light(product: Product, among: Among, language: str) -> Degree | None:
    own = weight_of(product)
    if own is None or len(among.weights) < 2:
        return None
    place = among.weights.index(own) / (len(among.weights) - 1)
    return Degree(1.0 - 2 * place, say("lightest", language) if place == 0 else "")


def weight_of(product: Product) -> float | None:
    """The weight in grams, where the product says it."""
    return next(_weights(product), None)


def _weights(product: Product) -> Iterator[float]:
    for name, value in attributes_of(product):
        if name.casefold() in _WEIGHT_NAMES:
            measure = only_measure(value)
            if measure and measure.kind == "mass":
                yield measure.middle
