"""Measures importing products: first and unchanged, through a worker; the writing alone against a raw COPY."""

import asyncio
import csv
import io
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Any

from aisle.bootstrap.resources import Resources
from aisle.catalog.batches import PlannedProduct, plan
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.import_batches import batches_of
from aisle.catalog.importing.reader import ReadOptions
from aisle.catalog.repository import writing
from aisle.tenants.types import Store
from benchmarks.client import Client, multipart
from benchmarks.cpu import Meter
from benchmarks.figures import compared, progress, report
from benchmarks.installation import (
    Installation,
    installation,
    new_store,
    scope_of,
    secret_key,
    wait_for_jobs,
)
from benchmarks.made_texts import sentence
from benchmarks.scale import Scale

ROUNDS = 3
BATCH = 500
WARM_UP = 5
# Products under the stub embedder, and under the local model.
SIZES = {Scale.TOY: (60, 10), Scale.QUICK: (1_000, 50), Scale.FULL: (10_000, 300)}
KINDS = ("Jacket", "Tent", "Boot", "Rucksack", "Stove", "Bottle", "Lamp", "Glove")
COLOURS = ("Black", "Blue", "Green", "Red", "Sand")
RAW = (
    "CREATE TABLE raw_product (organization_id uuid, store_id uuid, id uuid, handle text, title text,"
    " description text, brand text, category text, price numeric, content_hash bytea)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What an import took: seconds on the clock, and processor seconds of worker and PostgreSQL."""

    seconds: float
    cpu: float


def main(scale: Scale) -> None:
    """Measure everything."""
    many, few = SIZES[scale]
    with installation() as place, place.api(), place.process("worker") as worker:
        asyncio.run(_imports(place, place.meter(worker), many))
        asyncio.run(_writing(place, catalogue_file(many)))
    with installation("minilm") as place, place.api(), place.process("worker") as worker:
        asyncio.run(_with_model(place, place.meter(worker), few))


def catalogue_file(products: int) -> bytes:
    """Return a CSV file of products with a description of about thirty words each."""
    chance, out = random.Random(11), io.StringIO()
    table = csv.writer(out)
    table.writerow(["handle", "title", "description", "brand", "category", "sku", "price", "stock", "colour"])
    for number in range(products):
        kind, colour = chance.choice(KINDS), chance.choice(COLOURS)
        told = f"{sentence(chance)} {sentence(chance)}"
        table.writerow(
            [f"made-{number}", f"{kind} {colour} {number}", told, f"Brand {number % 40}", f"Outdoor/{kind}s",
             f"MB-{number:06d}", f"{chance.randint(5, 400)}.00", chance.randint(0, 50), colour]
        )  # fmt: skip
    return out.getvalue().encode()


async def _imports(place: Installation, meter: Meter, products: int) -> None:
    data = catalogue_file(products)
    async with place.parts() as parts, place.admin() as admin:
        first, again = [], []
        for number in range(ROUNDS):
            progress(f"importing {products} products, round {number + 1} of {ROUNDS}")
            token = await secret_key(parts, await new_store(parts, f"Catalogue {number}"))
            async with Client(place.settings.port, token) as client:
                first.append(await _import(client, admin, meter, data, {"created": products}))
                again.append(await _import(client, admin, meter, data, {"unchanged": products}))
    _report_import("first import", products, first)
    report(
        "unchanged import",
        products / median(run.seconds for run in again),
        "products/s",
        peer=f"first: {products / median(run.seconds for run in first):.0f}",
        **compared([run.seconds for run in first], [run.seconds for run in again]),
        size=f"{products} products",
        note="goal: at least 20 times as fast as the first",
    )


def _report_import(what: str, products: int, runs: list[Run]) -> None:
    report(
        what,
        products / median(run.cpu for run in runs),
        "products a CPU-second",
        size=f"{products} products",
        note=f"{products / median(run.seconds for run in runs):.0f} products/s, searchable, PostgreSQL counted",
    )


async def _import(client: Client, admin: Any, meter: Meter, data: bytes, expected: dict[str, int]) -> Run:
    body, header = multipart("made.csv", data, {"currency": "GBP"})
    before, begun = meter.read(), time.perf_counter()
    started = (await client.send("POST", "/api/v1/catalog/imports", body, header)).json()
    await wait_for_jobs(admin, seconds=240)
    run = Run(time.perf_counter() - begun, meter.read() - before)
    done = (await client.get(f"/api/v1/catalog/imports/{started['import_id']}")).json()
    counts = {name: done["counts"][name] for name in expected}
    assert (done["state"], counts) == ("done", expected), done
    return run


async def _with_model(place: Installation, meter: Meter, products: int) -> None:
    progress(f"importing {products} products with the local model")
    async with place.parts() as parts, place.admin() as admin:
        token = await secret_key(parts, await new_store(parts, "Catalogue"))
        async with Client(place.settings.port, token) as client:
            await _import(client, admin, meter, catalogue_file(WARM_UP), {"created": WARM_UP})
            fresh = products - WARM_UP
            run = await _import(client, admin, meter, catalogue_file(products), {"created": fresh})
    _report_import("first import with the local model", fresh, [run])


# writing alone ------------------------------------------------------------------------------------------------
async def _writing(place: Installation, data: bytes) -> None:
    """Compare writing products, before any indexing, with a raw COPY of comparable rows."""
    options = ReadOptions("GBP", datetime.now(UTC), None)
    drafts = [draft for batch in batches_of(data, options) for draft in batch.products]
    async with place.parts("worker") as parts, place.admin() as admin:
        await admin.execute(RAW)
        ours, raw = [], []
        for number in range(ROUNDS):
            store = await new_store(parts, f"Writing {number}")
            planned = plan(drafts, {}).changed
            raw.append(await _timed(lambda planned=planned, store=store: _copy(admin, store, planned)))
            ours.append(
                await _timed(lambda planned=planned, store=store: _write(parts, store, planned, options))
            )
    report(
        "writing products and variants, before indexing",
        len(drafts) / median(ours),
        "products/s",
        peer=f"raw binary COPY of one unprotected row each: {len(drafts) / median(raw):.0f}",
        **compared(raw, ours),
        size=f"{len(drafts)} products",
        note="goal: at least 0.4",
    )


async def _write(
    parts: Resources, store: Store, planned: tuple[PlannedProduct, ...], options: ReadOptions
) -> None:
    for start in range(0, len(planned), BATCH):
        async with parts.database.open_scope(scope_of(store)) as session:
            await writing.write_products(session, planned[start : start + BATCH], options.now)


async def _copy(admin: Any, store: Store, planned: tuple[PlannedProduct, ...]) -> None:
    for start in range(0, len(planned), BATCH):
        rows = [_row(store, product) for product in planned[start : start + BATCH]]
        await admin.copy_records_to_table("raw_product", records=rows)


def _row(store: Store, product: PlannedProduct) -> tuple[Any, ...]:
    draft: ProductDraft = product.draft
    price = draft.variants[0].price
    told = (draft.handle, draft.title, draft.description, draft.brand, draft.category)
    return (
        store.organization_id,
        store.id,
        product.id,
        *told,
        price.amount if price else None,
        product.content_hash,
    )


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun
