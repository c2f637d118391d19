"""Versions of an answer: edited, answered again, continued; one path is shown, and nothing is lost."""

import asyncio
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from scripted_writer import ScriptedWriter, written_by
from web_shops import RETURNS_QUESTION, STREAM, Json, Shop, check_problem, events_of, text_of, until

from aisle.core.db import Session


async def page_of(shop: Shop, conversation_id: str) -> list[Json]:
    page = await shop.shopper.json(f"/conversations/{conversation_id}/messages?limit=100")
    return page["items"]  # type: ignore[no-any-return]


async def shown(shop: Shop, conversation_id: str) -> list[str]:
    """The shopper's words on the path that is shown."""
    return [one["text"] for one in await page_of(shop, conversation_id) if one["role"] == "user"]


async def talk(shop: Shop, *words: str) -> tuple[str, list[str]]:
    """Say some things one after the other; returns the conversation and its turns."""
    first = await shop.shopper.ask(words[0])
    turns = [first["turn_id"]]
    for said in words[1:]:
        turns.append((await shop.shopper.ask(said, conversation_id=first["conversation_id"]))["turn_id"])
    return first["conversation_id"], turns


async def show(shop: Shop, conversation: str, turn: str) -> Any:
    return await shop.shopper.call("PUT", f"/conversations/{conversation}/branch", json={"turn_id": turn})


async def test_edited_message_is_a_version_beside_the_old_one(shop: Shop) -> None:
    conversation, turns = await talk(shop, "rucksack", "thanks")
    edited = await shop.shopper.ask("tent", edits=turns[0])
    assert edited["conversation_id"] == conversation
    items = await page_of(shop, conversation)
    assert [one["text"] for one in items if one["role"] == "user"] == ["tent"]
    assert items[0]["siblings"] == {"index": 1, "count": 2, "ids": [turns[0], edited["turn_id"]]}
    assert (await show(shop, conversation, turns[0])).status_code == 204
    assert await shown(shop, conversation) == ["rucksack", "thanks"]
    assert (await page_of(shop, conversation))[0]["siblings"]["index"] == 0


async def test_branches_of_branches_are_shown_whole(shop: Shop) -> None:
    conversation, turns = await talk(shop, "rucksack", "tent", "thanks")
    middle = await shop.shopper.ask("boots", edits=turns[1])
    await shop.shopper.ask("bye", conversation_id=conversation)
    again = await shop.shopper.ask("jackets", edits=turns[0])
    assert await shown(shop, conversation) == ["jackets"]
    await show(shop, conversation, middle["turn_id"])
    assert await shown(shop, conversation) == ["rucksack", "boots", "bye"]
    await show(shop, conversation, turns[2])
    assert await shown(shop, conversation) == ["rucksack", "tent", "thanks"]
    # A turn that is not shown can be edited, too: its own path is shown then.
    deep = await shop.shopper.ask("hats", edits=middle["turn_id"])
    assert await shown(shop, conversation) == ["rucksack", "hats"]
    groups = [one["siblings"]["ids"] for one in await page_of(shop, conversation) if one["role"] == "user"]
    assert groups == [
        [turns[0], again["turn_id"]],
        [turns[1], middle["turn_id"], deep["turn_id"]],
    ]


async def test_a_turn_knows_its_own_path_alone(shop: Shop) -> None:
    conversation, turns = await talk(shop, "rucksack", "tent")
    writer = ScriptedWriter()
    with written_by(shop, writer):
        await shop.shopper.ask("boots", edits=turns[1])
        await shop.shopper.ask("which is waterproof?", conversation_id=conversation)
        await shop.shopper.ask("jackets", edits=turns[0])
    said = [[past.question for past in one.question.history] for one in writer.asked]
    assert said == [["rucksack"], ["rucksack", "boots"], []]


async def test_answering_again_keeps_the_words_and_both_answers(shop: Shop) -> None:
    filters = [{"field": "price", "op": "gte", "value": "120", "text": "from £120"}]
    first = await shop.shopper.ask("rucksack", filters=filters)
    path = f"/chat/{first['turn_id']}/regenerate"
    body = {"client_message_id": f"again-{uuid4()}"}
    answer = await shop.shopper.post(path, json=body)
    assert answer.status_code == 200, answer.text
    assert (await shop.shopper.post(path, json=body)).content == answer.content
    again = answer.json()
    cards = [part["data"]["handle"] for part in again["message"]["parts"] if part["type"] == "data-product"]
    assert cards == ["crag-45"]
    items = await page_of(shop, first["conversation_id"])
    assert [one["text"] for one in items if one["role"] == "user"] == ["rucksack"]
    assert items[1]["siblings"]["ids"] == [first["turn_id"], again["turn_id"]]
    streamed = await shop.shopper.post(path, headers={"accept": STREAM})
    assert events_of(streamed.text)[-1]["type"] == "finish"


async def test_use_chats_regenerate_and_edit_work_unchanged(shop: Shop) -> None:
    name = f"chat-{uuid4()}"

    def said(id_: str, words: str) -> Json:
        return {"id": id_, "role": "user", "parts": [{"type": "text", "text": words}]}

    async def send(**more: Any) -> list[Json]:
        answer = await shop.shopper.post("/chat", json={"id": name, **more}, headers={"accept": STREAM})
        assert answer.status_code == 200, answer.text
        return events_of(answer.text)

    first = await send(messages=[said("m1", "rucksack")], trigger="submit-message")
    ids = first[0]["messageMetadata"]
    again = await send(
        messages=[said("m1", "rucksack")], trigger="regenerate-message", messageId=first[0]["messageId"]
    )
    without = await send(messages=[said("m1", "rucksack")], trigger="regenerate-message")
    conversation = ids["conversationId"]
    turns = [one[0]["messageMetadata"]["turnId"] for one in (first, again, without)]
    assert len(set(turns)) == 3
    assert (await page_of(shop, conversation))[1]["siblings"] == {"index": 2, "count": 3, "ids": turns}
    edit = {"messages": [said("m1", "tent")], "trigger": "submit-message", "messageId": "m1"}
    edited = await send(**edit)
    assert await shown(shop, conversation) == ["tent"]
    assert (await send(**edit))[0]["messageMetadata"] == edited[0]["messageMetadata"]
    # Regenerating by the user's message means the version that is shown.
    await send(messages=[said("m1", "tent")], trigger="regenerate-message", messageId="m1")
    assert await shown(shop, conversation) == ["tent"]
    assert (await shop.shopper.get(f"/chat/{name}/stream")).status_code == 204
    unknown = {"id": f"chat-{uuid4()}", "messages": [said("m9", "x")], "trigger": "regenerate-message"}
    check_problem(await shop.shopper.post("/chat", json=unknown), 404, "conversation_not_found")


async def test_stopped_answer_goes_on_where_it_broke_off(shop: Shop) -> None:
    writer = ScriptedWriter(waits=1, cites=True)
    with written_by(shop, writer):
        listener = shop.shopper.listen_to_answer(RETURNS_QUESTION)
        await listener.until_text("data-citation")
        await until(lambda: writer.waiting > 0)
        turn = events_of(listener.text + "data: [DONE]\n\n")[0]["messageMetadata"]["turnId"]
        running = await shop.shopper.post(f"/chat/{turn}/continue")
        check_problem(running, 409, "nothing_to_continue")
        await shop.shopper.post(f"/chat/{turn}/stop")
        await listener.finish()
    more = ScriptedWriter(sentences=("within 60 days", "of delivery"))
    with written_by(shop, more):
        answer = await shop.shopper.post(f"/chat/{turn}/continue", headers={"accept": STREAM})
    assert [type(one).__name__ for one in more.begun] == ["TextSegment", "CitationSegment"]
    events = events_of(answer.text)
    assert text_of(events) == "Goods can go back [1] within 60 days of delivery"
    ids = events[0]["messageMetadata"]
    asked, answered = await page_of(shop, ids["conversationId"])
    assert (asked["text"], answered["text"]) == (RETURNS_QUESTION, text_of(events))
    citations = [part["data"] for part in answered["parts"] if part["type"] == "data-citation"]
    assert len(citations) == 1
    assert (await shop.shopper.get(f"/citations/{citations[0]['id']}")).status_code == 200
    check_problem(await shop.shopper.post(f"/chat/{ids['turnId']}/continue"), 409, "nothing_to_continue")


async def test_answer_that_its_model_broke_off_can_go_on(shop: Shop) -> None:
    with written_by(shop, ScriptedWriter(sentences=("Goods can",), breaks_off=True)):
        first = await shop.shopper.ask(RETURNS_QUESTION)
    assert first["message"]["metadata"]["broken_off"] is True
    with written_by(shop, ScriptedWriter(sentences=("go back",))):
        answer = await shop.shopper.post(f"/chat/{first['turn_id']}/continue")
    assert answer.json()["message"]["text"] == "Goods can go back"


async def test_no_branch_is_shown_while_an_answer_is_written(shop: Shop) -> None:
    conversation, turns = await talk(shop, "rucksack")
    writer = ScriptedWriter(waits=0)
    with written_by(shop, writer):
        call = asyncio.create_task(shop.shopper.ask("tent", edits=turns[0]))
        await until(lambda: writer.waiting > 0)
        check_problem(await show(shop, conversation, turns[0]), 409, "turn_running")
        writer.gate.set()
        await call


async def test_fifty_messages_at_once_are_one_answer_and_refusals_and_nothing_is_lost(shop: Shop) -> None:
    conversation, _ = await talk(shop, "rucksack")
    writer = ScriptedWriter(waits=0)
    with written_by(shop, writer):
        calls = [
            asyncio.create_task(
                shop.shopper.post("/chat", json={"message": f"words {n}", "conversation_id": conversation})
            )
            for n in range(50)
        ]
        await until(lambda: sum(call.done() for call in calls) == 49)
        writer.gate.set()
        answers = await asyncio.gather(*calls)
    assert Counter(answer.status_code for answer in answers)[200] == 1
    refused = [answer for answer in answers if answer.status_code != 200]
    assert {answer.status_code for answer in refused} <= {409, 503}
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in refused)
    assert len(await shown(shop, conversation)) == 2


@pytest.mark.parametrize("before", [1, 30])
async def test_a_message_costs_the_same_however_long_the_conversation(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    statements: Counter[str] = Counter()
    rows = 0

    def counting(name: str, real: Any) -> Any:
        async def call(self: Session, sql: str, *arguments: Any) -> Any:
            nonlocal rows
            found = await real(self, sql, *arguments)
            statements[name] += 1
            rows += len(found) if isinstance(found, list) else 0
            return found

        return call

    for name in ("fetch", "fetchrow", "fetchval", "execute"):
        monkeypatch.setattr(Session, name, counting(name, getattr(Session, name)))
    with written_by(shop, ScriptedWriter(sentences=("Yes.",))):
        first = await shop.shopper.ask("hello")
        conversation = first["conversation_id"]
        for _ in range(before + 6):
            await shop.shopper.ask("hello", conversation_id=conversation)
        costs = []
        for _ in range(3):  # the keeper's own statements may fall into one
            statements.clear()
            rows = 0
            await shop.shopper.ask("hello", conversation_id=conversation)
            costs.append((sum(statements.values()), rows))
    assert min(costs) == COST.setdefault("hello", min(costs))
    assert rows <= 40


COST: dict[str, tuple[int, int]] = {}
