"""One reason per product card, worked out from typed fields and tied to the question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from aisle.answering.hostile import is_hostile, safe
from aisle.answering.measures import Measure, measures, only_measure
from aisle.answering.needs import unmet, values_of
from aisle.answering.phrases import say
from aisle.answering.relevance import attributes_of, is_in
from aisle.answering.stated_needs import NeedKind
from aisle.answering.types import Basis, Tone
from aisle.answering.weighing import Scales, Weighed
from aisle.answering.words import Word, content_words, keys
from aisle.catalog.types import Product
from aisle.retrieval.filters import TEXT, names_of
from aisle.retrieval.types import Filter, FilterOp

_LONGEST = 80
_NAMED = 2  # unwanted values that a card names
# Only lengths say whom a thing fits; a bag of "3–5 kg" is not made for a question about 4 kg of food.
_FITTED = "length"
# A range above twice the asked length measures something else: a torso is not a body height.
_COMPARABLE = 1.6
# What tells goods apart at a glance, the most telling first; sides of things ("220 × 120 cm") tell little.
_TELLING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:persons?|people|sleeps|berths?|personen|personnes|personas)$",
        r"capacity|volume\b|volumen|contenance|capacidad",
        r"comfort|komfort|confort",
        r"waterproof|wasserdicht|étanche|impermeable",
        r"warmth|wärme|r-value|season|saison",
        r"output|lumens|brightness|power|battery",
        r"material|fabric|upper|fill\b|stoff|matière|tela",
        r"^(?:weight|gewicht|poids|peso)$",
    )
)
_ATTRIBUTE = "attribute."
_OFF = {FilterOp.LTE: "over_limit", FilterOp.LT: "over_limit", FilterOp.GTE: "under_limit"}
_SIDES = re.compile(r"\d\s?[×x]\s?\d")
_GLANCE = 40


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this product, in a few words without any price or stock."""

    text: str
    tone: Tone
    basis: Basis = Basis.ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Asked:
    """What the question says that a product can meet or miss."""

    words: tuple[Word, ...]
    lengths: tuple[tuple[str, Measure], ...]
    filters: tuple[Filter, ...]
    language: str
    weighed: Mapping[UUID, Weighed] = field(default_factory=dict)
    amounts: tuple[Measure, ...] = ()
    sort: str | None = None


def asked(
    question: str,
    language: str,
    filters: Sequence[Filter],
    weights: Scales | None = None,
    among: Sequence[Product] = (),
) -> Asked:
    """Read a question once for all the cards."""
    heights = {need.value for need in weights.needs if need.kind is NeedKind.HEIGHT} if weights else set()
    lengths = tuple(
        (f"{m.low / 10:g} cm", m)
        for m in measures(question)
        if m.kind == _FITTED and not m.is_range and m.low / 10 not in heights
    )
    amounts = tuple(m for m in measures(question) if m.kind and m.kind not in {_FITTED, "time"})
    weighed = weights.weigh(among) if weights else {}
    return Asked(
        content_words(question, language),
        lengths,
        tuple(filters),
        language,
        weighed,
        amounts,
        weights.sort if weights else None,
    )


def reason_for(product: Product, shown: Sequence[Product], question: Asked) -> Reason:
    """The first that holds: a need not met, a length that fits or not, a word asked for, a superlative, a limit."""
    return (
        _missed(product, question)
        or _meeting(product, question)
        or _within(product, question)
        or _fitting(product, question)
        or _ordered_by(product, question)
        or _measured(product, question)
        or _matching_attribute(product, question)
        or _superlative(product, shown, question)
        or _limit_kept(product, question)
        or _telling(product)
    )


def _missed(product: Product, question: Asked) -> Reason | None:
    missed = unmet(product, (one for one in question.filters if one.field != "stock"))
    if not missed:
        return None
    basis = Basis.PRICE if missed[0].field == "price" else Basis.ATTRIBUTES
    if missed[0].op is FilterOp.NOT:
        held = ", ".join(missed[0].values[:_NAMED])  # what was unwanted, and is there
        return Reason(_cut(_capital(safe(held))), Tone.WARN, basis)
    if missed[0].op in _OFF:
        return Reason(_cut(_off(product, missed[0], question.language)), Tone.WARN, basis)
    return Reason(_cut(say("not_met", question.language, need=safe(missed[0].text))), Tone.WARN, basis)


def _off(product: Product, limit: Filter, language: str) -> str:
    """By what it misses a limit on what it measures: "2.35 kg, over your 2 kg"."""
    if not limit.field.startswith(_ATTRIBUTE):
        return say("not_met", language, need=safe(limit.text))
    value = next(iter(values_of(product, limit.field)), "")
    name = safe("/".join(names_of(limit.field)))
    if not value:
        return say("not_given", language, name=name)
    measure = only_measure(value)
    if measure is None or measure.kind == "temperature":
        return f"{name} {safe(value)}, {_small(say('not_met', language, need=safe(limit.text)))}"
    return say(_OFF[limit.op], language, value=safe(value), limit=safe(limit.values[0]))


def _meeting(product: Product, question: Asked) -> Reason | None:
    """What speaks for the product where needs were stated, and what against it."""
    weighed = question.weighed.get(product.id)
    if weighed is None or not (weighed.pros or weighed.cons):
        return None
    pros, cons = weighed.pros, weighed.cons
    if not cons:
        both = ", ".join((pros[0], *(_small(one) for one in pros[1:2])))
        return Reason(_cut(_capital(both if len(both) <= _LONGEST else pros[0])), Tone.GOOD)
    if not pros:
        return Reason(_cut(_capital(cons[0])), Tone.WARN)
    both = say("but", question.language, good=pros[0], bad=_small(cons[0]))
    return Reason(_cut(_capital(both if len(both) <= _LONGEST else cons[0])), Tone.WARN)


def _small(text: str) -> str:
    return text if text[1:2].isupper() or text[1:2] in "/-" else text[:1].lower() + text[1:]


def _within(product: Product, question: Asked) -> Reason | None:
    """What it measures where that was limited, and is met."""
    for one in question.filters:
        if one.op in _OFF and one.field.startswith(_ATTRIBUTE):
            name = "/".join(names_of(one.field))
            value = next(iter(values_of(product, one.field)), "")
            return Reason(_cut(f"{safe(name)}: {safe(value)}"), Tone.GOOD)
    return None


def _fitting(product: Product, question: Asked) -> Reason | None:
    for name, value in attributes_of(product):
        ranges = [one for one in measures(value) if one.kind == _FITTED and one.is_range]
        for text, length in question.lengths:
            near = [one for one in ranges if one.low / _COMPARABLE <= length.low <= one.high * _COMPARABLE]
            if near:
                fits = any(one.holds(length) for one in near)
                key = "in_range" if fits else "out_of_range"
                said = say(key, question.language, name=safe(name), value=safe(value), asked=text)
                return Reason(_cut(said), Tone.GOOD if fits else Tone.WARN)
    return None


def _measured(product: Product, question: Asked) -> Reason | None:
    """ "A 40 litre pack": the attribute that is what was asked for."""
    for name, value in attributes_of(product):
        own = only_measure(value)
        if own and own.kind and any(own.kind == m.kind and m.holds(own) for m in question.amounts):
            return Reason(_cut(f"{safe(name)}: {safe(value)}"), Tone.GOOD)
    return None


def _matching_attribute(product: Product, question: Asked) -> Reason | None:
    """The attribute or option that says most of what was asked for beyond the kind of product."""
    kind = keys(f"{product.title} {product.category or ''}", question.language)
    wanted = [word for word in question.words if word.weight > 0.2 and not is_in(word, kind)]
    best, most = None, 0
    for name, value in attributes_of(product):
        said = keys(f"{name} {value}", question.language)
        hits = sum(is_in(word, said) for word in wanted if not word.text[0].isdigit())
        if hits > most:
            best, most = Reason(_cut(f"{safe(name)}: {safe(value)}"), _tone_of(value)), hits
    return best or _matching_option(product, wanted, question.language)


def _matching_option(product: Product, wanted: Sequence[Word], language: str) -> Reason | None:
    values = dict.fromkeys(value for variant in product.variants for value in variant.options.values())
    for value in values:
        if any(word.text == value.casefold() for word in wanted):
            return Reason(_cut(say("comes_in", language, value=safe(value))), Tone.GOOD)
    for tag in product.tags:
        if any(is_in(word, keys(tag, language)) for word in wanted):
            return Reason(_cut(safe(tag[:1].upper() + tag[1:])), Tone.GOOD)
    return None


def _tone_of(value: str) -> Tone:
    """ "No, needs a rain cover" is worth a warning when it is what was asked about."""
    first = value.casefold().replace(",", " ").split()[:1]
    if first and first[0] in {
        "no",
        "none",
        "not",
        "nein",
        "keine",
        "kein",
        "non",
        "aucun",
        "ninguno",
        "ninguna",
    }:
        return Tone.WARN
    return Tone.GOOD


def _ordered_by(product: Product, question: Asked) -> Reason | None:
    """ "The warmest": what each has of it says more than any other field."""
    if question.sort is None or not question.sort.startswith(_ATTRIBUTE):
        return None
    name = question.sort.removeprefix(_ATTRIBUTE).rpartition("_")[0].casefold()
    said = next((one for one in attributes_of(product) if one[0].casefold() == name), None)
    return Reason(_cut(f"{safe(said[0])}: {safe(said[1])}"), Tone.PLAIN) if said else None


def _superlative(product: Product, shown: Sequence[Product], question: Asked) -> Reason | None:
    if len(shown) < 2:
        return None
    others = [other for other in shown if other.id != product.id]
    found = (_lightest(product, others, question.language), _cheapest(product, others, question.language))
    # Who asks for the cheapest is not told that it is the lightest as well.
    by_price = question.sort == "price_asc"
    return next((one for one in (reversed(found) if by_price else found) if one is not None), None)


def _lightest(product: Product, others: Sequence[Product], language: str) -> Reason | None:
    weight = _weight(product)
    if weight is None or not all((_weight(other) or 0.0) > weight for other in others):
        return None
    return Reason(say("lightest", language), Tone.GOOD)


def _cheapest(product: Product, others: Sequence[Product], language: str) -> Reason | None:
    if not all(_is_cheaper(product, other) for other in others):
        return None
    return Reason(say("cheapest", language), Tone.GOOD, Basis.PRICE)


def _is_cheaper(product: Product, other: Product) -> bool:
    price, other_price = product.price_range, other.price_range
    if price is None or other_price is None or price.lowest.currency != other_price.lowest.currency:
        return False
    return price.lowest.amount < other_price.lowest.amount


def _weight(product: Product) -> float | None:
    for name, value in attributes_of(product):
        if name.casefold() in {"weight", "gewicht", "poids", "peso"}:
            measure = only_measure(value)
            return measure.middle if measure and measure.kind == "mass" else None
    return None


def _limit_kept(product: Product, question: Asked) -> Reason | None:
    """Only reached when every filter is met; a limit in the shopper's own words is worth repeating."""
    for one in question.filters:
        if one.field not in {"category", "stock", "source", "language", TEXT}:
            if one.field == "price":
                return Reason(_cut(_capital(safe(one.text))), Tone.GOOD, Basis.PRICE)
            name, values = "/".join(names_of(one.field)), values_of(product, one.field)
            if name != one.field and not values:
                continue  # an unwanted value that it lacks because it has none at all
            said = one.text if name == one.field else f"{name}: {', '.join(values[:3])}"
            return Reason(_cut(_capital(safe(said))), Tone.GOOD)
    return None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _telling(product: Product) -> Reason:
    """What one looks at first in such goods, or how the shop tags it; nothing rather than any odd field."""
    said = {
        name: value
        for name, value in attributes_of(product)
        if len(value) <= _GLANCE and not _SIDES.search(value) and _tone_of(value) is Tone.GOOD
    }
    for cue in _TELLING:
        for name, value in said.items():
            if cue.search(name):
                return Reason(_cut(f"{safe(name)}: {safe(value)}"), Tone.PLAIN)
    tag = next((tag for tag in product.tags if not is_hostile(tag)), "")
    return Reason(_cut(_capital(safe(tag))), Tone.PLAIN)


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "…"
