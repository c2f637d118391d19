"""Federated search over HTTP: a key searches the stores it may read, and every other is as good as absent."""

from typing import Any
from uuid import uuid4

import pytest
from web_shops import Caller, Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.identity.keys import service as keys

PATH = "/search/federated"


@pytest.fixture(scope="module")
async def shops(site: Site) -> tuple[Shop, Shop, Shop]:
    """Two shops of one organization and one of another."""
    mine = await site.open_filled_shop()
    return mine, await site.open_filled_shop(mine.store.organization_id), await site.open_filled_shop()


async def organization_key(shop: Shop, *scopes: str) -> Caller:
    scope = Scope(shop.store.organization_id, None)
    async with shop.site.parts.database.open_scope(scope) as session:
        made = await keys.create_key(session, kind="secret", store_id=None, scopes=list(scopes) or None)
    return shop.site.caller(made.token)


def asking(*shops: Shop, **more: Any) -> Any:
    return {"query": "waterproof rucksack", "stores": [shop.store.slug for shop in shops], **more}


async def test_a_key_of_the_organization_searches_several_stores(shops: Any) -> None:
    mine, sibling, _ = shops
    key = await organization_key(mine)
    found = (await key.post(PATH, json=asking(mine, sibling, limit=20))).json()
    assert found["comparability"] == "absolute"
    stores = {place["store"] for item in found["items"] for place in item["found_in"]}
    assert stores == {mine.store.slug, sibling.store.slug}
    by_id = (await key.post(PATH, json={**asking(), "stores": [str(mine.store.id)]})).json()
    assert {side["store"] for side in by_id["sides"]} == {str(mine.store.id)}


async def test_a_key_of_a_store_searches_that_one_alone(shops: Any) -> None:
    mine, sibling, _ = shops
    own = (await mine.reader.post(PATH, json={"query": "waterproof rucksack"})).json()
    assert own["items"][0]["product"]["handle"] == "fell-28"
    check_problem(await mine.reader.post(PATH, json=asking(mine, sibling)), 404, "store_not_found")


@pytest.mark.parametrize("who", ["organization", "secret", "reader"])
async def test_stores_of_others_answer_like_absent_ones(shops: Any, who: str) -> None:
    mine, sibling, stranger = shops
    caller = await organization_key(mine) if who == "organization" else getattr(mine, who)
    names = [stranger.store.slug, str(stranger.store.id)]
    names += [] if who == "organization" else [sibling.store.slug, str(sibling.store.id)]
    absent = await caller.post(PATH, json={"query": "x", "stores": ["no-such-store"]})
    wanted = check_problem(absent, 404, "store_not_found")
    for name in names:
        told = check_problem(
            await caller.post(PATH, json={"query": "x", "stores": [name]}), 404, "store_not_found"
        )
        assert told["detail"].replace(name, "no-such-store") == wanted["detail"]
        mixed = await caller.post(PATH, json=asking(mine, stores=[mine.store.slug, name]))
        assert stranger.canary not in mixed.text.replace(name, ""), "nothing but the name that was asked for"
        check_problem(mixed, 404, "store_not_found")


@pytest.mark.parametrize(
    ("who", "status"), [("publishable", 403), ("shopper", 403), ("none", 401), ("chat only", 403)]
)
async def test_who_may_not_search_may_not_search_several(shops: Any, who: str, status: int) -> None:
    mine = shops[0]
    callers = {"none": mine.site.caller(None), "publishable": mine.publishable, "shopper": mine.shopper}
    caller = callers.get(who) or await organization_key(mine, "chat")
    assert (await caller.post(PATH, json=asking(mine))).status_code == status


async def test_versions_of_other_stores_are_absent(shops: Any) -> None:
    mine, sibling, stranger = shops
    key = await organization_key(mine)
    for version in [
        *[(await shop.reader.json("/index/versions"))["items"][0]["id"] for shop in (sibling, stranger)],
        str(uuid4()),
    ]:
        answer = await key.post(PATH, json=asking(mine, versions=[version]))
        check_problem(answer, 404, "index_version_not_found")


async def test_two_versions_are_searched_side_by_side(shops: Any) -> None:
    mine = shops[0]
    first = (await mine.reader.json("/index/versions"))["items"][0]["id"]
    begun = await mine.secret.post("/index/versions", json={"chunking": {"size_tokens": 50}})
    await mine.work()
    both = [first, begun.json()["id"]]
    found = (await mine.reader.post(PATH, json={"query": "fell rucksack", "versions": both})).json()
    assert [side["index_version_id"] for side in found["sides"]] == both
    assert [place["index_version_id"] for place in found["items"][0]["found_in"]] == both
    await mine.secret.delete(f"/index/versions/{both[1]}")


@pytest.mark.parametrize(
    "body",
    [
        {"query": ""},
        {"query": " "},
        {"query": "x", "stores": ["a"] * 21},
        {"query": "x", "store_id": "y"},
        {"query": "x", "versions": ["seven"]},
        {"query": "x", "limit": 0},
    ],
)
async def test_what_means_nothing_is_refused(shops: Any, body: Any) -> None:
    assert (await shops[0].reader.post(PATH, json=body)).status_code == 422


async def test_a_key_of_the_organization_must_say_where(shops: Any) -> None:
    mine, sibling, _ = shops
    key = await organization_key(mine)
    assert (await key.post(PATH, json={"query": "x"})).status_code == 422
    both = asking(mine, sibling, versions=[str(uuid4())])
    assert (await key.post(PATH, json=both)).status_code == 422
