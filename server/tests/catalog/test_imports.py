"""A file from its upload to the store's shelves."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

import pytest

from aisle.catalog import import_batches, service
from aisle.catalog.batches import PlannedProduct
from aisle.catalog.errors import EmptyCatalogFile, ImportNotFound, InvalidMapping
from aisle.catalog.service import ImportRequest
from aisle.catalog.views import ImportCounts, ImportRun, ImportState
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault

VAULT = Vault(SecretsRootKeys(Secrets(b"only for these tests")))
SessionFor = Callable[[Any], AbstractAsyncContextManager[Session]]


class Killed(Exception):
    """A worker that died half way."""


class RecordingIndex:
    """An index that only remembers; `fail_at` makes its n-th write fail, as a killed worker would."""

    def __init__(self, fail_at: int | None = None) -> None:
        self.prepared: list[str] = []
        self.applied: list[str] = []
        self.removed: list[UUID] = []
        self._left = fail_at

    async def prepare(self, open_scope: Any, products: Sequence[PlannedProduct]) -> list[str]:
        self.prepared += [product.draft.handle for product in products]
        return [product.draft.handle for product in products]

    async def apply(self, session: Session, prepared: list[str]) -> None:
        if self._left is not None:
            self._left -= 1
            if self._left == 0:
                raise Killed
        self.applied += prepared

    async def remove(self, session: Session, product_ids: Sequence[UUID]) -> None:
        self.removed += product_ids


class Shop:
    """A store with the few things an import needs."""

    def __init__(self, store: Any, session_for: SessionFor) -> None:
        self.store = store
        self.open_scope = lambda: session_for(store)

    async def start(self, text: str, **wanted: Any) -> UUID:
        request = ImportRequest("catalogue", text.encode(), "GBP", **wanted)
        async with self.open_scope() as session:
            return (await service.start_import(session, JobQueue(b"key"), VAULT, request)).import_id

    async def run(self, import_id: UUID, index: Any = None) -> ImportCounts | None:
        async def report(done: int, total: int | None) -> None:
            assert total is None or total >= 0

        return await service.run_import(self.open_scope, VAULT, import_id, index or RecordingIndex(), report)

    async def bring(self, text: str, **wanted: Any) -> ImportRun:
        import_id = await self.start(text, **wanted)
        await self.run(import_id)
        return await self.seen(import_id)

    async def seen(self, import_id: UUID) -> ImportRun:
        async with self.open_scope() as session:
            return await service.get_import(session, import_id)

    async def handles(self) -> list[str]:
        async with self.open_scope() as session:
            page = await service.list_products(session, limit=1000)
        return sorted(product.handle for product in page.items)


@pytest.fixture
def shop(store: Any, session_for: SessionFor) -> Shop:
    return Shop(store, session_for)


def lines(*numbers: int, price: str = "5") -> str:
    return "\n".join(
        json.dumps(
            {"handle": f"p-{n}", "title": f"Product {n}", "variants": [{"sku": f"S{n}", "price": price}]}
        )
        for n in numbers
    )


async def test_an_import_brings_products_and_says_what_it_did(shop: Shop) -> None:
    run = await shop.bring("Handle,Title,Price\na,A,1\nb,B,-2\nc,C,3\n")
    assert run.state is ImportState.DONE
    assert run.counts == ImportCounts(rows=3, products=2, created=2, failed=1)
    assert run.mapping == {"handle": "Handle", "title": "Title", "price": "Price", "decimal": "."}
    assert await shop.handles() == ["a", "c"]
    async with shop.open_scope() as session:
        errors = await service.list_import_errors(session, run.id)
    assert [(error.line, error.column, error.code, error.value) for error in errors.items] == [
        (3, "Price", "negative_price", "-2")
    ]


async def test_trying_out_writes_nothing(shop: Shop) -> None:
    shown = await service.try_out(ImportRequest("catalogue", lines(1, 2).encode(), "GBP"))
    assert (shown.counts.products, [product.handle for product in shown.sample]) == (2, ["p-1", "p-2"])
    assert await shop.handles() == []
    with pytest.raises(InvalidMapping, match="POUND"):
        await service.try_out(ImportRequest("catalogue", lines(1).encode(), "POUND"))


async def test_the_same_file_again_changes_nothing(shop: Shop) -> None:
    await shop.bring(lines(1, 2))
    index = RecordingIndex()
    import_id = await shop.start(lines(1, 2))
    counts = await shop.run(import_id, index)
    assert counts == ImportCounts(rows=2, products=2, unchanged=2)
    assert index.prepared == []


async def test_new_prices_are_written_without_the_index(shop: Shop) -> None:
    await shop.bring(lines(1, 2))
    index = RecordingIndex()
    counts = await shop.run(await shop.start(lines(1, 2, price="6")), index)
    assert counts is not None
    assert (counts.updated, index.prepared) == (2, [])


async def test_what_a_file_does_not_have_stays(shop: Shop) -> None:
    await shop.bring(lines(1, 2))
    await shop.bring(lines(2, 3))
    assert await shop.handles() == ["p-1", "p-2", "p-3"]


async def test_replacing_removes_what_the_file_does_not_have(shop: Shop) -> None:
    await shop.bring(lines(1, 2))
    index = RecordingIndex()
    counts = await shop.run(await shop.start(lines(2, 3), replace=True), index)
    assert counts is not None
    assert (counts.removed, len(index.removed)) == (1, 1)
    assert await shop.handles() == ["p-2", "p-3"]


async def test_replacing_removes_nothing_when_rows_were_left_out(shop: Shop) -> None:
    await shop.bring(lines(1, 2))
    run = await shop.bring(lines(2) + '\n{"title": broken', replace=True)
    assert await shop.handles() == ["p-1", "p-2"]
    async with shop.open_scope() as session:
        errors = await service.list_import_errors(session, run.id)
    assert [error.code for error in errors.items] == ["file_cut_off", "nothing_removed"]


async def test_a_killed_import_goes_on_after_its_last_batch(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_batches, "BATCH", 3)
    text = lines(*range(10)) + "\nbroken"
    import_id = await shop.start(text)
    killed = RecordingIndex(fail_at=3)
    with pytest.raises(Killed):
        await shop.run(import_id, killed)
    assert len(await shop.handles()) == 6
    again = RecordingIndex()
    counts = await shop.run(import_id, again)
    assert counts == ImportCounts(rows=10, products=10, created=10, failed=1)
    assert again.applied == ["p-6", "p-7", "p-8", "p-9"]
    assert (await shop.seen(import_id)).state is ImportState.DONE
    assert await shop.run(import_id) is None


async def test_a_finished_import_keeps_no_file(shop: Shop) -> None:
    run = await shop.bring(lines(1))
    async with shop.open_scope() as session:
        kept = await session.fetchval(
            "SELECT sealed_file FROM import_run WHERE organization_id = $1 AND store_id = $2 AND id = $3",
            *session.tenant,
            run.id,
        )
    assert kept is None


async def test_errors_are_paged_and_capped(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aisle.catalog.service.import_running.MOST_ERRORS", 7)
    run = await shop.bring("Title,Price\nGood,1\n" + "Bad,-1\n" * 12)
    assert run.counts.failed == 12
    async with shop.open_scope() as session:
        first = await service.list_import_errors(session, run.id, limit=5)
        assert first.next_after is not None
        rest = await service.list_import_errors(session, run.id, after=first.next_after, limit=5)
    assert [error.line for error in (*first.items, *rest.items)] == [3, 4, 5, 6, 7, 8, 9]
    assert rest.next_after is None


async def test_odd_characters_in_errors_can_be_stored(shop: Shop) -> None:
    text = json.dumps({"title": "A", "variants": [{"price": "x\x00\ud800y"}], "a\x00b": 1})
    run = await shop.bring(text + "\n" + lines(1))
    assert (run.state, run.counts.failed) == (ImportState.DONE, 1)


@pytest.mark.parametrize(
    ("text", "wanted", "refused"),
    [
        ("", {}, EmptyCatalogFile),
        ("A,B\n1,2\n", {}, InvalidMapping),
        ("Title,Price\nA,1\n", {"mapping": {"price": "Cost"}}, InvalidMapping),
    ],
)
async def test_what_can_be_refused_at_once_is(
    shop: Shop, text: str, wanted: Any, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        await shop.start(text, **wanted)


async def test_an_import_of_another_store_is_not_there(
    shop: Shop, new_store: Any, session_for: SessionFor
) -> None:
    import_id = await shop.start(lines(1))
    other = Shop(await new_store(organization_id=shop.store.organization_id), session_for)
    for unknown in (import_id, new_id()):
        with pytest.raises(ImportNotFound):
            await other.seen(unknown)
    assert await other.run(import_id) is None


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_ten_thousand_products_and_again(shop: Shop) -> None:
    text = lines(*range(10_000))
    for name in ("first", "again"):
        started = time.perf_counter()
        await shop.bring(text)
        print(f"{name}: 10,000 products in {time.perf_counter() - started:.1f} s")
