"""Documents of a run are read beforehand, shown with it, taken away with it, and come back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from staging import World, product

from aisle.retrieval.items import ItemKind
from aisle.retrieval.request import Mode, SearchRequest
from aisle.retrieval.search import Searcher
from aisle.sources.going_live import deciding
from aisle.sources.records import DocumentRecord, Resource


def page(id_: str, text: str, **more: Any) -> DocumentRecord:
    return DocumentRecord(id_, f"{id_}.md", text.encode(), media_type="text/markdown", **more)


async def texts(world: World, words: str) -> list[str]:
    """Passages that a search by words finds."""
    searcher = Searcher(world.database, {world.embedder.name: world.embedder})
    request = SearchRequest(words, kinds=frozenset({ItemKind.PASSAGE}), limit=20, mode=Mode.KEYWORD)
    return [hit.text for hit in (await searcher.search(world.scope, request)).passages]


async def live_documents(world: World, source: UUID, *records: Any, **more: Any) -> UUID:
    return await world.live(source, *records, **more)


async def test_documents_answer_with_the_run_that_brought_them(world: World) -> None:
    source = await world.add_source()
    run = await world.stage(
        source, page("returns", "# Returns\n\nSend it back within 30 days."), product("1", "Boots")
    )
    await world.bring_live(run)
    assert await world.state(run) == "live"
    assert await texts(world, "send it back") == ["Send it back within 30 days."]
    world.later(hours=1)
    await live_documents(world, source, page("returns", "# Returns\n\nSend it back within 14 days."))
    assert await texts(world, "send it back") == ["Send it back within 14 days."]
    world.later(hours=1)
    await live_documents(world, source, removed=[(Resource.DOCUMENTS, "returns")])
    assert await texts(world, "send it back") == []


async def test_documents_are_taken_back_and_deleted_ones_return(world: World) -> None:
    source = await world.add_source()
    await live_documents(world, source, page("returns", "Thirty days."), page("care", "Wash by hand."))
    world.later(hours=1)
    changed = page("returns", "Fourteen days.")
    run = await live_documents(
        world, source, changed, page("new", "Fresh words."), removed=[(Resource.DOCUMENTS, "care")]
    )
    assert await texts(world, "wash by hand") == []
    async with world.session() as session:
        await deciding.roll_back(session, world.jobs, source, run)
    await world.work()
    assert await texts(world, "days") == ["Thirty days."]
    assert await texts(world, "wash by hand") == ["Wash by hand."]
    assert await texts(world, "fresh words") == []


async def test_a_refused_run_leaves_no_document_and_a_bad_one_fails_by_itself(world: World) -> None:
    source = await world.add_source(gate={"always": True})
    run = await live_documents(world, source, page("returns", "Thirty days."))
    assert await world.state(run) == "waiting"
    assert await texts(world, "thirty days") == []
    async with world.session() as session:
        await deciding.refuse(session, world.jobs, source, run)
    await world.work()
    assert await world.value("SELECT count(*) FROM document WHERE source_id = $1", source) == 0
    other = await world.add_source("other")
    bad = DocumentRecord("bad", "bad.pdf", b"%PDF-1.7 broken", media_type="application/pdf")
    await live_documents(world, other, bad, page("good", "Good words."))
    assert await texts(world, "good words") == ["Good words."]
    problem = await world.value(
        "SELECT resource || ' ' || external_id FROM source_problem WHERE source_id = $1", other
    )
    assert problem == "documents bad"
