"""What goes with a product, as far as the shop's own data says so; nothing is guessed.

Four kinds of evidence, the strongest first: the product names it; it names the product; an attribute of one says that
it fits the other; several products of the same category name it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from aisle.catalog.identifiers import identifier_key
from aisle.catalog.repository import relations
from aisle.catalog.types import Product, Relation
from aisle.core.db import Session

FEWEST_SIBLINGS = 2  # of a category that must name a product before it stands for the category
SHORTEST_NAME = 4  # letters and digits; shorter names occur in anything
_BETWEEN = re.compile(r"\s*(?:[,;/|]|\band\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)


class Evidence(StrEnum):
    """Why one product stands beside another."""

    NAMED = "named_by_product"
    NAMES = "names_product"
    FITS = "fits"
    CATEGORY = "named_in_category"


@dataclass(frozen=True, slots=True)
class Beside:
    """A product that goes with another. detail: what says so, in the shop's own words where it has some."""

    product_id: UUID
    evidence: Evidence
    detail: str


async def find_complements(
    session: Session, product: Product, fitting_names: Sequence[str], limit: int
) -> list[Beside]:
    """Products that go with one, the best evidence first, each once.

    Args:
        fitting_names: The store's attributes that say what a product fits.
    """
    found = [
        *await _named(session, product, Relation.COMPLEMENTARY),
        *await _naming(session, product),
        *await _fitting(session, product, fitting_names),
        *await _named_by_siblings(session, product),
    ]
    once: dict[UUID, Beside] = {}
    for one in found:
        once.setdefault(one.product_id, one)
    once.pop(product.id, None)
    return (await _offered(session, list(once.values())))[:limit]


async def find_named(session: Session, product: Product) -> list[Beside]:
    """Products that the shop itself calls related to one."""
    named = [one for one in await _named(session, product, Relation.RELATED) if one.product_id != product.id]
    return await _offered(session, named)


async def _offered(session: Session, found: list[Beside]) -> list[Beside]:
    """Without products that the assistant leaves out."""
    hidden = await relations.hidden_among(session, [one.product_id for one in found]) if found else set()
    return [one for one in found if one.product_id not in hidden]


async def _named(session: Session, product: Product, kind: Relation) -> list[Beside]:
    keys = (await relations.relations_of(session, product.id)).get(kind, [])
    known = await relations.ids_by_keys(session, keys) if keys else {}
    return [Beside(known[key], Evidence.NAMED, key) for key in keys if key in known]


async def _naming(session: Session, product: Product) -> list[Beside]:
    ids = await relations.naming(session, Relation.COMPLEMENTARY, _keys(product))
    return [Beside(one, Evidence.NAMES, product.handle) for one in ids]


async def _fitting(session: Session, product: Product, names: Sequence[str]) -> list[Beside]:
    """Products whose attribute names this one, and those that this one's attribute names."""
    if not names:
        return []
    own = _folded([product.title, *_keys(product)])
    rows = await relations.having_attributes(session, names)
    found = [
        Beside(row["id"], Evidence.FITS, f"{row['name']}: {row['value']}")
        for row in rows
        if own & _folded(_parts(row["value"]))
    ]
    for name in names:
        if said := product.attributes.get(name):
            found += [Beside(one, Evidence.FITS, f"{name}: {said}") for one in await _meant(session, said)]
    return found


async def _meant(session: Session, said: str) -> list[UUID]:
    parts = [part for part in _parts(said) if len(identifier_key(part)) >= SHORTEST_NAME]
    if not parts:
        return []
    by_key = await relations.ids_by_keys(session, parts)
    return [*by_key.values(), *await relations.ids_by_titles(session, parts)]


async def _named_by_siblings(session: Session, product: Product) -> list[Beside]:
    """What several products of the same category name: categories that go together by data."""
    if not product.category:
        return []
    rows = await relations.named_in_category(session, Relation.COMPLEMENTARY, product.category)
    counted = Counter(key for sibling, named in rows if sibling != product.id for key in set(named))
    often = {key: count for key, count in counted.most_common() if count >= FEWEST_SIBLINGS}
    known = await relations.ids_by_keys(session, list(often)) if often else {}
    return [
        Beside(known[key], Evidence.CATEGORY, f"{count} products of {product.category}")
        for key, count in often.items()
        if key in known
    ]


def _keys(product: Product) -> list[str]:
    return [product.handle, *(one.sku for one in product.variants if one.sku)]


def _parts(value: str) -> Iterator[str]:
    """What a list such as "Fell 28, Crag 45 and Tarn" names, and the whole of it."""
    yield value
    yield from (part for part in _BETWEEN.split(value) if part)


def _folded(names: Iterable[str]) -> set[str]:
    keys = (identifier_key(name) for name in names)
    return {key for key in keys if len(key) >= SHORTEST_NAME}
