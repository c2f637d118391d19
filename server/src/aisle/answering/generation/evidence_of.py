"""Finding what of the evidence bears out a sentence: exact spans of passages, and products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aisle.answering.generation.bearing import (
    ENOUGH,
    ENOUGH_OF_FIELDS,
    Window,
    best_window,
    claimed_words,
    covered,
    overlap,
)
from aisle.answering.generation.facts import PLACEHOLDER
from aisle.answering.generation.sources import Sources, product_words
from aisle.answering.words import Word, keys

_ADDS = 0.1
_MOST_SPANS = 3
# What a sentence says around a reference that is filled in when it is shown.
_AROUND_FACTS = """price priced cost costs costing now currently down was before instead discount off reduced stock available availability
    preis kostet kosten statt vorher jetzt rabatt reduziert lager verfügbar prix coûte lieu réduction disponible
    precio cuesta antes descuento disponible existencias prezzo costa sconto disponibilità prijs kost korting voorraad"""


@dataclass(frozen=True, slots=True)
class Borne:
    """How far a sentence is borne out, 0 to 1, and by what.

    Attributes:
        spans: Of passages, the strongest first.
        texts: The words of the products that it is about.
    """

    support: float
    spans: tuple[Window, ...] = ()
    texts: tuple[str, ...] = field(default=())

    @property
    def is_enough(self) -> bool:
        """Whether rules call it borne out."""
        return self.support >= (ENOUGH_OF_FIELDS if self.texts else ENOUGH)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The exact words, each with the title it stands under."""
        return (*(f"{one.passage.title}: {shown_text(one)}" for one in self.spans), *self.texts)


def shown_text(window: Window) -> str:
    """A window's words, rows of a table with their headers."""
    return " ".join(f"{unit.about} {unit.shown}" for unit in window.units)


def bear_out(
    sentence: str,
    language: str,
    marked: Sequence[int],
    about: Sequence[int],
    sources: Sources,
    reasons: Sequence[str] = (),
) -> Borne:
    """Look into the passages marked first, and into all others where those do not suffice.

    Args:
        marked: Numbers of passages that the model named.
        about: Numbers of products that the sentence speaks of.
        reasons: What the shop's own weighing says of these products.
    """  # fmt: skip
    bare = PLACEHOLDER.sub(" ", sentence)
    words = claimed_words(bare, language)
    if not words and bare != sentence:
        return Borne(1.0)  # "It costs {price:P1}." says nothing but a fact of the catalogue
    texts = tuple(product_words(one) for n in about if (one := sources.product(n)))
    known = keys(" ".join((*texts, *reasons, _AROUND_FACTS if bare != sentence else "")), language)
    named = [n for n in marked if sources.passage(n)]
    known_texts = (*texts, *reasons)
    found = _among(bare, words, language, named, known, sources, known_texts)
    if found.is_enough or (named and len(named) == len(sources.passages)):
        return found
    others = [n for n in range(1, len(sources.passages) + 1) if n not in named]
    wider = _among(bare, words, language, [*named, *others], known, sources, known_texts)
    return max(found, wider, key=lambda one: one.support)


def _among(
    sentence: str,
    words: Sequence[Word],
    language: str,
    numbers: Sequence[int],
    known: frozenset[str],
    sources: Sources,
    texts: tuple[str, ...],
) -> Borne:
    windows = [one for n in numbers if (one := best_window(sentence, language, sources.read[n - 1]))]
    chosen: list[Window] = []
    support, seen = covered(words, known), known
    while windows and len(chosen) < _MOST_SPANS:
        rated = [
            (covered(words, seen | _keys(one, language)), one.support, -place)
            for place, one in enumerate(windows)
        ]
        gained, _, place = max(rated)
        if gained < support + _ADDS:
            break
        taken = windows.pop(-place)
        chosen.append(taken)
        support, seen = gained, seen | _keys(taken, language)
    if chosen and not texts:
        support = (support + overlap(sentence, (one.passage.text for one in chosen))) / 2
    return Borne(min(support, _least_denied(chosen, support)), tuple(chosen), texts)


def _least_denied(chosen: Sequence[Window], support: float) -> float:
    """What a source denies is not made good by another one."""
    return min((one.support for one in chosen if one.denied), default=support)


def _keys(window: Window, language: str) -> frozenset[str]:
    return keys(f"{window.passage.title} {shown_text(window)}", language)
