"""What a search is asked: the words, the limits, the order, and what to say besides the hits."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from aisle.retrieval.items import ItemKind
from aisle.retrieval.synonyms.known import KnownRules
from aisle.retrieval.types import Filter

BOTH = frozenset(ItemKind)
_MARK = 2**64 - 1


class Mode(StrEnum):
    """Which legs take part."""

    HYBRID = "hybrid"
    SEMANTIC = "semantic"
    KEYWORD = "keyword"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What to look for.

    Attributes:
        text: The shopper's words; none stand for every product that the filters let through.
        filters: None reads them out of the words.
        products: These belong in the result in any case.
        sort: As `retrieval.ordering` writes it, "price_asc" for one; None takes what the words ask for.
        facets: Names of facets to count; none counts none.
        seen: Marks of items that earlier pages have shown; they are left out.
        total: Whether to count what matches.
        ignore: Ids of filters read out of the words that the shopper took back.
        relax: Whether limits may be relaxed when nothing meets them: None those that were read out of the words, True
            also those that were given, False none.
        strict: Whether attributes that no product has, and ids to ignore that the words do not set, are refused.
        listed: Whether to say which products were counted, too.
        explain: Whether to say which words and limits each hit met.
        logged: Whether the search counts towards suggestions of synonyms.
        conversation: The conversation it belongs to, if any.
        version: The index version to search; None takes the live one.
        as_you_type: Whether the last word may be unfinished although the store knows it as it stands.
        market: The shopper's; None leaves out passages that are for some markets alone.
        rules: Synonyms that were read a moment ago; they are read again where they do not cover the words.
    """

    text: str
    filters: tuple[Filter, ...] | None = None
    kinds: frozenset[ItemKind] = BOTH
    mode: Mode = Mode.HYBRID
    limit: int = 10
    products: tuple[UUID, ...] = field(default=())
    sort: str | None = None
    facets: tuple[str, ...] = ()
    seen: frozenset[int] = frozenset()
    total: bool = False
    listed: bool = False
    explain: bool = False
    as_you_type: bool = False
    ignore: tuple[str, ...] = ()
    relax: bool | None = None
    strict: bool = False
    logged: bool = False
    conversation: UUID | None = None
    version: UUID | None = None
    market: str | None = None
    rules: KnownRules | None = None


def mark_of(item_id: UUID) -> int:
    """Return 64 bits of an id, enough to know an item again among those of one store."""
    return item_id.int & _MARK
