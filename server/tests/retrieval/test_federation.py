"""One question to several stores or versions: every side under its own scope, scores that mean the same."""

import numpy as np
import pytest
from shelf import CountingEmbedder, Shelf, product

from aisle.core.db import Database
from aisle.llm.ports import EmbeddingKind, Vectors
from aisle.retrieval.calibration import calibrated, measure
from aisle.retrieval.errors import IndexNotReady, IndexVersionNotFound
from aisle.retrieval.federation import ABSOLUTE, CALIBRATED, Federation, Target
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.search import Searcher

pytest_plugins = ["shelf_fixtures"]


class Crowded(CountingEmbedder):
    """An embedder under which everything is near to everything: cosines begin at about 0.8."""

    def __init__(self) -> None:
        super().__init__(64)
        self.name = "crowded-64"

    async def embed(self, texts, kind: EmbeddingKind) -> Vectors:
        rows = await super().embed(texts, kind) * 0.5
        rows[:, 0] += 1.0
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def federation(database: Database, *shelves: Shelf) -> Federation:
    embedders = {name: one for shelf in shelves for name, one in shelf.embedders.items()}
    return Federation(database, Searcher(database, embedders))


def target(shelf: Shelf, version=None) -> Target:
    return Target(shelf.scope, shelf.store.slug, version)


@pytest.fixture
async def stores(shelf: Shelf, new_shelf):
    """Two stores of one organization, with two products each; the tents are told apart by their store."""
    other = await new_shelf(shelf.store.organization_id)
    await shelf.sell(product("Tent for two"), product("Wool sock"))
    await other.sell(product("Tent for two people and a dog"), product("Silk scarf"))
    return shelf, other


async def test_stores_of_one_recipe_are_merged_by_their_own_scores(stores) -> None:
    first, second = stores
    request = SearchRequest("tent for two", limit=10)
    found = await federation(first.database, *stores).search([target(first), target(second)], request)
    assert found.comparability == ABSOLUTE
    alone = {}
    for shelf in stores:
        alone |= {hit.product.id: hit.score for hit in (await shelf.search("tent for two")).products}
    assert {one.hit.product.id: one.score for one in found.hits} == pytest.approx(alone)
    scores = [one.score for one in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert found.hits[0].hit.product.title == "Tent for two"
    assert [place.store for place in found.hits[0].places] == [first.store.slug]


async def test_versions_of_one_store_are_merged_with_the_places_of_each(shelf: Shelf) -> None:
    await shelf.sell(product("Tent for two"), product("Wool sock"))
    first = (await shelf.live()).id
    second = await shelf.build()
    found = await federation(shelf.database, shelf).search(
        [target(shelf, first), target(shelf, second)], SearchRequest("tent for two")
    )
    assert len({one.hit.product.id for one in found.hits}) == len(found.hits)
    assert [place.version_id for place in found.hits[0].places] == [first, second]
    assert [place.rank for place in found.hits[0].places] == [1, 1]


async def test_scores_of_different_embedders_are_measured_against_their_own_background(
    shelf: Shelf, new_shelf
) -> None:
    """By its raw cosines the crowded side would put anything before the other's exact match in meaning."""
    other = await new_shelf(shelf.store.organization_id)
    crowded = Crowded()
    other.more_embedders[crowded.name] = crowded
    await shelf.sell(product("Tent for two"), *(product(f"Wool sock {n}") for n in range(8)))
    await other.sell(product("Silk scarf"), *(product(f"Felt hat {n}") for n in range(8)))
    await other.use_only(crowded)
    other.embedder = crowded
    await other.sell(
        *(product(f"Felt hat {n}", description="again", handle=f"felt-hat-{n}") for n in range(8)),
        product("Silk scarf", description="again"),
    )
    request = SearchRequest("tent for two", mode="semantic")
    raw = [(await one.search("tent for two", mode="semantic")).products[0].score for one in (shelf, other)]
    assert raw[1] > 0.7
    found = await federation(shelf.database, shelf, other).search([target(shelf), target(other)], request)
    assert found.comparability == CALIBRATED
    assert found.hits[0].hit.product.title == "Tent for two"
    worst = next(one for one in found.hits if one.places[0].store == other.store.slug)
    assert worst.score < 0.3 < worst.places[0].score
    background = {side.target.store: side.background for side in found.sides}
    assert background[other.store.slug] > 0.7 > background[shelf.store.slug]
    async with other.session() as session:
        assert await measure(session, await other.live()) == pytest.approx(
            background[other.store.slug], abs=0.05
        )


async def test_a_side_with_other_weights_is_scored_anew_with_one_weight(shelf: Shelf) -> None:
    await shelf.sell(product("Tent for two"), product("Wool sock"), product("Tent peg"))
    first = (await shelf.live()).id
    second = await shelf.build(weights={"meaning": 0.9})
    found = await federation(shelf.database, shelf).search(
        [target(shelf, first), target(shelf, second)], SearchRequest("tent for two")
    )
    assert found.comparability == CALIBRATED
    best = found.hits[0]
    assert best.hit.product.title == "Tent for two"
    assert best.places[0].score != pytest.approx(best.places[1].score)
    assert 0 <= best.score <= 1


async def test_a_side_that_cannot_be_searched_ends_the_search_with_its_reason(stores) -> None:
    first, second = stores
    foreign = (await second.live()).id
    searching = federation(first.database, *stores)
    request = SearchRequest("tent")
    with pytest.raises(IndexVersionNotFound):
        await searching.search([target(first), target(first, foreign)], request)
    building = await first.start_build(size_tokens=60)
    with pytest.raises(IndexNotReady):
        await searching.search([target(first, building)], request)


@pytest.mark.parametrize(
    ("cosine", "background", "wanted"),
    [(0.7, 0.7, 0), (1, 0.7, 1), (0.85, 0.7, 0.5), (0.1, 0.7, 0), (1, 1, 0)],
)
def test_a_cosine_is_counted_from_what_unrelated_things_have(cosine, background, wanted) -> None:
    assert calibrated(cosine, background) == pytest.approx(wanted)
