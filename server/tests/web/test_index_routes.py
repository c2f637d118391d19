"""Index versions over HTTP: build beside the live one, watch, activate, go back, retire; every refusal says why."""

from typing import Any

import pytest
from web_shops import WAX, Shop, Site, check_problem

PATH = "/index/versions"


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


async def build(shop: Shop, **body: Any) -> Any:
    begun = await shop.secret.post(PATH, json=body)
    assert begun.status_code == 202, begun.text
    return begun.json()


async def built(shop: Shop, **body: Any) -> Any:
    begun = await build(shop, **body)
    await shop.work()
    return await shop.reader.json(f"{PATH}/{begun['id']}")


async def live(shop: Shop) -> str:
    return next(one["id"] for one in (await shop.reader.json(PATH))["items"] if one["live"])


async def test_a_version_is_built_watched_activated_and_rolled_back(shop: Shop) -> None:
    first = await live(shop)
    begun = await build(shop, chunking={"size_tokens": 50}, price_per_million_tokens=100)
    assert (begun["state"], begun["live"], begun["job"]["state"]) == ("building", False, "queued")
    assert begun["estimate"]["items"] >= 5
    job = await shop.reader.json(f"/jobs/{begun['job']['id']}")
    assert job["kind"] == "build_index"
    await shop.work()
    ready = await shop.reader.json(f"{PATH}/{begun['id']}")
    assert ready["state"] == "ready"
    assert ready["items"] == ready["done"]["embedded"] + ready["done"]["reused"]
    assert ready["job"]["progress"]["stage"] == "settling"
    assert ready["cost"] == pytest.approx(ready["done"]["tokens"] / 10_000)
    switched = await shop.secret.post(f"{PATH}/{begun['id']}/activate", params={"expected": first})
    assert switched.json()["live"] is True
    found = (await shop.reader.post("/search", json={"query": "waxed jacket"})).json()
    assert found["index_version_id"] == begun["id"]
    back = await shop.secret.post(f"{PATH}/rollback")
    assert (back.status_code, back.json()["id"]) == (200, first)
    assert [one["state"] for one in (await shop.reader.json(PATH))["items"]] == ["ready", "active"]


async def test_a_dry_run_says_what_it_would_take_and_makes_nothing(shop: Shop) -> None:
    said = await shop.secret.post(PATH, json={"chunking": {"size_tokens": 60}, "dry_run": True})
    assert said.status_code == 200
    assert said.json()["recipe"]["chunking"]["size_tokens"] == 60
    assert said.json()["estimate"]["documents_to_cut"] == 2
    assert len((await shop.reader.json(PATH))["items"]) == 1


async def test_a_switch_that_was_decided_on_another_live_version_is_refused(shop: Shop) -> None:
    first = await live(shop)
    second, third = await built(shop), await built(shop)
    await shop.secret.post(f"{PATH}/{second['id']}/activate")
    refused = await shop.secret.post(f"{PATH}/{third['id']}/activate", params={"expected": first})
    check_problem(refused, 409, "conflict")
    assert await live(shop) == second["id"]


async def test_what_cannot_be_done_is_refused_with_its_reason(shop: Shop) -> None:
    first = await live(shop)
    check_problem(await shop.secret.post(f"{PATH}/rollback"), 409, "no_index_before")
    check_problem(await shop.secret.delete(f"{PATH}/{first}"), 409, "index_in_use")
    check_problem(await shop.secret.post(f"{PATH}/{first}/pause"), 409, "index_not_ready")
    check_problem(await shop.secret.post(f"{PATH}/{first}/resume"), 409, "index_not_ready")
    begun = await build(shop)
    check_problem(await shop.secret.post(f"{PATH}/{begun['id']}/activate"), 409, "index_not_ready")
    await build(shop)
    check_problem(await shop.secret.post(PATH, json={}), 409, "too_many_index_versions")
    assert await live(shop) == first


async def test_a_version_that_lacks_content_does_not_answer(shop: Shop) -> None:
    second = await built(shop)
    await shop.sql(
        "DELETE FROM index_item WHERE ctid IN (SELECT ctid FROM index_item WHERE version_id = $1 AND kind = 'product' LIMIT 2)",
        second["id"],
    )
    refused = await shop.secret.post(f"{PATH}/{second['id']}/activate")
    assert check_problem(refused, 409, "index_incomplete")["missing"] == 2


async def test_a_build_is_paused_resumed_and_given_up(shop: Shop) -> None:
    begun = await build(shop, chunking={"size_tokens": 50})
    assert (await shop.secret.post(f"{PATH}/{begun['id']}/pause")).json()["state"] == "paused"
    await shop.publish("Wax again", WAX)
    assert (await shop.reader.json(f"{PATH}/{begun['id']}"))["items"] == 0
    again = await shop.secret.post(f"{PATH}/{begun['id']}/resume")
    assert (again.status_code, again.json()["state"]) == (202, "building")
    await shop.work()
    assert (await shop.reader.json(f"{PATH}/{begun['id']}"))["state"] == "ready"
    gone = await shop.secret.delete(f"{PATH}/{begun['id']}")
    assert gone.status_code == 202
    assert (await shop.reader.json(f"/jobs/{gone.json()['job_id']}"))["kind"] == "retire_index"
    assert (await shop.reader.json(f"{PATH}/{begun['id']}"))["state"] == "retired"
    check_problem(await shop.secret.post(f"{PATH}/{begun['id']}/resume"), 409, "index_not_ready")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"embedder": "unheard-of"}, "recipe_refused"),
        ({"chunking": {"size_tokens": 7}}, "recipe_refused"),
        ({"chunking": {"size_tokens": 100, "overlap_tokens": 50}}, "recipe_refused"),
        ({"weights": {"meaning": 7}}, "recipe_refused"),
        ({"weights": {"heavy": 0.1}}, "recipe_refused"),
        ({"weights": {"meaning": "much"}}, "invalid_input"),
        ({"chunking": {"size": 100}}, "invalid_input"),
        ({"store_id": "x"}, "invalid_input"),
        ({"price_per_million_tokens": -1}, "invalid_input"),
        ([], "invalid_input"),
    ],
)
async def test_recipes_that_mean_nothing_are_refused(shop: Shop, body: Any, code: str) -> None:
    check_problem(await shop.secret.post(PATH, json=body), 422, code)
    assert len((await shop.reader.json(PATH))["items"]) == 1


async def test_an_embedder_that_is_away_is_found_before_the_build(
    shop: Shop, site: Site, monkeypatch: Any
) -> None:
    from aisle.llm.errors import EmbedderUnavailable

    async def away(*_: Any) -> Any:
        raise EmbedderUnavailable("The line is dead.")

    monkeypatch.setattr(type(site.embedder), "embed", away)
    monkeypatch.setattr("aisle.retrieval.estimating._shares", _no)
    check_problem(await shop.secret.post(PATH, json={}), 503, "embedder_unavailable")
    assert len((await shop.reader.json(PATH))["items"]) == 1


async def _no(*_: Any) -> bool:
    return False


async def test_versions_are_compared_by_the_stores_own_questions(shop: Shop) -> None:
    second = await built(shop, chunking={"size_tokens": 50})
    both = {"before": await live(shop), "after": second["id"]}
    check_problem(await shop.reader.post(f"{PATH}/compare", json=both), 409, "no_test_questions")
    given = [
        {"question": "How many days to send goods back?", "documents": ["Returns"]},
        {"question": "waterproof rucksack", "products": ["fell-28"]},
    ]
    assert (await shop.secret.post("/index/questions", json={"questions": given})).json() == {"saved": 2}
    found = (await shop.reader.post(f"{PATH}/compare", json=both)).json()
    assert found["asked"] == 2
    assert found["before"]["recall"] == found["after"]["recall"] == 1
    assert found["questions_are"] == "the store's own"
    made = (await shop.reader.post(f"{PATH}/compare", json={**both, "generated": True})).json()
    assert made["questions_are"] == "generated known-item queries"
    listed = (await shop.reader.json("/index/questions?limit=1"))["items"]
    assert (await shop.secret.delete(f"/index/questions/{listed[0]['id']}")).status_code == 204
    left = (await shop.reader.json("/index/questions"))["items"]
    assert len(left) == 1
    assert {left[0]["question"], listed[0]["question"]} == {one["question"] for one in given}


async def test_versions_of_other_stores_cannot_be_compared(shop: Shop, site: Site) -> None:
    await shop.secret.post(
        "/index/questions", json={"questions": [{"question": "rucksack", "products": ["fell-28"]}]}
    )
    sibling = await site.open_shop(shop.store.organization_id)
    for foreign in (await live(sibling), "0198c0de-0000-7000-8000-000000000000"):
        for both in (
            {"before": await live(shop), "after": foreign},
            {"before": foreign, "after": await live(shop)},
        ):
            answer = await shop.reader.post(f"{PATH}/compare", json=both)
            check_problem(answer, 404, "index_version_not_found")


@pytest.mark.parametrize(
    "body",
    [
        {"questions": []},
        {"questions": [{"question": "x"}]},
        {"questions": [{"question": "", "products": ["a"]}]},
        {"questions": [{"question": "a\u0000b", "products": ["a"]}]},
        {"questions": [{"question": "x", "products": ["a"], "store_id": "y"}]},
    ],
)
async def test_test_questions_that_mean_nothing_are_refused(shop: Shop, body: Any) -> None:
    assert (await shop.secret.post("/index/questions", json=body)).status_code == 422
    assert (await shop.reader.json("/index/questions"))["items"] == []
