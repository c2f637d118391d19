"""What approving a version would do to the store's test questions, without anybody noticing that it was tried."""

from collections.abc import AsyncIterator

import pytest
from web_articles import NOON, Newsroom, clock_of, made, open_newsroom
from web_shops import Json, Site

from aisle.core.clock import FixedClock

QUESTION = "How much are parcels over forty kilos?"
POSTAGE = "Parcels over forty kilos cost nine pounds."


@pytest.fixture
async def room(site: Site) -> AsyncIterator[Newsroom]:
    clock = FixedClock(NOON)
    with clock_of(site, clock):
        room = await open_newsroom(await site.open_filled_shop(), clock)
        questions = [
            {"question": QUESTION, "documents": ["heavy-parcels.en.md"]},
            {"question": "How many days do I have to send goods back?", "documents": ["Returns"]},
        ]
        await made(room.shop.secret, "/index/questions", {"questions": questions})
        yield room


async def measure(room: Newsroom, article: Json, number: int) -> Json:
    return await made(room.writer, f"/articles/{article['id']}/versions/{number}/effect", {})


async def rows(room: Newsroom) -> list[int]:
    """How many rows there are of everything that publishing writes."""
    tenant = (room.shop.store.organization_id, room.shop.store.id)
    where = "organization_id = $1 AND store_id = $2"
    tables = ("source", "document", "document_version", "document_file", "passage", "chunk", "index_item", "index_segment", "job")  # fmt: skip
    return [
        (await room.shop.sql(f"SELECT count(*) AS n FROM {table} WHERE {where}", *tenant))[0]["n"]
        for table in tables
    ]


async def test_new_article_is_seen_to_answer_what_nothing_answered_and_nothing_is_kept_of_the_trial(
    room: Newsroom,
) -> None:
    article = await room.begin("Heavy parcels", POSTAGE)
    number = await room.submit(article)
    before = await rows(room)
    effect = await measure(room, article, number)
    assert (effect["asked"], effect["better"], effect["worse"]) == (2, 1, 0)
    changed = effect["questions"][0]
    assert (changed["question"], changed["before"]["ndcg"], changed["after"]["ndcg"]) == (QUESTION, 0.0, 1.0)
    assert changed["after"]["found"][0] == "Heavy parcels"
    assert await rows(room) == before
    assert not await room.finds(QUESTION, POSTAGE)


async def test_trial_foretells_what_approval_then_does(room: Newsroom) -> None:
    article = await room.publish("Heavy parcels", POSTAGE)
    await room.save(article, "We send nothing that is heavier than a cat.")
    number = await room.submit(article)
    effect = await measure(room, article, number)
    foretold = {one["question"]: one["after"]["found"] for one in effect["questions"]}
    assert await room.finds(QUESTION, POSTAGE)
    await made(room.chief, f"/articles/{article['id']}/versions/{number}/approve", {})
    await room.shop.work()
    for question, titles in foretold.items():
        answer = await room.shop.secret.post(
            "/search", json={"query": question, "kinds": ["passage"], "limit": 10}
        )
        found = dict.fromkeys(hit["passage"]["title"] for hit in answer.json()["items"])
        assert [*found][:5] == titles


async def test_season_that_has_not_begun_is_tried_as_if_it_had(room: Newsroom) -> None:
    article = await room.begin("Heavy parcels", POSTAGE, valid_from="2027-03-01T00:00:00Z", markets=["ch"])
    effect = await measure(room, article, await room.submit(article))
    assert effect["better"] == 1
