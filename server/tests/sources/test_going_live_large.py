"""A run of a hundred thousand products: memory stays flat while it is prepared, and one transaction switches all of it."""

from __future__ import annotations

import gc
import os
import resource
import time
from pathlib import Path
from uuid import UUID

import pytest
from staging import World

from aisle.core.ids import new_id

PRODUCTS = int(os.environ.get("AISLE_LARGE_RUN", "100000"))
_WORDS = (
    "ARRAY['alpine', 'rain', 'walking', 'summit', 'river', 'winter', 'light', 'canvas', 'leather', 'down']"
)
_STAGE = f"""
INSERT INTO sync_change (organization_id, store_id, run_id, resource, external_id, action, data, hash, as_of)
SELECT $1, $2, $3, 'products', n::text, 'add', jsonb_build_object('id', n::text, 'handle', 'thing-' || n,
  'title', ({_WORDS})[1 + n % 10] || ' ' || ({_WORDS})[1 + n / 10 % 10] || ' jacket ' || n || $6::text,
  'description', repeat('It keeps you dry and warm on ' || ({_WORDS})[1 + n / 100 % 10] || ' days. ', 6),
  'brand', 'Brand ' || n % 97, 'categories', jsonb_build_array('Clothes / Jackets'),
  'attributes', jsonb_build_object('Weight', (200 + n % 900) || ' g', 'Material', ({_WORDS})[1 + n / 7 % 10]),
  'variants', (SELECT jsonb_agg(jsonb_build_object('id', n || '-' || v, 'product_id', n::text, 'sku', 'SKU' || n || 'V' || v,
    'options', jsonb_build_object('Size', (ARRAY['S', 'M', 'L'])[v]),
    'price', jsonb_build_object('amount', (20 + n % 200 + $5::int)::text, 'currency', 'EUR'), 'stock', n % 13))
    FROM generate_series(1, 3) v)), sha256(convert_to(n || ':' || $5 || $6, 'UTF8')), $4
FROM generate_series(1, $7) n
"""


async def stage(world: World, source: UUID, dearer: int, words: str) -> UUID:
    run = new_id()
    async with world.worker_database.open_scope(world.scope) as session:
        await session.execute(
            "INSERT INTO sync_run (organization_id, store_id, id, source_id, mode, cause, state, resources, created_by)"
            " VALUES ($1, $2, $3, $4, 'full', 'demand', 'staged', '{products}', 'test')",
            *session.tenant,
            run,
            source,
        )
        arguments = (*session.tenant, run, world.clock.now(), dearer, words, PRODUCTS)
        await session.execute(_STAGE, *arguments)
    return run


def resident() -> float:
    """Megabytes of this process now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


@pytest.mark.slow
@pytest.mark.timeout(7200)
async def test_a_hundred_thousand_products_go_live_in_one_step_and_in_flat_memory(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    source = await world.add_source(gate={"prices_changed": 1.0, "products_gone": 1.0})
    gc.collect()
    before, figures = resident(), []
    for name, dearer, words in (("all new", 0, ""), ("every price", 1, ""), ("every title", 1, " II")):
        run, begun = await stage(world, source, dearer, words), time.monotonic()
        await world.bring_live(run)
        told = [line for line in capsys.readouterr().out.splitlines() if "sources.run_live" in line]
        figures.append((name, round(time.monotonic() - begun, 1), round(resident() - before), told[-1]))
        assert await world.state(run) == "live"
        assert await world.leftovers() == {}
        world.later(hours=1)
    assert len(await world.indexed()) == PRODUCTS
    with capsys.disabled():
        for figure in figures:
            print("\n", *figure)
    assert figures[-1][2] < 600
