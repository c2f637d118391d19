"""Requests under an Idempotency-Key: one effect, one reply, whoever sends it how often."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from web_shops import RETURNS_QUESTION, STREAM, Caller, Shop, check_problem, events_of

RULE = {"words": ["sofa", "couch"]}


def new_key() -> dict[str, str]:
    return {"idempotency-key": str(uuid4())}


async def add(caller: Caller, key: dict[str, str], word: str = "settee") -> httpx2.Response:
    return await caller.post("/synonyms", json={"words": ["sofa", word]}, headers=key)


async def start_import(caller: Caller, key: dict[str, str]) -> httpx2.Response:
    files = {"file": ("products.json", b'[{"handle": "a", "title": "A"}]', "application/json")}
    return await caller.post("/catalog/imports", files=files, headers=key)


async def rules(shop: Shop) -> int:
    return len((await shop.secret.json("/synonyms"))["items"])


async def test_second_request_gets_the_stored_reply_and_has_no_effect(own_shop: Shop) -> None:
    key = new_key()
    first, second = await add(own_shop.secret, key), await add(own_shop.secret, key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert second.headers["content-type"] == first.headers["content-type"]
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert second.headers["x-request-id"] != first.headers["x-request-id"]
    assert await rules(own_shop) == 1


async def test_without_a_key_the_second_has_its_own_effect(own_shop: Shop) -> None:
    first, second = await start_import(own_shop.secret, {}), await start_import(own_shop.secret, {})
    assert first.json()["import_id"] != second.json()["import_id"]


async def test_another_key_is_another_request(own_shop: Shop) -> None:
    first, second = (
        await start_import(own_shop.secret, new_key()),
        await start_import(own_shop.secret, new_key()),
    )
    assert first.json()["import_id"] != second.json()["import_id"]
    assert "idempotency-replayed" not in second.headers


async def test_other_body_or_query_under_the_same_key_is_refused(own_shop: Shop) -> None:
    key = new_key()
    await add(own_shop.secret, key)
    check_problem(await add(own_shop.secret, key, "divan"), 422, "idempotency_mismatch")
    other = await own_shop.secret.post("/synonyms?x=1", json={"words": ["sofa", "settee"]}, headers=key)
    check_problem(other, 422, "idempotency_mismatch")
    assert await rules(own_shop) == 1


async def test_key_belongs_to_one_route_and_one_principal(own_shop: Shop) -> None:
    key = new_key()
    first = await start_import(own_shop.secret, key)
    _, other = await own_shop.key(kind="secret")
    second = await start_import(other, key)
    assert second.json()["import_id"] != first.json()["import_id"]
    assert (await start_import(own_shop.secret, key)).content == first.content
    retried = await own_shop.secret.post(f"/jobs/{uuid4()}/retry", headers=key)
    assert retried.status_code == 404


async def test_refusals_are_not_remembered(own_shop: Shop) -> None:
    key = new_key()
    bad = await own_shop.secret.post("/synonyms", json={"words": []}, headers=key)
    assert bad.status_code == 422
    assert (await add(own_shop.secret, key)).status_code == 201


async def test_many_at_once_have_one_effect(own_shop: Shop) -> None:
    key = new_key()
    replies = await asyncio.gather(*(add(own_shop.secret, key) for _ in range(20)))
    done = [one for one in replies if one.status_code == 201]
    waiting = [one for one in replies if one.status_code == 409]
    assert len(done) + len(waiting) == 20
    assert done
    assert len({one.content for one in done}) == 1
    for one in waiting:
        assert check_problem(one, 409, "idempotency_in_flight")["retry_after"] == 1
        assert one.headers["retry-after"] == "1"
    later = [await add(own_shop.secret, key) for _ in range(5)]
    assert {one.content for one in later} == {done[0].content}
    assert await rules(own_shop) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "k\xe9y", "tab\there"])
async def test_keys_that_are_none_are_refused(own_shop: Shop, key: str) -> None:
    heard = own_shop.secret.listen("POST", "/synonyms", RULE, idempotency_key=key)
    await heard.finish()
    assert heard.status == 400
    assert '"idempotency_key_invalid"' in heard.text


@pytest.mark.parametrize("key", ["x", "x" * 255, '"8e03978e-40d5-43e8-bc93-6894a57f9324"', "!~"])
async def test_keys_of_visible_characters_are_taken(own_shop: Shop, key: str) -> None:
    heard = [await add(own_shop.secret, {"idempotency-key": key}) for _ in range(2)]
    assert heard[0].content == heard[1].content


async def test_failure_takes_its_effect_back_and_may_be_tried_again(
    own_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aisle.web import synonyms

    key, shape = new_key(), synonyms._shape

    def broken(*_: Any) -> Any:
        raise RuntimeError("after the effect")

    monkeypatch.setattr(synonyms, "_shape", broken)
    assert (await add(own_shop.secret, key)).status_code == 500
    monkeypatch.setattr(synonyms, "_shape", shape)
    assert await rules(own_shop) == 0
    assert (await add(own_shop.secret, key)).status_code == 201
    assert await rules(own_shop) == 1


async def test_form_is_the_same_whatever_its_boundary(own_shop: Shop) -> None:
    key, files = new_key(), {"files": ("care.md", b"# Care\n\nWash it cold.", "text/markdown")}
    first = await own_shop.secret.post("/documents", files=files, headers=key)
    second = await own_shop.secret.post("/documents", files=files, headers=key)
    assert first.request.headers["content-type"] != second.request.headers["content-type"]
    assert (first.status_code, second.status_code) == (202, 202), second.text
    assert first.content == second.content
    files["files"] = ("care.md", b"# Care\n\nWash it hot.", "text/markdown")
    check_problem(
        await own_shop.secret.post("/documents", files=files, headers=key), 422, "idempotency_mismatch"
    )


async def test_answer_is_repeated_byte_for_byte(own_shop: Shop) -> None:
    key, body = new_key(), {"message": RETURNS_QUESTION}
    first = await own_shop.shopper.post("/chat", json=body, headers=key)
    second = await own_shop.shopper.post("/chat", json=body, headers=key)
    assert first.status_code == 200
    assert first.content == second.content
    assert second.headers["idempotency-replayed"] == "true"


async def test_stream_is_repeated_byte_for_byte(own_shop: Shop) -> None:
    key, body = {**new_key(), "accept": STREAM}, {"message": RETURNS_QUESTION}
    first = await own_shop.shopper.post("/chat", json=body, headers=key)
    second = await own_shop.shopper.post("/chat", json=body, headers=key)
    assert events_of(first.text)[-1]["type"] == "finish"
    assert first.content == second.content
    assert second.headers["content-type"] == first.headers["content-type"]
    assert second.headers["idempotency-replayed"] == "true"


async def test_stream_that_runs_is_not_repeated(own_shop: Shop) -> None:
    key = new_key()["idempotency-key"]
    async with own_shop.site.embedder.held():
        first = own_shop.shopper.listen(
            "POST", "/chat", {"message": RETURNS_QUESTION}, accept=STREAM, idempotency_key=key
        )
        await first.until_text("data-status")
        second = await own_shop.shopper.post(
            "/chat", json={"message": RETURNS_QUESTION}, headers={"idempotency-key": key}
        )
        check_problem(second, 409, "idempotency_in_flight")
    await first.finish()


async def test_stream_that_was_cut_goes_on_in_the_same_turn(own_shop: Shop) -> None:
    """Whoever lost the stream sends the message again under its key, and gets the one answer, not a second."""
    key = new_key()
    async with own_shop.site.embedder.held():
        first = own_shop.shopper.listen(
            "POST",
            "/chat",
            {"message": RETURNS_QUESTION},
            accept=STREAM,
            idempotency_key=key["idempotency-key"],
        )
        await first.until_text("data-status")
        first.hang_up()
        assert first._task is not None
        await asyncio.wait([first._task])
    again = await own_shop.shopper.post(
        "/chat", json={"message": RETURNS_QUESTION}, headers={**key, "accept": STREAM}
    )
    events = events_of(again.text)
    assert events[-1]["type"] == "finish"
    conversation = events[0]["messageMetadata"]["conversationId"]
    page = await own_shop.shopper.json(f"/conversations/{conversation}/messages")
    assert [one["role"] for one in page["items"]] == ["user", "assistant"]
