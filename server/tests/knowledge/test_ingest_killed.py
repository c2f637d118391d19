"""A worker may die, a document may be deleted or replaced, at any moment of its ingestion.

Every run tries each third moment, a slow one all of them.
"""

from contextlib import asynccontextmanager
from functools import partial

import pytest

from aisle.llm.errors import EmbedderRefused

NO_ORPHANS = {"index": 0, "passages": 0}
MOMENTS = pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
PADDING = " ".join(f"word{number}" for number in range(120))
OLD = f"# Washing\n\nWash it by hand. {PADDING}\n\n# Drying\n\nDry it in the shade. {PADDING}\n"
NEW = f"# Washing\n\nNever wash it. {PADDING}\n\n# Drying\n\nDry it in the shade. {PADDING}\n"
OTHER = f"# Storing\n\nPack it loosely. {PADDING}\n\n# Drying\n\nDry it in the shade. {PADDING}\n"


class Killed(BaseException):
    """The process is gone: nothing after this runs, and nothing catches it."""


class InterruptedDatabase:
    """Does something at the edge of the n-th transaction: before it begins, before its commit or after it."""

    def __init__(self, database, moment, at, act):
        self.database, self.moment, self.at, self.act = database, moment, at, act
        self.scopes, self.acted = 0, False

    @asynccontextmanager
    async def open_scope(self, scope):
        self.scopes += 1
        number = self.scopes
        await self._reach("before", number)
        async with self.database.open_scope(scope) as session:
            yield session
            await self._reach("inside", number)
        await self._reach("after", number)

    async def _reach(self, moment, number):
        if (moment, number) == (self.moment, self.at) and not self.acted:
            self.acted = True
            await self.act()


async def die():
    raise Killed


async def rows(desk):
    """Everything that a document leaves in a store, without ids and times."""
    async with desk.session() as session:
        chunks = await session.fetch(
            "SELECT d.name, v.number, v.state, d.published_version_id = v.id AS published, c.ordinal, c.start_offset,"
            " c.end_offset, p.content_hash, i.content_hash AS indexed FROM chunk c"
            " JOIN document_version v ON v.id = c.document_version_id JOIN document d ON d.id = c.document_id"
            " JOIN passage p ON p.id = c.passage_id LEFT JOIN index_item i ON i.item_id = p.id"
            " WHERE c.organization_id = $1 AND c.store_id = $2 ORDER BY d.name, v.number, c.ordinal",
            *session.tenant,
        )
        documents = await session.fetch(
            "SELECT name, state, reason, detail FROM document WHERE organization_id = $1 AND store_id = $2 ORDER BY name",
            *session.tenant,
        )
    counts = [await desk.count(table) for table in ("passage", "chunk", "document_file", "index_item")]
    return [tuple(row) for row in (*chunks, *documents)], counts


async def arrange(desk):
    """A published document, a newer version of it that waits, and a second document."""
    await desk.publish("care.md", OLD)
    return await desk.send(("care.md", NEW), ("other.md", OTHER))


async def undisturbed(desk):
    await arrange(desk)
    database = desk.worker_database = InterruptedDatabase(desk.worker_database, "never", 0, die)
    await desk.work()
    return await rows(desk), database.scopes


@MOMENTS
@pytest.mark.parametrize("moment", ["inside", "after"])
async def test_a_worker_killed_at_any_transaction_is_resumed_without_doubling(
    new_store, desk_of, moment, step
):
    expected, scopes = await undisturbed(desk_of(await new_store()))
    assert scopes > 10
    for at in range(1 + (moment == "after") % step, scopes + 1, step):
        desk = desk_of(await new_store())
        await arrange(desk)
        healthy = desk.worker_database
        desk.worker_database = InterruptedDatabase(healthy, moment, at, die)
        with pytest.raises(Killed):
            await desk.work()
        assert await desk.find("Wash it by hand") or await desk.find("Never wash it")
        desk.worker_database = healthy
        await desk.work_after_kill()
        assert await rows(desk) == expected, f"killed {moment} transaction {at}"
        assert await desk.orphans() == NO_ORPHANS


@MOMENTS
async def test_a_document_deleted_at_any_moment_of_its_reading_leaves_nothing(new_store, desk_of, step):
    _, scopes = await undisturbed(desk_of(await new_store()))
    for at in range(1, scopes + 1, step):
        desk = desk_of(await new_store())
        accepted = await arrange(desk)
        document_id = accepted.documents[0].id
        healthy = desk.worker_database
        desk.worker_database = InterruptedDatabase(healthy, "before", at, partial(desk.delete, document_id))
        await desk.work()
        await desk.hurry()
        assert [found.text for word in ("hand", "Never") for found in await desk.find(word)] == []
        assert len(await desk.find("Dry it in the shade")) == 1
        assert await desk.orphans() == NO_ORPHANS, f"deleted before transaction {at}"
        assert await desk.count("document") == 1
        assert await desk.count("passage") == await desk.count("index_item") == 2


@MOMENTS
async def test_a_document_replaced_at_any_moment_of_its_reading_ends_with_the_newest(
    new_store, desk_of, step
):
    _, scopes = await undisturbed(desk_of(await new_store()))
    for at in range(1, scopes + 1, step):
        desk = desk_of(await new_store())
        await arrange(desk)
        healthy = desk.worker_database
        newest = ("care.md", OLD.replace("by hand", "with soap"))
        desk.worker_database = InterruptedDatabase(healthy, "before", at, partial(desk.publish, *newest))
        await desk.work()
        await desk.hurry()
        assert len(await desk.find("with soap")) == 1, f"replaced before transaction {at}"
        assert await desk.find("by hand") == await desk.find("Never wash") == []
        assert len(await desk.find("Dry it in the shade")) == 1
        assert await desk.orphans() == NO_ORPHANS


async def test_a_text_that_another_document_drops_at_any_moment_stays_found(new_store, desk_of):
    expected = None
    for at in range(1, 10):
        desk = desk_of(await new_store())
        await desk.publish("care.md", OLD)
        await desk.send(("other.md", OTHER))
        healthy = desk.worker_database
        dropping = partial(desk.publish, "care.md", "# Washing\n\nNever wash it.")
        desk.worker_database = InterruptedDatabase(healthy, "before", at, dropping)
        await desk.work()
        assert len(await desk.find("Dry it in the shade")) == 1, f"dropped before transaction {at}"
        expected = expected or await rows(desk)
        assert await rows(desk) == expected
        assert await desk.orphans() == NO_ORPHANS


async def test_a_version_that_fails_late_takes_along_what_the_index_kept_for_it(desk):
    await desk.publish("care.md", OLD)
    accepted = await desk.send(("other.md", OTHER))
    embed = desk.embedder.embed

    async def refuse(texts, kind):
        desk.embedder.embed = embed
        await desk.publish("care.md", "# Washing\n\nNever wash it.")
        raise EmbedderRefused("These words are not embedded.")

    desk.embedder.embed = refuse
    await desk.work()
    document = (await desk.document(accepted.documents[0].id)).document
    assert (document.state, document.reason) == ("failed", "embedder_refused")
    assert await desk.find("Dry it in the shade") == []
    assert await desk.orphans() == NO_ORPHANS


async def test_a_job_that_keeps_killing_its_worker_ends_with_a_reason(desk):
    accepted = await desk.send(("care.md", OLD))
    healthy = desk.worker_database
    for _ in range(5):
        # The first two transactions read the job and begin the progress; dying later is dying at work.
        desk.worker_database = InterruptedDatabase(healthy, "inside", 4, die)
        with pytest.raises(Killed):
            await desk.work_after_kill()
    desk.worker_database = healthy
    await desk.work_after_kill()
    document = (await desk.document(accepted.documents[0].id)).document
    assert (document.state, document.reason) == ("failed", "interrupted")
    assert await desk.orphans() == NO_ORPHANS
