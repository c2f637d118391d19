"""Two versions of one store with different chunkings live side by side; each sees the passages of its own alone."""

import pytest
from shelf import ITEM, Shelf

from aisle.knowledge import service as knowledge
from aisle.knowledge.chunking import ChunkingSettings
from aisle.knowledge.views import CitedSpan
from aisle.retrieval import versions
from aisle.retrieval.fusion import Weights

pytest_plugins = ["shelf_fixtures"]

SENTENCES = [
    f"Sentence {number} says that wool is warm and dries slowly in the shade." for number in range(30)
]
GUIDE = "# Wool\n\n" + " ".join(SENTENCES)
SHORT = "# Down\n\nDown is light."


def fine(shelf: Shelf) -> ChunkingSettings:
    return ChunkingSettings(50, 10, shelf.embedder.name)


async def _switch(shelf: Shelf, to, expected) -> None:
    async with shelf.session() as session:
        await versions.switch_live(session, to, expected)


@pytest.fixture
async def both(shelf: Shelf):
    """The ids of a coarse, live version and a fine one beside it; a document was published into both."""
    coarse = (await shelf.live()).id
    small = await shelf.add_version("ready", chunking=fine(shelf))
    await shelf.publish("wool.md", GUIDE)
    return coarse, small


async def test_each_version_holds_the_passages_of_its_own_chunking(shelf: Shelf, both) -> None:
    coarse, small = [await shelf.texts(version) for version in both]
    assert 0 < len(coarse) < len(small)
    assert not coarse & small
    assert all(any(part in text for text in small) for part in SENTENCES)


async def test_passages_that_both_cut_alike_are_stored_and_embedded_once(shelf: Shelf, both) -> None:
    shelf.embedder.asked.clear()
    await shelf.publish("down.md", SHORT)
    assert len([text for text in shelf.embedder.asked if "Down" in text]) == 1
    held = [set(await shelf.items(version)) for version in both]
    assert len(held[0] & held[1]) == 1


async def test_a_switch_shows_the_passages_of_the_other_chunking_at_once(shelf: Shelf, both) -> None:
    coarse, small = both
    searcher = shelf.searcher()
    shelf.searcher = lambda: searcher
    before = (await shelf.search("sentence 7 wool")).passages
    await _switch(shelf, small, coarse)
    after = (await shelf.search("sentence 7 wool")).passages
    assert {hit.text for hit in before} <= await shelf.texts(coarse)
    assert {hit.text for hit in after} <= await shelf.texts(small)
    assert before
    assert after


async def test_other_weights_count_from_the_switch_on(shelf: Shelf) -> None:
    """The other version takes words alone, so that its hits come from one leg."""
    first, words = (await shelf.live()).id, await shelf.add_version("ready", weights=Weights(0, 0, 0, 0))
    await shelf.publish("down.md", SHORT)
    searcher = shelf.searcher()
    shelf.searcher = lambda: searcher
    assert {"words", "meaning"} == (await shelf.search("light down")).passages[0].legs.keys()
    await _switch(shelf, words, first)
    assert {"words"} == (await shelf.search("light down")).passages[0].legs.keys()


async def test_a_new_version_of_a_document_leaves_neither_with_words_of_the_old(shelf: Shelf, both) -> None:
    await shelf.publish("wool.md", GUIDE.replace("Sentence 7 says", "Sentence 7 denies"))
    for version in both:
        texts = " ".join(await shelf.texts(version))
        assert "7 denies" in texts
        assert " 7 says" not in texts


async def test_a_passage_stays_only_where_its_chunking_still_cuts_it(shelf: Shelf, both) -> None:
    """The short section is one passage in both; in the longer document only the coarse one still cuts it so."""
    await shelf.publish("down.md", SHORT)
    await shelf.publish("down.md", SHORT + " " + " ".join(SENTENCES[:6]))
    for version in both:
        held = await shelf.texts(version)
        assert "Down is light." not in held
        assert any(text.startswith("Down is light.") for text in held)


async def test_a_deleted_document_leaves_both(shelf: Shelf, both) -> None:
    document = await shelf.publish("down.md", SHORT)
    await shelf.unpublish(document)
    await shelf.work()
    for version in both:
        assert "Down is light." not in await shelf.texts(version)


async def test_a_citation_opens_when_the_chunking_it_was_cut_by_is_gone(shelf: Shelf, both) -> None:
    hit = (await shelf.search("sentence 7 wool")).passages[0]
    cited = CitedSpan(hit.chunk_id, hit.document_version_id, hit.start, hit.start + 20)
    async with shelf.session() as session:
        whole = await knowledge.passage_around(session, cited)
        await session.execute(f"DELETE FROM chunk WHERE {ITEM} AND id = $3", *session.tenant, hit.chunk_id)
        left = await knowledge.passage_around(session, cited)
    assert whole.text == hit.text
    assert left.text == hit.text[:20]
    assert left.after.startswith(hit.text[20:40])


async def test_a_document_shows_and_counts_the_chunks_of_one_chunking(shelf: Shelf, both) -> None:
    document = await shelf.publish("down.md", SHORT)
    async with shelf.session() as session:
        shown = await knowledge.get_document(session, document, chunking=fine(shelf).key)
    assert [chunk.ordinal for chunk in shown.chunks.items] == [0]
    assert shown.versions[0].chunks == 1


async def test_a_version_whose_embedder_is_gone_is_given_up_and_the_live_one_goes_on(shelf: Shelf) -> None:
    class Gone:
        name, dimensions, languages = "gone", 8, frozenset[str]()

    other = await shelf.add_version("ready", Gone())
    await shelf.publish("down.md", SHORT)
    assert (await shelf.search("down")).passages
    async with shelf.session() as session:
        row = await session.fetchrow(
            f"SELECT state, reason FROM index_version WHERE {ITEM} AND id = $3", *session.tenant, other
        )
    assert row["state"] == "failed"
    assert "“gone”" in row["reason"]
