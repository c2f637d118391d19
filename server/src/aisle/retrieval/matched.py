"""What a question is about, as a set: what totals and facets count, and what another order sorts.

A ranking has no end: the leg of meaning finds something near to every question. The set has one. An item belongs to
it that holds about as many of the question's words as the best item within the filters does. Where no words are
found, or none are looked at, everything within the filters makes it up, or without filters the nearest in meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from aisle.core.db import Session
from aisle.retrieval import repository
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import ALL, Candidate, Candidates, Query
from aisle.retrieval.versions import IndexVersion

# The cheapest stove is the cheapest of those that have about as many of the question's words as any has.
ABOUT_AS_MUCH = 0.75
MOST_MATCHED = 5_000
# Coverage is a sum of 32-bit shares: equal ones may differ in the last digits.
TOLERANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Matched:
    """The products that a question is about, whether or not filters let them through.

    Attributes:
        ids: None stands for every product of the store.
        complete: False when there are more than MOST_MATCHED; these are then the best of them.
    """

    ids: frozenset[UUID] | None
    complete: bool = True

    def within(self, candidates: Candidates) -> frozenset[UUID] | None:
        """Return those that may meet the filters; None when that is anything in the store."""
        if self.ids is None or candidates.within is None:
            return candidates.within if self.ids is None else self.ids
        return self.ids & candidates.within

    def holds(self, product: Candidate) -> bool:
        """Whether a product that a leg found belongs."""
        return product.is_named or self.ids is None or product.item_id in self.ids


async def matched_products(
    session: Session, version: IndexVersion, query: Query, candidates: Candidates
) -> Matched:
    """Return the products that a question is about."""
    if not query.text.strip():
        return Matched(None)
    found = candidates.of(ItemKind.PRODUCT)
    best = max((one.coverage for one in found if one.has_words), default=0.0)
    if not best:
        return Matched(None if query.criteria else frozenset(one.item_id for one in found))
    ordinals = _holding(candidates, ABOUT_AS_MUCH * best)
    items = await repository.items_at(session, version, ordinals[:MOST_MATCHED], None)
    ids = frozenset(one.item_id for one in items if one.kind is ItemKind.PRODUCT)
    return Matched(ids, len(ordinals) <= MOST_MATCHED)


def close_passages(candidates: Candidates) -> int:
    """Return how many passages among the candidates hold about as much of the question as the best does."""
    found = [one for one in candidates.of(ItemKind.PASSAGE) if one.has_words]
    best = max((one.coverage for one in found), default=0.0)
    return sum(one.coverage >= ABOUT_AS_MUCH * best for one in found)


def _holding(candidates: Candidates, coverage: float) -> Sequence[int]:
    """Return ordinals of items that hold so much of the question, the best first."""
    if candidates.words is None:
        return []
    scores = candidates.words.best(ALL)
    kept = scores.coverage >= np.float32(coverage - TOLERANCE)
    return [int(ordinal) for ordinal in scores.ordinals[kept]]
