"""What an assistant refuses, avoids and rests on, tried on its draft before shoppers meet it."""

import pytest
from test_assistant_settings import change, publish
from web_shops import RETURNS_QUESTION, Json, Shop, Site, check_problem


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


async def tried(shop: Shop, message: str, release: str = "draft", **more: str) -> Json:
    answer = await shop.secret.post(
        "/assistant/preview", json={"message": message, "release": release, **more}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_a_refused_topic_is_refused_however_it_is_inflected(shop: Shop) -> None:
    await change(shop, refuses=["return goods"], refusal="Ask our returns desk.")
    said = (await tried(shop, "Can I be returning these good things?"))["message"]
    assert (said["text"], said["metadata"]["abstained"]) == ("Ask our returns desk.", True)
    assert "data-person" in [part["type"] for part in said["parts"]]
    assert "60 days" in (await tried(shop, RETURNS_QUESTION, "live"))["message"]["text"]
    assert "waterproof" in (await tried(shop, "Which rucksack is waterproof?"))["message"]["text"].lower()


async def test_a_sentence_with_avoided_words_is_never_quoted(shop: Shop) -> None:
    assert "60 days" in (await tried(shop, RETURNS_QUESTION))["message"]["text"]
    await change(shop, avoids=["60  DAYS"])
    assert "60 days" not in (await tried(shop, RETURNS_QUESTION))["message"]["text"]


async def test_a_source_without_weight_and_too_little_evidence_are_not_used(shop: Shop) -> None:
    (source, *_) = await shop.sql("SELECT DISTINCT source_id AS id FROM document")
    for settings in ({"source_weights": {str(source["id"]): 0}}, {"least_evidence": 0.95}):
        await change(shop, **settings)
        assert "60 days" not in (await tried(shop, RETURNS_QUESTION))["message"]["text"], settings
        await change(shop, source_weights={}, least_evidence=0)
    assert "60 days" in (await tried(shop, RETURNS_QUESTION))["message"]["text"]


async def test_a_try_is_no_shoppers_and_goes_on_as_a_chat_of_its_own(shop: Shop) -> None:
    first = await tried(shop, "hello")
    again = await tried(shop, RETURNS_QUESTION, conversation_id=first["conversation_id"])
    assert again["conversation_id"] == first["conversation_id"]
    assert again["message"]["metadata"]["preview"] == "draft"
    shown = await shop.shopper.get(f"/conversations/{first['conversation_id']}/messages")
    check_problem(shown, 404, "conversation_not_found")
    body = {"message": "hello", "conversation_id": first["conversation_id"]}
    check_problem(await shop.secret.post("/chat", json=body), 404, "conversation_not_found")
    mine = (await shop.shopper.ask("hello"))["conversation_id"]
    sent = {"message": "hello", "conversation_id": mine}
    check_problem(await shop.secret.post("/assistant/preview", json=sent), 404, "conversation_not_found")


async def test_a_save_over_anothers_is_refused_with_what_the_draft_says(shop: Shop) -> None:
    seen = (await shop.secret.get("/assistant")).headers["etag"]
    await change(shop, words="Be brief.")
    late = await shop.secret.call("PATCH", "/assistant", json={"tone": "formal"}, headers={"if-match": seen})
    problem = check_problem(late, 409, "draft_changed")
    assert (problem["draft"]["words"], problem["draft"]["tone"]) == ("Be brief.", "friendly")
    now = (await shop.secret.get("/assistant")).headers["etag"]
    saved = await shop.secret.call("PATCH", "/assistant", json={"tone": "formal"}, headers={"if-match": now})
    assert saved.json()["draft"]["words"] == "Be brief."
    assert saved.headers["etag"] == f'"{saved.json()["revision"]}"' != now
    odd = await shop.secret.call("PATCH", "/assistant", json={}, headers={"if-match": "yesterday"})
    check_problem(odd, 422, "invalid_input")


async def test_two_releases_are_compared_setting_by_setting(shop: Shop) -> None:
    await change(shop, words="Be very brief.", tone="plain")
    await shop.secret.post("/assistant/releases", json={"expected": 1, "note": "Shorter answers."})
    await change(shop, words="Be brief.")
    found = await shop.reader.json("/assistant/diff")
    (item,) = found["items"]
    assert (item["name"], item["before"], item["after"]) == ("words", "Be very brief.", "Be brief.")
    assert {"op": "delete", "text": "very "} in item["words"]
    between = await shop.reader.json("/assistant/diff?before=2&after=1")
    assert {one["name"] for one in between["items"]} == {"words", "tone"}
    assert (await shop.reader.json("/assistant/releases/2"))["note"] == "Shorter answers."
    check_problem(await shop.reader.get("/assistant/diff?after=7"), 404, "release_not_found")
    await publish(shop, 2)
    assert (await shop.reader.json("/assistant/diff"))["items"] == []
