"""What a search understands, what it may be limited by and what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import field as field_of
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aisle.catalog.facets import Facet
from aisle.catalog.types import Product, Variant
from aisle.retrieval.lexical.widening import Widened


class FilterOp(StrEnum):
    """How the values of a filter are compared."""

    EQ = "eq"
    IN = "in"
    NOT = "not"
    LTE = "lte"
    LT = "lt"
    GTE = "gte"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in a question a filter was read.

    Attributes:
        id: Names the filter for as long as the question stays as it is, so that a caller can have it ignored.
        words: The shopper's words that set the limit.
        start: Their first character in the question, `end` one past their last.
        near: Whether the shop says it otherwise: "cream" became beige.
        only: Whether the shopper said that nothing else will do; such a limit is never relaxed.
        synonym: The words of the store's synonym by which it was read, "sneakers, trainers"; empty without one.
    """

    id: str
    words: str
    start: int
    end: int
    near: bool = False
    only: bool = False
    synonym: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A limit on what may be found.

    Attributes:
        field: category, tag, brand, price, rating, stock, size, colour or attribute.<name> of products; source,
            language, document.category or document.tag of passages.
        op: How values are compared.
        values: The store's own values; for prices plain numbers in the store's currency, low before high; for
            measures numbers with their unit.
        text: The limit as a shopper would read it: "under £300", "Tents", "in stock".
        origin: Where it was read; None for one that was given. Two filters are equal wherever they were read.
    """

    field: str
    op: FilterOp
    values: tuple[str, ...]
    text: str
    origin: Origin | None = field_of(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a store: filters take values from here and from nowhere else.

    Attributes:
        categories: Paths such as "Rucksacks/Trekking packs".
        brands: Brands.
        tags: Tags.
        attributes: Known values by name of attribute or option, such as Size or Colour.
        currency: ISO 4217 code of the prices.
        is_rated: Whether any product has a rating.
    """

    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    currency: str = "USD"
    is_rated: bool = False


class Wants(StrEnum):
    """What a question is after."""

    PRODUCTS = "products"
    KNOWLEDGE = "knowledge"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Thing:
    """One of several things that a question asks for.

    Attributes:
        words: The part of the question that asks for it; `start` and `end` say where it stands.
        text: The words to search for, without those that became filters.
        filters: Its own limits, and those that the question sets for all.
        sort: As in `Understanding`.
        quantity: How many are wanted; None when nothing says so.
    """

    words: str
    start: int
    end: int
    text: str
    filters: tuple[Filter, ...]
    sort: str | None = None
    quantity: int | None = None


class NoteKind(StrEnum):
    """Why something that was said limited nothing, or nothing can meet it."""

    NOT_KNOWN = "not_known"
    OTHER_CURRENCY = "other_currency"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Note:
    """What a shopper must be told of a question. words: those that it is about, from `start` to `end`."""

    kind: NoteKind
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as the search understands it.

    Attributes:
        text: The question without the words that became filters, but with the names of things; empty where it says
            nothing else.
        filters: Limits read out of the question.
        language: ISO 639-1 code.
        sort: An order as `retrieval.ordering` reads it, such as "price_asc"; None for relevance.
        wants: Whether products, knowledge or both are asked for.
        things: The things asked for, where there are several: each is searched for by itself, and `filters` and `sort`
            hold only what counts for all of them.
        notes: What was said and limits nothing, or cannot be met; to be told.
        unknown: Ids that were to be ignored and name no filter of the question.
    """

    text: str
    filters: tuple[Filter, ...]
    language: str
    sort: str | None
    wants: Wants
    things: tuple[Thing, ...] = ()
    unknown: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class LegScore:
    """Where one leg of the search put a hit.

    Attributes:
        rank: 1-based.
        score: 0..1, higher is better.
    """

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """Words of the question that a field of a hit holds. field: title, brand, attribute.<name>, text and so on."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetFilter:
    """A limit that a hit met. value: what the hit has there; None when it has nothing, as with "not leather"."""

    filter: Filter
    value: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a hit was found, besides what its legs say."""

    matches: tuple[FieldMatch, ...]
    filters: tuple[MetFilter, ...]


@dataclass(frozen=True, slots=True)
class RerankNote:
    """What one reranker did to a hit.

    Attributes:
        by: The reranker's name.
        before, after: Where the hit stood among the hits it saw of its kind, and where it stands now; 1-based.
        reasons: Stable words such as "near_duplicate" or "sold_out".
        score: The reranker's own, on a scale of its own.
    """

    by: str
    before: int
    after: int
    reasons: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that was found; `text` is `document text[start:end]`, word for word.

    Attributes:
        score: 0..1, higher is better; comparable within one search.
        similarity: Cosine to the question; None when the dense leg did not see the passage.
        coverage: 0..1, share of the question's idf mass found in it.
        legs: What each leg thought of it, by name of the leg.
        why: The words and limits that it met, where asked for.
        reranked: What each reranker did to it, in order.
        barred: Words that no sentence quoted from it may hold.
    """

    passage_id: UUID
    chunk_id: UUID
    document_id: UUID
    document_version_id: UUID
    title: str
    url: str | None
    text: str
    context: str
    kind: str
    page: int | None
    section: tuple[str, ...]
    start: int
    end: int
    language: str
    as_of: datetime
    score: float
    similarity: float | None
    coverage: float
    legs: Mapping[str, LegScore] = field(default_factory=dict)
    why: Explanation | None = None
    reranked: tuple[RerankNote, ...] = ()
    barred: tuple[str, ...] = ()

    @property
    def item_id(self) -> UUID:
        """The item that the index knows."""
        return self.passage_id


@dataclass(frozen=True, slots=True)
class ProductHit:
    """A product that was found; score, similarity, coverage, legs, why and reranked as in `PassageHit`.

    offers: the variants that meet all limits at once, the cheapest first. is_close: whether it holds about as many of
    the question's words as the best does; None where nothing was counted or ordered.
    """

    product: Product
    score: float
    similarity: float | None
    coverage: float
    legs: Mapping[str, LegScore] = field(default_factory=dict)
    why: Explanation | None = None
    offers: tuple[Variant, ...] = ()
    is_close: bool | None = None
    reranked: tuple[RerankNote, ...] = ()

    @property
    def item_id(self) -> UUID:
        """The item that the index knows."""
        return self.product.id


@dataclass(frozen=True, slots=True)
class Total:
    """How many items a question is about. exact: False when there are more than were counted."""

    value: int
    exact: bool


class Step(StrEnum):
    """What was done to a limit."""

    PREFERENCE_DROPPED = "preference_dropped"
    STOCK_DROPPED = "stock_dropped"
    RATING_DROPPED = "rating_dropped"
    SIZE_DROPPED = "size_dropped"
    COLOUR_NEAREST = "colour_nearest"
    COLOUR_DROPPED = "colour_dropped"
    PRICE_WIDENED = "price_widened"
    MEASURE_WIDENED = "measure_widened"
    ATTRIBUTE_DROPPED = "attribute_dropped"
    BRAND_DROPPED = "brand_dropped"
    PRICE_DROPPED = "price_dropped"
    CATEGORY_WIDENED = "category_widened"


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One limit that gave way.

    Attributes:
        step: What was done.
        filter: The limit as it was.
        instead: The limit that holds instead; None when it holds no more.
        found: How many products meet all limits after this step; counting stops at a thousand.
    """

    step: Step
    filter: Filter
    instead: Filter | None
    found: int


@dataclass(frozen=True, slots=True)
class ThingResult:
    """What was found for one of several things asked for; relaxed, listed: as in `SearchResult`.

    total: how many products it is about, where counting was asked for.
    """

    thing: Thing
    products: tuple[ProductHit, ...]
    relaxed: tuple[Relaxation, ...] = ()
    total: Total | None = None
    listed: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search has found.

    Attributes:
        passages: Best first.
        products: Best first, or in the order of `sort`.
        understanding: The question as understood, with the filters that were applied.
        index_version_id: The index version that answered.
        sort: The order that was applied; None for relevance.
        totals: By kind of item, where counting was asked for. Of several things asked for: the products that at least
            one of them is about, each once.
        listed: The products that were counted, where the request wants to know which.
        facets: Those that were asked for; over the products that the question is about.
        weights: Share of each leg in the score, by name.
        degraded: What could not take part: legs by name, and "reranking".
        more: Whether another page may hold something.
        widened: What was searched besides the words that were typed.
        relaxed: Limits that gave way because nothing met them all, in order.
        groups: Where several things were asked for, what was found for each; `products` holds them in turn.
    """

    passages: tuple[PassageHit, ...]
    products: tuple[ProductHit, ...]
    understanding: Understanding
    index_version_id: UUID
    sort: str | None = None
    totals: Mapping[str, Total] = field(default_factory=dict)
    facets: tuple[Facet, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    degraded: tuple[str, ...] = ()
    more: bool = False
    widened: tuple[Widened, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
    groups: tuple[ThingResult, ...] = ()
    listed: frozenset[UUID] = frozenset()
