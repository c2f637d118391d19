"""An assistant's settings through the API: a draft that no shopper meets, releases, and the way back."""

import asyncio
from typing import Any

import pytest
from web_shops import Json, Shop, Site, check_problem

from aisle.bootstrap.chat_models import ChatModels


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


async def change(shop: Shop, **settings: Any) -> Json:
    answer = await shop.secret.call("PATCH", "/assistant", json=settings)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def publish(shop: Shop, expected: int) -> Json:
    answer = await shop.secret.post("/assistant/releases", json={"expected": expected})
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def releases(shop: Shop) -> list[Json]:
    return (await shop.secret.json("/assistant/releases"))["items"]  # type: ignore[no-any-return]


async def refused(shop: Shop, settings: Json) -> list[str]:
    """The settings that a change was refused for; the draft is as before."""
    before = await shop.secret.json("/assistant")
    answer = await shop.secret.call("PATCH", "/assistant", json=settings)
    problem = check_problem(answer, 422, "assistant_settings_invalid")
    assert await shop.secret.json("/assistant") == before
    return [fault["at"] for fault in problem["errors"]]


async def test_a_new_store_has_the_usual_settings_and_no_changes(shop: Shop) -> None:
    found = await shop.reader.json("/assistant")
    assert found["draft"] == found["live"]["settings"]
    assert found["draft"] == {
        "tone": "friendly",
        "words": "",
        "length": "medium",
        "languages": [],
        "unsupported": "drop",
        "model": None,
        "falls_back": True,
        "kept_answers": "off",
        "refuses": [],
        "refusal": "",
        "avoids": [],
        "least_evidence": 0.0,
        "source_weights": {},
    }
    assert (found["live"]["number"], found["differs"], found["changed_by"]) == (1, [], None)


async def test_a_draft_changes_what_was_sent_and_nothing_else(shop: Shop) -> None:
    await change(shop, tone="plain", words="Say “we”.")
    found = await change(shop, length="short")
    assert (found["draft"]["tone"], found["draft"]["words"], found["draft"]["length"]) == (
        "plain",
        "Say “we”.",
        "short",
    )
    assert found["differs"] == ["tone", "words", "length"]
    assert found["changed_at"]
    assert found["changed_by"].startswith("secret:")
    assert found["live"]["settings"]["tone"] == "friendly"


async def test_a_draft_set_back_is_no_change(shop: Shop) -> None:
    await change(shop, tone="plain")
    found = await change(shop, tone="friendly")
    assert (found["differs"], found["changed_at"], found["changed_by"]) == ([], None, None)


async def test_shoppers_meet_a_draft_only_once_it_is_published(shop: Shop) -> None:
    await change(shop, languages=["fr"])
    assert (await shop.shopper.ask("Guten Tag!"))["message"]["text"].startswith("Hallo.")
    made = await publish(shop, 1)
    assert (made["number"], made["live"], made["restores"]) == (2, True, None)
    assert (await shop.shopper.ask("Guten Tag!"))["message"]["text"].startswith("Bonjour.")
    assert (await shop.secret.json("/assistant"))["differs"] == []


async def test_every_turn_keeps_the_release_it_was_answered_under(shop: Shop) -> None:
    first = await shop.shopper.ask("hello")
    await change(shop, tone="formal")
    await publish(shop, 1)
    await shop.shopper.ask("hello", conversation_id=first["conversation_id"])
    rows = await shop.sql(
        "SELECT r.number FROM turn t JOIN assistant_release r USING (organization_id, store_id)"
        " WHERE r.id = t.release_id ORDER BY t.id"
    )
    assert [row["number"] for row in rows] == [1, 2]


async def test_publishing_is_refused_when_another_release_answers_meanwhile(shop: Shop) -> None:
    await change(shop, tone="plain")
    await publish(shop, 1)
    await change(shop, tone="formal")
    answer = await shop.secret.post("/assistant/releases", json={"expected": 1})
    assert check_problem(answer, 409, "release_changed")["live"] == 2
    assert [one["number"] for one in await releases(shop)] == [2, 1]


async def test_of_many_who_publish_at_once_one_succeeds(shop: Shop) -> None:
    await change(shop, tone="plain")
    body = {"expected": 1}
    answers = await asyncio.gather(*(shop.secret.post("/assistant/releases", json=body) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 7]
    assert [one["live"] for one in await releases(shop)] == [True, False]


async def test_nothing_is_published_where_nothing_would_change(shop: Shop) -> None:
    answer = await shop.secret.post("/assistant/releases", json={"expected": 1})
    check_problem(answer, 409, "nothing_to_publish")


async def test_going_back_makes_a_new_release_of_an_old_one_and_keeps_the_draft(shop: Shop) -> None:
    await change(shop, tone="plain")
    await publish(shop, 1)
    await change(shop, words="Not published yet.")
    answer = await shop.secret.post("/assistant/releases/1/rollback", json={"expected": 2})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["number"], made["restores"], made["settings"]["tone"]) == (3, 1, "friendly")
    assert [(one["number"], one["live"]) for one in await releases(shop)] == [
        (3, True),
        (2, False),
        (1, False),
    ]
    assert (await shop.secret.json("/assistant"))["draft"]["words"] == "Not published yet."
    assert made["created_by"].startswith("secret:")


async def test_there_is_no_way_back_to_a_release_that_is_none_or_answers(shop: Shop) -> None:
    for number in ("2", "0", "-1", "1e0", "x" * 50, "99999999999", "٣"):
        answer = await shop.secret.post(f"/assistant/releases/{number}/rollback", json={"expected": 1})
        check_problem(answer, 404, "release_not_found")
    answer = await shop.secret.post("/assistant/releases/1/rollback", json={"expected": 1})
    check_problem(answer, 409, "nothing_to_publish")


async def test_releases_come_in_pages(shop: Shop) -> None:
    for number, tone in enumerate(("plain", "formal", "lively"), 1):
        await change(shop, tone=tone)
        await publish(shop, number)
    page = await shop.reader.json("/assistant/releases?limit=3")
    assert [one["number"] for one in page["items"]] == [4, 3, 2]
    rest = await shop.reader.json(f"/assistant/releases?limit=3&cursor={page['next_cursor']}")
    assert ([one["number"] for one in rest["items"]], rest["next_cursor"]) == ([1], None)


@pytest.mark.parametrize(
    ("settings", "at"),
    [
        ({"words": "x" * 2_001}, ["words"]),
        ({"words": "Be kind.\u200b"}, ["words"]),
        ({"words": "left\u202eright"}, ["words"]),
        ({"words": "tag \U000e0041"}, ["words"]),
        ({"languages": ["EN"]}, ["languages"]),
        ({"languages": ["en", "english"]}, ["languages"]),
        ({"languages": ["en", "en"]}, ["languages"]),
        (
            {"refuses": ["!"], "avoids": ["x" * 101], "least_evidence": 2, "source_weights": {"a": 1}},
            ["refuses", "avoids", "least_evidence", "source_weights"],
        ),
        ({"model": "gpt-of-another-shop"}, ["model"]),
        ({"model": "", "languages": ["xx"], "words": "\u2063"}, ["words", "languages", "model"]),
    ],
)
async def test_settings_that_cannot_be_are_refused_all_at_once(
    shop: Shop, settings: Json, at: list[str]
) -> None:
    assert await refused(shop, settings) == at


@pytest.mark.parametrize(
    "settings",
    [
        {"tone": "rude"},
        {"least_evidence": "much"},
        {"source_weights": {"a": None}},
        {"tone": None},
        {"colour": "red"},
        {"falls_back": "yes"},
        {"languages": "en"},
        {"words": "nul \0"},
        [],
        {"length": 3},
    ],
)
async def test_bodies_of_another_shape_are_refused(shop: Shop, settings: Any) -> None:
    answer = await shop.secret.call("PATCH", "/assistant", json=settings)
    check_problem(answer, 422, "invalid_input")


async def test_models_of_the_installation_may_be_chosen(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await shop.reader.json("/assistant/models") == {"items": [{"name": "quote"}], "usual": "quote"}
    chosen: Any = (object(), "llama")
    monkeypatch.setattr(shop.site.parts, "chat_models", ChatModels({"ours": chosen}, chosen))
    found = await shop.reader.json("/assistant/models")
    assert found == {"items": [{"name": "quote"}, {"name": "ours"}], "usual": "ours"}
    assert (await change(shop, model="ours"))["draft"]["model"] == "ours"
    monkeypatch.setattr(shop.site.parts, "chat_models", ChatModels())
    answer = await shop.secret.post("/assistant/releases", json={"expected": 1})
    check_problem(answer, 422, "assistant_settings_invalid")
    assert (await change(shop, model="quote"))["draft"]["model"] == "quote"
    assert (await change(shop, model=None))["draft"]["model"] is None


async def test_tones_can_be_looked_at_before_one_is_chosen(shop: Shop) -> None:
    tones = (await shop.reader.json("/assistant/tones"))["items"]
    assert {one["tone"] for one in tones} == {"friendly", "plain", "expert", "lively", "formal"}
    assert len({one["words"] for one in tones}) == len({one["example"] for one in tones}) == 5


async def test_stores_know_nothing_of_each_others_assistants(shop: Shop, site: Site) -> None:
    other = await site.open_filled_shop(shop.store.organization_id)
    await change(other, tone="formal", words=other.canary)
    await publish(other, 1)
    assert other.canary not in str(await shop.secret.json("/assistant"))
    assert [one["number"] for one in await releases(shop)] == [1]
