"""A grown version moves into graphs of its own while it is written and read, and a move that is cut short goes on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest
from shelf import Shelf, item

from aisle.bootstrap.provision import close_store
from aisle.core.db import DatabaseUnavailable, Scope, Session
from aisle.retrieval import indexing, repository, settling
from aisle.retrieval.items import ItemKind

pytest_plugins = ["shelf_fixtures"]
STEPS = ["copied", "product", "passage", "ready"]


@pytest.fixture(autouse=True)
def low_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "OWN_PARTITION_FROM", 30)
    monkeypatch.setattr(indexing, "OWN_PARTITION_FROM", 30)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was prepared, in the order in which it was."""
    made: list[str] = []
    prepare = repository.prepare_home

    async def noted(session: Session, version) -> str:  # type: ignore[no-untyped-def]
        made.append(await prepare(session, version))
        return made[-1]

    monkeypatch.setattr(repository, "prepare_home", noted)
    return made


async def _fill(shelf: Shelf, count: int = 60) -> list:  # type: ignore[type-arg]
    texts = [item(f"wool {n}", kind=ItemKind.PRODUCT if n % 2 else ItemKind.PASSAGE) for n in range(count)]
    await shelf.index(*texts)
    return texts


async def _child_exists(shelf: Shelf) -> bool:
    version = await shelf.live()
    async with shelf.session() as session:
        found = await session.fetchval(
            "SELECT count(*) FROM pg_class WHERE relname = $1", f"index_item_v_{version.id.hex}"
        )
    return bool(found)


async def test_what_is_written_between_the_steps_arrives(shelf: Shelf, steps: list[str]) -> None:
    texts = await _fill(shelf)
    wanted = {text.item_id: text.content_hash for text in texts}

    @asynccontextmanager
    async def with_changes() -> AsyncIterator[Session]:
        async with shelf.session() as session:
            yield session
        number = len(steps)  # after each step: one added, one deleted, one changed
        new, changed = item(f"late wool {number}"), item(f"changed {number}", texts[2 * number].item_id)
        await shelf.index(new, changed)
        await shelf.remove(texts[2 * number + 1])
        wanted.update({one.item_id: one.content_hash for one in (new, changed)})
        wanted.pop(texts[2 * number + 1].item_id, None)

    await settling.prepare_home(with_changes, (await shelf.live()).id)
    assert steps == STEPS
    assert await shelf.items() == wanted
    await shelf.settle()
    assert (await shelf.live()).home != "shared"
    assert await shelf.items() == wanted
    assert set(await shelf.words("wool")) <= wanted.keys()


@pytest.mark.parametrize("last", range(4))
async def test_a_preparation_that_was_cut_short_goes_on_with_the_step_that_was_not_finished(
    shelf: Shelf, steps: list[str], last: int
) -> None:
    texts = await _fill(shelf)

    @asynccontextmanager
    async def cut_short() -> AsyncIterator[Session]:
        async with shelf.session() as session:
            yield session
            if len(steps) > last:
                steps.pop()
                raise ConnectionResetError  # before the step was committed

    with pytest.raises(DatabaseUnavailable):
        await settling.prepare_home(cut_short, (await shelf.live()).id)
    assert steps == STEPS[:last]
    assert await shelf.items() == {text.item_id: text.content_hash for text in texts}
    await settling.prepare_home(shelf.session, (await shelf.live()).id)
    assert steps == STEPS
    await shelf.settle()
    assert await shelf.items() == {text.item_id: text.content_hash for text in texts}


async def test_no_writer_waits_while_graphs_are_built(shelf: Shelf) -> None:
    await _fill(shelf)
    for _ in STEPS[:-1]:
        async with shelf.session() as session:
            await repository.prepare_home(session, await shelf.live())
            # The step is not committed yet, as if it took long; were a lock held, this would wait for it for ever.
            async with asyncio.timeout(20):
                await shelf.index(item("late wool"))
                assert await shelf.words("wool")
    await shelf.settle()
    assert len(await shelf.items()) == 63


async def test_two_workers_do_not_prepare_at_once(shelf: Shelf) -> None:
    await _fill(shelf)
    version = await shelf.live()
    async with shelf.session() as first:
        await repository.prepare_home(first, version)
        async with asyncio.timeout(20), shelf.session() as second:
            assert await repository.prepare_home(second, version) == "busy"


async def test_many_late_items_are_brought_before_the_move_and_not_during_it(
    shelf: Shelf, steps: list[str]
) -> None:
    await _fill(shelf)
    for _ in range(3):
        async with shelf.session() as session:
            await repository.prepare_home(session, await shelf.live())
    await shelf.index(*(item(f"late wool {n}") for n in range(2_300)))
    await settling.prepare_home(shelf.session, (await shelf.live()).id)
    assert steps[3:] == ["behind", "behind", "ready"]


async def test_a_prepared_table_goes_with_its_version(shelf: Shelf) -> None:
    await _fill(shelf)
    version = await shelf.live()
    async with shelf.session() as session:
        await repository.prepare_home(session, version)
    assert await _child_exists(shelf)
    async with shelf.session() as session:
        await session.execute(
            "UPDATE index_version SET state = 'retired' WHERE organization_id = $1 AND store_id = $2 AND id = $3",
            *session.tenant,
            version.id,
        )
        await repository.drop_home(session, shelf.store.id, version.id)
    assert not await _child_exists(shelf)


@pytest.mark.parametrize("moved", [True, False])
async def test_a_deleted_store_leaves_no_table(shelf: Shelf, moved: bool) -> None:
    await _fill(shelf)
    version = await shelf.live()
    async with shelf.session() as session:
        await repository.prepare_home(session, version)
    if moved:
        await shelf.settle()
        assert (await shelf.live()).home != "shared"
    await _delete(shelf)
    assert await _table_exists(shelf, version.id)
    await _hurry(shelf)
    assert not await _table_exists(shelf, version.id)


async def test_only_a_table_of_the_callers_own_is_dropped(shelf: Shelf, new_shelf) -> None:
    """Neither another organization's, nor by a claim on another store, nor while the version is there."""
    foreign = await new_shelf()
    await _fill(foreign)
    version = await foreign.live()
    async with foreign.session() as session:
        await repository.prepare_home(session, version)
    own = Scope(foreign.store.organization_id, None)
    for scope, store_id in (
        (_whole(shelf), shelf.store.id),
        (_whole(shelf), foreign.store.id),
        (own, foreign.store.id),
    ):
        with pytest.raises(Exception, match="no such index version"):
            async with shelf.worker.open_scope(scope) as session:
                await repository.drop_home(session, store_id, version.id)
    await _delete(foreign)
    for scope, store_id in (
        (_whole(shelf), foreign.store.id),
        (own, shelf.store.id),
        (foreign.scope, foreign.store.id),
    ):
        with pytest.raises(Exception, match="no such index version"):
            async with shelf.worker.open_scope(scope) as session:
                await repository.drop_home(session, store_id, version.id)
    assert await _table_exists(shelf, version.id)


def _whole(shelf: Shelf) -> Scope:
    return Scope(shelf.store.organization_id, None)


async def _delete(shelf: Shelf) -> None:
    async with shelf.worker.open_scope(_whole(shelf)) as session:
        await close_store(session, shelf.jobs, shelf.store.id)


async def _hurry(shelf: Shelf) -> None:
    """Do the organization's own jobs, which no store sees."""
    async with shelf.worker.open_scope(_whole(shelf)) as session:
        await session.execute(
            "UPDATE job SET due_at = now() WHERE organization_id = $1", shelf.store.organization_id
        )
    await shelf.work()


async def _table_exists(shelf: Shelf, version_id: UUID) -> bool:
    async with shelf.worker.open_scope(_whole(shelf)) as session:
        name = f"aisle.index_item_v_{version_id.hex}"
        return await session.fetchval("SELECT to_regclass($1) IS NOT NULL", name)  # type: ignore[no-any-return]


async def test_only_the_callers_own_version_is_prepared_and_only_by_the_worker(
    shelf: Shelf, new_shelf
) -> None:
    foreign = await new_shelf()
    await _fill(foreign)
    version = await foreign.live()
    with pytest.raises(Exception, match="no such index version"):
        async with shelf.session() as session:
            await repository.prepare_home(session, version)
    with pytest.raises(Exception, match="permission denied"):
        async with foreign.database.open_scope(foreign.scope) as session:
            await repository.prepare_home(session, version)
    assert not await _child_exists(foreign)
