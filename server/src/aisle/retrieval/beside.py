"""Products to look at beside one: those like it, and those that go with it; each with the reason why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.catalog import service as catalog
from aisle.catalog.criteria import Criteria
from aisle.catalog.service import Beside
from aisle.catalog.types import Product
from aisle.core.db import Database, Scope, Session
from aisle.retrieval import repository, versions
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import Query, run_legs
from aisle.retrieval.names import AttributeNames

# Shares of the score. Chosen by hand: no labelled set of alternatives to a product exists to choose them by.
MEANING, CATEGORY, ATTRIBUTES = 0.5, 0.3, 0.2
LOOKED_AT = 60
_FITS = frozenset(
    {
        *(
            "compatible with",
            "compatibility",
            "fits",
            "fits model",
            "for model",
            "suitable for",
            "works with",
        ),
        *("kompatibel mit", "passend fur", "geeignet fur", "compatible avec", "convient a", "compatible con"),
        *("accessory for", "accessory to", "zubehor fur", "accessoire pour", "accesorio para"),
    }
)


@dataclass(frozen=True, slots=True)
class Relative:
    """A product like another.

    Attributes:
        score: 0..1, higher is more alike; 1 where the shop itself names it.
        named: Whether the shop names it as related.
        similarity: Cosine of the two texts; None when their vectors were not compared.
        category: The widest path to the narrowest that both share.
        same: Attributes in which they agree.
    """

    product: Product
    score: float
    named: bool
    similarity: float | None
    category: str
    same: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Complement:
    """A product that goes with another, and what says so."""

    product: Product
    why: Beside


class Companions:
    """Finds products beside one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def related(self, scope: Scope, product_id: UUID, limit: int) -> tuple[Relative, ...]:
        """Return products like one, the most alike first: of its category, or named by the shop. Raises ProductNotFound."""
        async with self._database.open_scope(scope, one_view=True) as session:
            product = await catalog.get_product(session, product_id)
            named = [one.product_id for one in await catalog.find_named(session, product)]
            similar = await _similar(session, product)
            near = await _in_category(session, product)
            products = await catalog.get_products(session, list({*named, *similar, *near} - {product.id}))
        found = [_relative(product, other, similar.get(other.id), named) for other in products.values()]
        kept = [one for one in found if one.named or one.category]
        kept.sort(key=lambda one: (-one.score, one.product.title, str(one.product.id)))
        return tuple(kept[:limit])

    async def complementary(
        self, scope: Scope, product_id: UUID, names: AttributeNames, limit: int
    ) -> tuple[Complement, ...]:
        """Return products that go with one by the shop's own data; none when it says nothing. Raises ProductNotFound."""
        fitting = [name for name in names.values if fold(name) in _FITS]
        async with self._database.open_scope(scope, one_view=True) as session:
            product = await catalog.get_product(session, product_id)
            found = await catalog.find_complements(session, product, fitting, limit)
            products = await catalog.get_products(session, [one.product_id for one in found])
        return tuple(Complement(products[one.product_id], one) for one in found if one.product_id in products)


async def _similar(session: Session, product: Product) -> Mapping[UUID, float]:
    """The products nearest in meaning, with their cosines; none where the product is not indexed yet."""
    version = await versions.get_live(session)
    vectors = await repository.vectors_of(session, version, ItemKind.PRODUCT, [product.id])
    vector = next(iter(vectors.values()), None)
    if vector is None:
        return {}
    query = Query("", "", (), vector, 1.0, Criteria(), (), LOOKED_AT // 2)
    candidates = await run_legs(session, version, query, frozenset({ItemKind.PRODUCT}))
    return {one.item_id: one.similarity for one in candidates.ranked if one.similarity is not None}


async def _in_category(session: Session, product: Product) -> Sequence[UUID]:
    if not product.category:
        return []
    return await catalog.find_matching(session, Criteria(categories=(product.category,)), limit=LOOKED_AT)


def _relative(product: Product, other: Product, similarity: float | None, named: Sequence[UUID]) -> Relative:
    shared = _shared_path(product, other)
    same = tuple(
        (name, value)
        for name, value in product.attributes.items()
        if other.attributes.get(name, "").casefold() == value.casefold()
    )
    depth = len(shared) / len(product.path) if product.path else 0.0
    agreed = len(same) / len(product.attributes) if product.attributes else 0.0
    score = MEANING * max(0.0, similarity or 0.0) + CATEGORY * depth + ATTRIBUTES * agreed
    is_named = other.id in named
    return Relative(other, 1.0 if is_named else min(score, 1.0), is_named, similarity, "/".join(shared), same)


def _shared_path(product: Product, other: Product) -> tuple[str, ...]:
    shared = []
    for one, another in zip(product.path, other.path, strict=False):
        if one.casefold() != another.casefold():
            break
        shared.append(one)
    return tuple(shared)
