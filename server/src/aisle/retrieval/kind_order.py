"""The thing itself before what goes with it: an order among products that hold as much of the question."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from aisle.catalog import service as catalog
from aisle.core.db import Session
from aisle.retrieval.items import ItemKind
from aisle.retrieval.kinds import Kind, Kinds
from aisle.retrieval.legs import Candidate, Candidates
from aisle.retrieval.types import Understanding

MOST_ORDERED = 100  # of the products; those further down do not reach what is shown
# Coverage is a sum of 32-bit shares: equal ones may differ in the last digits.
TOLERANCE = 1e-4


def accessories_of(kinds: Kinds, understood: Understanding) -> tuple[str, ...]:
    """Return the categories of what only goes with the thing that was read; none where the thing has no category."""
    if not _words_read(understood):
        return ()
    kind_of = _kinds_of(kinds, understood)
    return tuple(sorted(path for path, kind in kind_of.items() if kind is Kind.ACCESSORY))


async def things_first(
    session: Session, candidates: Candidates, kinds: Kinds, understood: Understanding
) -> Candidates:
    """Return the candidates with products of the kind that is asked for before those that go with it."""
    kind_of = _kinds_of(kinds, understood)
    if not kind_of:
        return candidates
    products = [one for one in candidates.of(ItemKind.PRODUCT) if not one.is_named][:MOST_ORDERED]
    categories = await catalog.categories_of(session, [one.item_id for one in products])
    known = {item: kind_of[path] for item, path in categories.items() if path in kind_of}
    ordered = in_kind_order(
        [one for one in products if one.item_id in known], known, sure=bool(_words_read(understood))
    )
    rest = iter(ordered)
    ranked = [
        replace(next(rest), score=one.score) if one.item_id in known else one for one in candidates.ranked
    ]
    return replace(candidates, ranked=tuple(ranked))


def _kinds_of(kinds: Kinds, understood: Understanding) -> Mapping[str, Kind]:
    """What categories are to the thing that a question is after; nothing unless there are both kinds to tell apart."""
    words = _words_read(understood) or [understood.text]
    kind_of = kinds.of(kinds.asked(words, understood.language))
    told = len(set(kind_of.values())) == len(Kind)
    return kind_of if told and not kinds.is_owned(understood.text, understood.language) else {}


def _words_read(understood: Understanding) -> list[str]:
    return [one.origin.words for one in understood.filters if one.field == "category" and one.origin]


def in_kind_order(
    products: Sequence[Candidate], known: Mapping[UUID, Kind], *, sure: bool
) -> list[Candidate]:
    """Return products in their order, but accessories behind the things themselves.

    known: what each is. sure: whether the thing was read for sure; else only those accessories give way that hold no
    more of the question.
    """
    ordered = list[Candidate]()
    for one in products:
        at = len(ordered)
        while at and known[one.item_id] is Kind.SAME and known[ordered[at - 1].item_id] is Kind.ACCESSORY:
            if not sure and ordered[at - 1].coverage > one.coverage + TOLERANCE:
                break
            at -= 1
        ordered.insert(at, one)
    return ordered
