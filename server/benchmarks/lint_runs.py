"""Measures whole runs of the linter as a store grows: a first run, which reads every page, and one in which nothing is new.

Products are made up, with two variants; one in ten has no description, which is a finding. There is a page for a hundred
products; each names two of them, one with its price, and states how long goods may be returned, one in fifty differently.
"""

import asyncio
import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from aisle.bootstrap.resources import Resources
from aisle.core.ids import new_id
from aisle.linting.jobs import ask_for_lint
from aisle.linting.repository import findings, runs
from aisle.linting.types import Cause, RunState, RunView
from aisle.tenants.types import Store
from benchmarks.figures import progress
from benchmarks.installation import Installation, installation, new_store, scope_of, wait_for_jobs
from benchmarks.job_cost import cost_of
from benchmarks.made_texts import sentence
from benchmarks.scale import Scale

PRODUCTS = {Scale.TOY: (100, 400), Scale.QUICK: (1_000, 10_000), Scale.FULL: (10_000, 100_000)}
WARM, OF_A_PAGE = 100, 100

_PRODUCTS = """
INSERT INTO product (organization_id, store_id, id, handle, title, description, category, url, images, content_hash, search_hash, as_of)
SELECT $1, $2, gen_random_uuid(), 'made-' || n, (ARRAY['Jacket','Tent','Boot','Rucksack'])[1 + n % 4] || ' Aurora ' || n,
       CASE WHEN n % 10 = 0 THEN '' ELSE repeat('Made of a cloth that keeps rain out. ', 4) END, 'Outdoor',
       'https://shop.example/products/made-' || n, '["https://shop.example/made.jpg"]', '', '', now()
FROM generate_series(1, $3::int) n
"""
_VARIANTS = """
INSERT INTO variant (organization_id, store_id, id, product_id, position, title, options, price, currency, availability, as_of)
SELECT $1, $2, gen_random_uuid(), p.id, size, 'Size ' || size, jsonb_build_object('Size', size::text), 49.00, 'GBP', 'in_stock', now()
FROM product p, generate_series(1, 2) size WHERE p.organization_id = $1 AND p.store_id = $2
"""
_PAGES = """
WITH made AS (INSERT INTO document (organization_id, store_id, id, source_id, name, title, language, state, published_version_id)
  SELECT $1, $2, id, $3, 'Guide ' || n, 'Guide ' || n, 'en', 'ready', version FROM unnest($4::uuid[], $5::uuid[]) WITH ORDINALITY t (id, version, n))
INSERT INTO document_version (organization_id, store_id, id, document_id, number, sha256, bytes, media_type, state, body)
SELECT $1, $2, version, id, 1, '', 0, 'text/markdown', 'ready', body FROM unnest($4::uuid[], $5::uuid[], $6::text[]) t (id, version, body)
"""


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation() as place:
        for products in PRODUCTS[scale]:
            with place.process("worker") as worker:
                asyncio.run(_measure(place, worker, products))


async def _measure(place: Installation, worker: int, products: int) -> None:
    async with place.parts() as parts, place.admin() as admin:
        await _lint(parts, admin, await _filled(parts, admin, WARM))
        store = await _filled(parts, admin, products)
        for what in ("first run", "nothing new"):
            progress(f"{what} over {products} products")
            run, cost = await cost_of(_lint(parts, admin, store), worker, place.meter(worker))
            note = f"{run.products:,} products, {run.documents:,} pages, {run.read:,} of them new, {sum(run.open.values()):,} findings"
            cost.report(f"linter, {what}", f"{products:,} products", note)


async def _filled(parts: Resources, admin: Any, products: int) -> Store:
    store = await new_store(parts, f"Looked over {products}")
    tenant = (store.organization_id, store.id)
    await admin.execute(_PRODUCTS, *tenant, products)
    await admin.execute("ANALYZE product")  # or what comes next is planned for an empty table
    await admin.execute(_VARIANTS, *tenant)
    source = await admin.fetchval(
        "SELECT id FROM source WHERE organization_id = $1 AND store_id = $2", *tenant
    )
    bodies = list(_bodies(products))
    ids: list[list[UUID]] = [[new_id() for _ in bodies] for _ in range(2)]
    await admin.execute(_PAGES, *tenant, source, *ids, bodies)
    await admin.execute("VACUUM ANALYZE product, variant, document, document_version")
    await wait_for_jobs(admin)
    return store


def _bodies(products: int) -> Iterator[str]:
    chance, kinds = random.Random(5), ("Tent", "Boot", "Rucksack", "Jacket")
    for page in range(products // OF_A_PAGE):
        told = [sentence(chance) for _ in range(20)]
        first, second = (chance.randint(1, products) for _ in range(2))
        days = 14 if page % 50 == 49 else 30
        told[3] = f"The {kinds[(first - 1) % 4]} Aurora {first} costs £49.00."
        told[9] = f"People like the {kinds[(second - 1) % 4]} Aurora {second}."
        told[15] = f"You can return goods within {days} days."
        yield "\n\n".join(told)


async def _lint(parts: Resources, admin: Any, store: Store) -> RunView:
    async with parts.database.open_scope(scope_of(store)) as session:
        run_id = await ask_for_lint(session, parts.jobs, Cause.DEMAND)
    await wait_for_jobs(admin)
    async with parts.database.open_scope(scope_of(store)) as session:
        (run,) = await runs.page(session, None, 1)
        run.open.update(await findings.open_counts(session))
    if run.id != run_id or run.state is not RunState.DONE:
        raise RuntimeError(f"The run did not end well: {run}")
    return run
