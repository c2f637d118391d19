"""Many tenants beside each other, asked at random: what comes back is always the asked tenant's own."""

import random
from uuid import UUID

import pytest
from shelf import Shelf, item, random_text

from aisle.core.db import Scope
from aisle.llm.ports import EmbeddingKind
from aisle.retrieval import repository, versions
from aisle.retrieval.items import ItemKind
from aisle.retrieval.versions import IndexVersion

pytest_plugins = ["shelf_fixtures"]


async def _tenants(new_shelf, count: int, dice: random.Random) -> list[tuple[Scope, IndexVersion, set[UUID]]]:
    tenants = []
    for _ in range(count):
        shelf: Shelf = await new_shelf()
        texts = [item(random_text(dice)) for _ in range(dice.randint(1, 4))]
        await shelf.index(*texts)
        tenants.append((shelf.scope, await shelf.live(), {text.item_id for text in texts}))
    return tenants


@pytest.mark.parametrize(
    ("tenants", "queries"),
    [(12, 300), pytest.param(1_000, 100_000, marks=[pytest.mark.slow, pytest.mark.timeout(3_600)])],
)
async def test_no_query_ever_sees_a_foreign_row(shelf: Shelf, new_shelf, tenants: int, queries: int) -> None:
    """Queries of one tenant under its own scope, and with the ids of another one's version."""
    dice = random.Random(queries)
    known = await _tenants(new_shelf, tenants, dice)
    vectors = await shelf.embedder.embed([random_text(dice) for _ in range(50)], EmbeddingKind.QUERY)
    own, foreign = 0, 0
    for number in range(queries):
        scope, version, items = dice.choice(known)
        _, asked, _ = dice.choice(known) if number % 2 else (scope, version, items)
        # Plans that are kept pass from tenant to tenant on a connection, and must not take a tenant along.
        async with shelf.database.open_scope(scope, keep_plans=number % 3 > 0) as session:
            near = await repository.nearest(session, asked, ItemKind.PASSAGE, dice.choice(vectors), 50)
            said = await repository.items_at(session, asked, range(5), None)
            live = await versions.get_live(session)
        found = {one.item_id for one in (*near, *said)}
        assert live.id == version.id
        assert found <= items
        own += len(found) if asked is version else 0
        foreign += len(found) if asked is not version else 0
    assert foreign == 0
    assert own >= queries // 2
