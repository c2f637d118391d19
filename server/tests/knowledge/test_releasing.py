"""Approved texts that answer at their time and in their markets alone, and texts that are taken back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from aisle.knowledge import service as knowledge
from aisle.knowledge.intake import IncomingFile
from aisle.knowledge.validity import ALWAYS, Audience, Validity

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TEXT = "# Winter sale\n\nEverything warm is sold at a fifth less.\n"


async def release(desk, validity: Validity = ALWAYS, text: str = TEXT) -> UUID:
    async with desk.session() as session:
        source_id = await knowledge.create_source(session, "articles", f"Articles {desk.store.id}")
        file = IncomingFile("winter-sale.md", text.encode(), "text/markdown", "Winter sale")
        released = await knowledge.release(session, desk.jobs, desk.vault, source_id, file, validity)
    await desk.work()
    return released.document_id


async def read(desk, at: datetime, market: str | None = None) -> int:
    """How many passages this audience may be answered from."""
    indexed = list(await desk.indexed())
    async with desk.session() as session:
        return len(await knowledge.get_passages(session, indexed, audience=Audience(at, market)))


@pytest.mark.parametrize(
    ("at", "found"),
    [(-timedelta(microseconds=1), 0), (timedelta(0), 1), (timedelta(hours=1, microseconds=-1), 1), (timedelta(hours=1), 0)],
    ids=["just before", "at its beginning", "just before its end", "at its end"],
)  # fmt: skip
async def test_answers_from_its_first_moment_to_its_last(desk, at: timedelta, found: int) -> None:
    await release(desk, Validity(NOON, NOON + timedelta(hours=1)))
    assert await read(desk, NOON + at) == found


async def test_is_for_its_markets_alone(desk) -> None:
    await release(desk, Validity(markets=("ch", "li")))
    assert [await read(desk, NOON, market) for market in ("ch", "li", "de", None)] == [1, 1, 0, 0]


async def test_withdrawn_text_is_gone_at_once_and_from_the_index_soon_but_its_past_can_be_read(desk) -> None:
    document_id = await release(desk)
    version_id = (await desk.document(document_id)).document.published_version_id
    async with desk.session() as session:
        await knowledge.withdraw(session, desk.jobs, document_id)
    assert await read(desk, NOON) == 0
    assert len(await desk.indexed()) == 1  # the job has not run
    await desk.work()
    assert await desk.indexed() == set()
    kept = await desk.document(document_id)
    assert [version.id for version in kept.versions] == [version_id]


async def test_same_words_again_take_over_the_new_validity_and_come_back_into_the_index(desk) -> None:
    document_id = await release(desk, Validity(markets=("ch",)))
    async with desk.session() as session:
        await knowledge.withdraw(session, desk.jobs, document_id)
        source_id = (await knowledge.get_document(session, document_id)).document.source_id
        file = IncomingFile("winter-sale.md", TEXT.encode(), "text/markdown", "Winter sale")
        await knowledge.release(session, desk.jobs, desk.vault, source_id, file, Validity(markets=("de",)))
    await desk.work()
    assert [await read(desk, NOON, market) for market in ("ch", "de")] == [0, 1]
    assert await desk.orphans() == {"index": 0, "passages": 0}


async def test_text_that_was_withdrawn_before_it_was_read_never_answers(desk) -> None:
    async with desk.session() as session:
        source_id = await knowledge.create_source(session, "articles", "Articles")
        file = IncomingFile("winter-sale.md", TEXT.encode(), "text/markdown", "Winter sale")
        released = await knowledge.release(session, desk.jobs, desk.vault, source_id, file, ALWAYS)
        await knowledge.withdraw(session, desk.jobs, released.document_id)
    await desk.work()
    assert await desk.indexed() == set()
    assert (await desk.document(released.document_id)).document.published_version_id is None
