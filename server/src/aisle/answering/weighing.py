"""Putting products in the order in which they meet what was asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from aisle.answering.degrees import Among, Degree, degree
from aisle.answering.guide_rows import GuideRow, guide_rows
from aisle.answering.main_kinds import names_kind_only, sizes
from aisle.answering.measures import measures, only_measure
from aisle.answering.needs import excess, unmet
from aisle.answering.relevance import attributes_of, is_in
from aisle.answering.stated_needs import Need, NeedKind, stated_needs
from aisle.answering.words import KEY_WEIGHT, Word, content_words, keys
from aisle.catalog.types import Product
from aisle.retrieval.types import Filter, PassageHit

_WEIGHTS = {
    NeedKind.HEIGHT: 1.0,
    NeedKind.DRY: 1.2,
    NeedKind.COLD: 1.6,
    NeedKind.DAYS: 1.1,
    NeedKind.LIGHT: 0.8,
}
_BY_PLACE = 0.3
# Scores nearer than this are as good as equal.
TELLS_APART = 0.2
_BY_WORDS = 1.0
_BY_WISH = 0.8
_IN_FIELDS, _IN_DESCRIPTION = 1.0, 0.4
_WRONG_PERSON = -1.0
_CHILD = re.compile(
    r"\b(?:child(?:ren)?|kids?|toddlers?|bab(?:y|ies)|boys?|girls?|sons?|daughters?|junior|kind(?:er)?|enfants?|niñ[oa]s?|"
    r"little|\d{1,2}[- ]year|\d{1,2} (?:to|–) \d{1,2} years?|years?)\b",
    re.IGNORECASE,
)
_CHILDREN_NAMED = re.compile(
    r"\b(?:child(?:ren)?(?:['’]s)?|kids?|toddlers?|bab(?:y|ies)|boys?|girls?|my (?:son|daughter)|year[- ]olds?|junior|kind(?:er)?|enfants?|niñ[oa]s?|family)\b",
    re.IGNORECASE,
)
_WOMEN = re.compile(
    r"\b(?:wom[ae]n|ladies|female|damen|frauen?|femmes?|mujer(?:es)?|wife|girlfriend|mother|mum)\b",
    re.IGNORECASE,
)
_MEN = re.compile(
    r"\b(?:m[ae]n|male|gents|herren|männer|hommes?|hombres?|husband|boyfriend|father|dad)\b", re.IGNORECASE
)
_PART_OF = re.compile(
    r"^(?:fits|compatib\w*(?: \w+)?|for use with|passend (?:für|zu)|convient à|compatible con)$",
    re.IGNORECASE,
)
_PETS = re.compile(
    r"\b(?:dogs?|pupp(?:y|ies)|cats?|kittens?|horses?|pon(?:y|ies)|hunde?|katzen?|pferde?|chiens?|chats?|chevaux|perros?|gatos?|caballos?)\b",
    re.IGNORECASE,
)
PEOPLE = re.compile("|".join(cue.pattern for cue in (_CHILDREN_NAMED, _WOMEN, _MEN, _PETS)), re.IGNORECASE)
_CHEAPER = re.compile(
    r"\bcheaper\b(?! than\b)|\bless expensive\b|\b(?:günstiger|billiger)\w*|\bmoins cher|\bmás barat[oa]s?\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"^\W*(?:no|none|not|nein|keine?|non|aucun\w*|ningun\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A product with how well it meets each need that it says anything about."""

    product: Product
    score: float
    degrees: tuple[tuple[Need, Degree], ...] = ()

    @property
    def pros(self) -> tuple[str, ...]:
        """What speaks for it, the strongest need first."""
        return tuple(one.said for _, one in self.degrees if one.value >= 0.5 and one.said)

    @property
    def cons(self) -> tuple[str, ...]:
        """What speaks against it."""
        return tuple(one.said for _, one in self.degrees if one.value < 0 and one.said)


@dataclass(frozen=True, slots=True)
class Scales:
    """What products are weighed by: the stated needs, the guides' rows about them and the words of the question."""

    question: str
    language: str
    needs: tuple[Need, ...] = ()
    rows: tuple[GuideRow, ...] = ()
    filters: tuple[Filter, ...] = ()
    sort: str | None = None
    words: tuple[Word, ...] = ()
    memory: dict[tuple[UUID, ...], dict[UUID, Weighed]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def ranked(self, products: Sequence[Product]) -> tuple[Weighed, ...]:
        """Those that meet every limit and can be bought first, then by how well they meet what was said."""
        weighed = self.weigh(products).values()
        if not self.needs and not self._wishes and not _people(self.question):
            odd = self._oddness(products)
            return tuple(
                sorted(weighed, key=lambda one: (*self._first(one.product), odd.get(one.product.id, 0)))
            )
        return tuple(sorted(weighed, key=lambda one: (*self._first(one.product), -one.score)))

    def weigh(self, products: Sequence[Product]) -> dict[UUID, Weighed]:
        """The same by product, without an order; weighed once however often it is asked for."""
        together = tuple(product.id for product in products)
        if together not in self.memory:
            among = Among(products)
            self.memory[together] = {
                product.id: self._weigh(product, place / len(products), among)
                for place, product in enumerate(products)
            }
        return self.memory[together]

    def _oddness(self, products: Sequence[Product]) -> dict[UUID, int]:
        """How far each product is from what is mostly meant: made for children, or of a small kind where only a category is named."""
        if self.sort:
            return {}
        words = [word for word in self.words if word.weight >= KEY_WEIGHT]
        counts = sizes(products) if names_kind_only(words, products, self.language) else Counter()
        order = sorted(counts, key=lambda kind: -counts[kind])
        return {
            one.id: (order.index(one.category or "") if order else 0)
            + max(1, len(order)) * (_person(one, self.question) < 0)
            for one in products
        }

    @property
    def _wishes(self) -> tuple[Filter, ...]:
        """Shops tag some of their goods, so a tag that is asked for weighs and does not decide."""
        return tuple(one for one in self.filters if one.field == "tag")

    def _first(self, product: Product) -> tuple[int, bool, bool, float, Decimal | float]:
        part = self.sort is not None and _is_part(product)
        limits = [one for one in self.filters if one not in self._wishes]
        missed = unmet(product, limits)
        off = sum(excess(product, one) for one in missed)
        return len(missed), product.in_stock is False, part, off, _sort_key(product, self.sort)

    def _weigh(self, product: Product, place: float, among: Among) -> Weighed:
        found = tuple(
            (need, one)
            for need in self.needs
            if (one := degree(product, need, self.rows, among, self.language)) is not None
        )
        score = sum(_WEIGHTS[need.kind] * one.value for need, one in found)
        score += _BY_WORDS * self._by_words(product) + _BY_PLACE * (1 - place)
        score -= _BY_WISH * len(unmet(product, self._wishes))
        strongest = sorted(found, key=lambda one: -_WEIGHTS[one[0].kind] * abs(one[1].value))
        return Weighed(product, score + _person(product, self.question), tuple(strongest))

    def _by_words(self, product: Product) -> float:
        total = sum(word.weight for word in self.words)
        if not total:
            return 0.0
        said = (f"{name} {value}" for name, value in attributes_of(product) if not _EMPTY.search(value))
        fields = keys(" ".join((product.title, product.category or "", *product.tags, *said)), self.language)
        told = keys(product.description, self.language)
        return (
            sum(
                word.weight * (_IN_FIELDS if is_in(word, fields) else _IN_DESCRIPTION * is_in(word, told))
                for word in self.words
            )
            / total
        )


def scales(
    question: str,
    language: str,
    passages: Sequence[PassageHit] = (),
    filters: Sequence[Filter] = (),
    sort: str | None = None,
) -> Scales:
    """Read a question once for all the products; its bare numbers match no product."""
    needs = stated_needs(question, language)
    sort = sort or ("price_asc" if _CHEAPER.search(question) else None)
    words = tuple(
        word for word in content_words(question, language) if word.weight > 0.2 and not word.text[0].isdigit()
    )
    rows = guide_rows(needs, question, passages, language)
    return Scales(question, language, needs, rows, tuple(filters), sort, words)


def _sort_key(product: Product, sort: str | None) -> Decimal | float:
    """Orders that were asked for ("cheapest") come before any weighing; without one all are equal."""
    if sort is None:
        return 0.0
    sign = -1 if sort.endswith("_desc") else 1
    if sort.startswith("price"):
        prices = product.price_range
        return sign * prices.lowest.amount if prices else Decimal("Infinity")
    name = sort.removeprefix("attribute.").rpartition("_")[0].casefold()
    values = (only_measure(value) for key, value in attributes_of(product) if key.casefold() == name)
    return next((sign * measure.middle for measure in values if measure), float("inf"))


def _is_part(product: Product) -> bool:
    """What fits something else is a part for it: the cheapest stove is not the bottle that fits a stove."""
    return any(
        _PART_OF.search(name) and not any(m.kind for m in measures(value))
        for name, value in attributes_of(product)
    )


def _people(question: str) -> bool:
    return PEOPLE.search(question) is not None


def _person(product: Product, question: str) -> float:
    """A child's coat is no answer to a grown person, nor a man's to a woman."""
    named = f"{product.title} {product.category or ''} {' '.join(product.tags)}"
    sizes = " ".join(value for variant in product.variants[:6] for value in variant.options.values())
    for_child = bool(_CHILD.search(named) or re.search(r"\byears?\b", sizes))
    child_named = bool(_CHILDREN_NAMED.search(question))
    score = (-_WRONG_PERSON if child_named else _WRONG_PERSON) if for_child else 0.0
    if _PETS.search(named):
        score += -_WRONG_PERSON if _PETS.search(question) else _WRONG_PERSON
    for mine, other in ((_WOMEN, _MEN), (_MEN, _WOMEN)):
        if (
            mine.search(question)
            and not other.search(question)
            and other.search(named)
            and not mine.search(named)
        ):
            score += _WRONG_PERSON
    return score
