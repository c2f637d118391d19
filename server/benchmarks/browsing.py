"""Measures filters, facets, orders and pages over products in stores of several sizes.

Products are made up and written past every service: three variants and eight attributes each. Figures are those of whole
searches with a total, inside the process, without HTTP: processor time of this process and PostgreSQL.
"""

import asyncio
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from aisle.bootstrap.resources import Resources
from aisle.core.db import Scope
from aisle.retrieval.items import ItemKind
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.types import Filter, FilterOp, SearchResult
from aisle.tenants.types import Store
from benchmarks.cpu import Meter
from benchmarks.figures import progress, report, spread_of
from benchmarks.installation import Installation, installation, new_store, scope_of
from benchmarks.scale import Scale
from benchmarks.sides import Answer, alternate

SIZES = {Scale.TOY: (50,), Scale.QUICK: (1_000, 10_000), Scale.FULL: (1_000, 10_000, 100_000)}
ROUNDS = {Scale.TOY: 2, Scale.QUICK: 5, Scale.FULL: 9}

# Brands and categories of very different size, as shops have them; a weight and a capacity with units.
_PRODUCTS = """
INSERT INTO product (organization_id, store_id, id, handle, title, brand, category, tags, attributes, options, measures,
                     rating, rating_count, price_min, price_max, currency, in_stock, content_hash, search_hash, as_of)
SELECT $1, $2, gen_random_uuid(), 'made-' || n, 'Product ' || n, 'Brand ' || floor(200 * power(random(), 3)),
       'Room ' || n % 12 || '/Shelf ' || n % 97, ARRAY['tag ' || n % 40, 'tag ' || n % 7],
       jsonb_build_object('Weight', 100 + n % 4000 || ' g', 'Capacity', 1 + n % 80 || ' l', 'Material', 'material ' || n % 25,
                          'Season', 'season ' || n % 4, 'Origin', 'land ' || n % 30, 'Use', 'use ' || n % 12,
                          'Series', 'series ' || n % 300, 'Care', 'care ' || n % 9),
       ARRAY['Colour', 'Size'],
       jsonb_build_object('Weight', jsonb_build_array('mass', 100 + n % 4000), 'Capacity', jsonb_build_array('volume', 1000 * (1 + n % 80))),
       round((1 + 4 * random())::numeric, 2), n % 500, 5 + n % 900, 9 + n % 900, 'GBP', n % 5 > 0, '', '', now()
FROM generate_series(1, $3::int) n
"""
_VARIANTS = """
INSERT INTO variant (organization_id, store_id, id, product_id, position, sku, sku_key, options, price, currency, stock, availability, as_of)
SELECT $1, $2, gen_random_uuid(), p.id, v, handle || '-' || v, replace(handle, '-', '') || v,
       jsonb_build_object('Colour', 'colour ' || (substr(handle, 6)::int * 3 + v) % 14, 'Size', (ARRAY['S', 'M', 'L'])[v + 1]),
       price_min + v, 'GBP', (substr(handle, 6)::int + v) % 9, CASE WHEN (substr(handle, 6)::int + v) % 9 > 0 THEN 'in_stock' ELSE 'out_of_stock' END, now()
FROM product p, generate_series(0, 2) v WHERE p.organization_id = $1 AND p.store_id = $2
"""
# What an import writes beside them.
_SIZES = """
INSERT INTO product_measure (organization_id, store_id, product_id, name, kind, size)
SELECT p.organization_id, p.store_id, p.id, m.key, m.value ->> 0, (m.value ->> 1)::float8
FROM product p, jsonb_each(p.measures) m WHERE p.organization_id = $1 AND p.store_id = $2
"""


def _limit(field: str, op: FilterOp, *values: str) -> Filter:
    return Filter(field, op, values, field)


PAGE = SearchRequest("", (), frozenset({ItemKind.PRODUCT}), limit=20, total=True)
SHELF = _limit("category", FilterOp.EQ, "Room 3/Shelf 3")
ROOM = _limit("category", FilterOp.EQ, "Room 3")
BRAND = _limit("brand", FilterOp.EQ, "Brand 150")
VARIANT = (
    _limit("attribute.Colour", FilterOp.EQ, "colour 3"),
    _limit("attribute.Size", FilterOp.EQ, "M"),
    _limit("stock", FilterOp.EQ, "in_stock"),
    _limit("price", FilterOp.LTE, "40"),
)
ASKED = {
    "page of the whole store by title": PAGE,
    "page by price, dear first": replace(PAGE, sort="price_desc"),
    "page by rating": replace(PAGE, sort="rating_desc"),
    "page by a measured attribute": replace(PAGE, sort="attribute.Weight_asc", filters=(ROOM,)),
    "filter: a shelf of a category": replace(PAGE, filters=(SHELF,)),
    "filter: a rare brand": replace(PAGE, filters=(BRAND,)),
    "filter: capacity of 79 l and more": replace(
        PAGE, filters=(_limit("attribute.Capacity", FilterOp.GTE, "79 l"),)
    ),
    "filter: one variant of colour, size, price, in stock": replace(PAGE, filters=VARIANT),
    "facets of the whole store": replace(PAGE, facets=("*",)),
    "facets of a room": replace(PAGE, facets=("*",), filters=(ROOM,)),
    "facets of a shelf and a colour": replace(PAGE, facets=("*",), filters=(SHELF, VARIANT[0])),
    "facets of one variant of four limits": replace(PAGE, facets=("*",), filters=VARIANT),
}


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation() as place:
        asyncio.run(_measure(place, place.meter(), scale))


async def _measure(place: Installation, meter: Meter, scale: Scale) -> None:
    async with place.parts() as parts, place.admin() as admin:
        for products in SIZES[scale]:
            progress(f"a store of {products} products")
            store = await new_store(parts, f"Store of {products} products")
            await _plant(admin, store, products)
            await _report(Asked(parts, scope_of(store)), meter, products, ROUNDS[scale])


async def _plant(admin: Any, store: Store, products: int) -> None:
    await admin.execute(_PRODUCTS, store.organization_id, store.id, products)
    await admin.execute(_VARIANTS, store.organization_id, store.id)
    await admin.execute(_SIZES, store.organization_id, store.id)
    await admin.execute("VACUUM ANALYZE product, variant, product_measure")


@dataclass(frozen=True, slots=True)
class Asked:
    """Asks one store."""

    parts: Resources
    scope: Scope

    def side(self, request: SearchRequest) -> Answer:
        """Return a search that can be repeated."""
        return lambda _number: self.parts.searcher.search(self.scope, request)


async def _report(asked: Asked, meter: Meter, products: int, rounds: int) -> None:
    sides = await alternate({what: asked.side(request) for what, request in ASKED.items()}, rounds, meter)
    for what, side in sides.items():
        result = await asked.parts.searcher.search(asked.scope, ASKED[what])
        note = f"{_note(result)}; p50 {side.p(50):.1f} ms"
        spread = spread_of(side.costs)
        report(what, median(side.costs), "CPU-ms", spread=spread, size=f"{products:,} products", note=note)


def _note(result: SearchResult) -> str:
    total = result.totals[ItemKind.PRODUCT]
    estimated = sum(not one.exact for one in result.facets)
    note = f"{total.value:,}{'' if total.exact else ' or more'} match"
    return f"{note}; {estimated} of {len(result.facets)} facets estimated" if result.facets else note
