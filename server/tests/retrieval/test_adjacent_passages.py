"""Passages of running text: what stands beside a good one is likelier than what stands alone."""

import pytest
from shelf import Shelf

from aisle.knowledge.chunking import ChunkingSettings
from aisle.retrieval import versions
from aisle.retrieval.adjacency import adjacent_passages
from aisle.retrieval.fusion import Weights
from aisle.retrieval.request import Mode

pytest_plugins = ["shelf_fixtures"]

FILLER = " ".join(f"Filler{number} padding{number} stuffing{number}." for number in range(14))
LONG = f"# Long\n\n{FILLER}\n\nThe anchor winch stands in the bow locker. {FILLER}\n\nA winch needs grease. {FILLER}"
OTHER = f"# Other\n\nA winch needs a cover. {FILLER}"


@pytest.fixture
async def shore(shelf: Shelf) -> Shelf:
    """A store whose live version cuts finely, and lets neighbours speak more than usual."""
    weights = Weights(meaning=0.0, foreign=0.0, foreign_script=0.0, adjacent=0.5)
    live = (await shelf.live()).id
    fine = await shelf.add_version("ready", None, ChunkingSettings(60, 0, shelf.embedder.name), weights)
    async with shelf.session() as session:
        await versions.switch_live(session, fine, live)
    await shelf.publish("other.md", OTHER)
    await shelf.publish("long.md", LONG)
    return shelf


async def test_a_passage_beside_the_best_one_comes_before_its_equal_elsewhere(shore: Shelf) -> None:
    found = (await shore.search("anchor winch needs")).passages
    titles = [hit.title for hit in found if "winch needs" in hit.text]
    assert titles == ["Long", "Other"]
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)


async def test_words_alone_stay_in_the_order_of_the_words(shore: Shelf) -> None:
    found = (await shore.search("anchor winch needs", mode=Mode.KEYWORD)).passages
    assert [hit.legs["words"].rank for hit in found] == sorted(hit.legs["words"].rank for hit in found)


async def test_a_deleted_document_makes_no_neighbours(shore: Shelf) -> None:
    key = (await shore.live()).recipe.chunking.key
    long = [hit for hit in (await shore.search("filler1 winch", limit=50)).passages if hit.title == "Long"]
    held = [hit.passage_id for hit in long]
    async with shore.session() as session:
        assert set(await adjacent_passages(session, held, key)) == set(held)
        assert await adjacent_passages(session, held, "another/0/chunking") == {}
    await shore.unpublish(long[0].document_id)
    async with shore.session() as session:
        assert await adjacent_passages(session, held, key) == {}


async def test_neighbours_of_one_store_are_none_in_another(shore: Shelf, new_shelf) -> None:
    other = await new_shelf()
    held = [hit.passage_id for hit in (await shore.search("filler1 winch", limit=50)).passages]
    key = (await shore.live()).recipe.chunking.key
    async with other.session() as session:
        assert await adjacent_passages(session, held, key) == {}
