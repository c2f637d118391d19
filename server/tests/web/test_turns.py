"""Turns under stress: sent twice, at once, stopped, cut off, resumed, left behind by a dead process."""

import asyncio
import json
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from web_shops import (
    RETURNS_QUESTION,
    RUCKSACK_QUESTION,
    STREAM,
    Caller,
    Json,
    Listener,
    Shop,
    check_problem,
    events_of,
    text_of,
    until,
)

from aisle.conversations.keeping import RENEW_SECONDS
from aisle.conversations.live import MOST_OF_SHOPPER, LiveTurn, LiveTurns
from aisle.conversations.repository.turns import LEASE
from aisle.core.db import DatabaseUnavailable


async def running_turn(shop: Shop, caller: Caller | None = None, **more: Any) -> tuple[Listener, Json]:
    """Begin an answer while the embedder is held, and wait until it is being written."""
    listener = (caller or shop.shopper).listen_to_answer(RETURNS_QUESTION, **more)
    await listener.until_text("data-status")
    await until(lambda: shop.site.embedder.waiting > 0)
    start = json.loads(listener.text.split("data: ", 1)[1].split("\n", 1)[0])
    return listener, start["messageMetadata"]


async def turn_state(shop: Shop, turn_id: str) -> str:
    return str((await shop.sql("SELECT state FROM turn WHERE id = $1", turn_id))[0]["state"])


# the same message again ---------------------------------------------------------------------------------------


async def test_fifty_equal_first_messages_at_once_are_one_conversation_with_one_answer(shop: Shop) -> None:
    caller = await shop.start_shopper()
    body = {"message": RETURNS_QUESTION, "client_message_id": f"first-{uuid4()}"}
    answers = await asyncio.gather(*(caller.post("/chat", json=body) for _ in range(50)))
    assert Counter(answer.status_code for answer in answers) == {200: 50}
    assert len({answer.text for answer in answers}) == 1
    conversation = answers[0].json()["conversation_id"]
    counts = await shop.sql(
        "SELECT (SELECT count(*) FROM turn WHERE conversation_id = $1) AS turns,"
        " (SELECT count(*) FROM message WHERE conversation_id = $1 AND role = 'user') AS asked,"
        " (SELECT count(*) FROM message WHERE conversation_id = $1 AND role = 'assistant') AS answered",
        conversation,
    )
    assert dict(counts[0]) == {"turns": 1, "asked": 1, "answered": 1}


async def test_equal_messages_at_once_by_stream_hear_the_same_events(shop: Shop) -> None:
    body = {"message": RETURNS_QUESTION, "client_message_id": f"stream-{uuid4()}"}
    answers = await asyncio.gather(
        *(shop.shopper.post("/chat", json=body, headers={"accept": STREAM}) for _ in range(10))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert len({text_of(events_of(answer.text)) for answer in answers}) == 1
    assert len({events_of(answer.text)[0]["messageId"] for answer in answers}) == 1


async def test_message_sent_again_later_has_the_same_answer_byte_for_byte(shop: Shop) -> None:
    body = {"message": RETURNS_QUESTION, "client_message_id": f"later-{uuid4()}"}
    first = await shop.shopper.post("/chat", json=body)
    again = await shop.shopper.post("/chat", json=body)
    assert again.content == first.content
    within = await shop.shopper.post(
        "/chat", json={**body, "conversation_id": first.json()["conversation_id"]}
    )
    assert within.content == first.content


async def test_message_sent_again_to_another_process_is_replayed_as_a_stream(
    shop: Shop, open_other_site: Any
) -> None:
    body = {"message": RETURNS_QUESTION, "client_message_id": f"replay-{uuid4()}"}
    first = events_of((await shop.shopper.post("/chat", json=body, headers={"accept": STREAM})).text)
    async with open_other_site() as other:
        caller = other.caller(shop.shopper.token)
        again = events_of((await caller.post("/chat", json=body, headers={"accept": STREAM})).text)
    assert again[0]["messageMetadata"] == first[0]["messageMetadata"]
    assert text_of(again) == text_of(first)
    for kind in ("data-citation", "message-metadata"):
        assert [{**one, "#": 0} for one in again if one["type"] == kind] == [
            {**one, "#": 0} for one in first if one["type"] == kind
        ]
    assert again[-1]["type"] == "finish"
    (told,) = [one["messageMetadata"] for one in first if one["type"] == "message-metadata"]
    page = await shop.shopper.json(f"/conversations/{first[0]['messageMetadata']['conversationId']}/messages")
    assert told["messageId"] == page["items"][-1]["id"]


async def test_the_same_id_for_other_words_is_refused(shop: Shop) -> None:
    used = f"used-{uuid4()}"
    await shop.shopper.ask(RETURNS_QUESTION, client_message_id=used)
    body = {"message": RUCKSACK_QUESTION, "client_message_id": used}
    refused = check_problem(await shop.shopper.post("/chat", json=body), 409, "message_id_reused")
    assert "new one" in refused["detail"]


# one turn at a time -------------------------------------------------------------------------------------------


async def test_second_message_waits_until_the_first_is_answered(shop: Shop) -> None:
    async with shop.site.embedder.held():
        listener, ids = await running_turn(shop)
        body = {"message": "and tents?", "conversation_id": ids["conversationId"]}
        for headers in ({}, {"accept": STREAM}):
            answer = await shop.shopper.post("/chat", json=body, headers=headers)
            refused = check_problem(answer, 409, "turn_running")
            assert answer.headers["retry-after"] == str(refused["retry_after"]) == "1"
        page = await shop.shopper.json(f"/conversations/{ids['conversationId']}/messages")
        assert page["running_turn_id"] == ids["turnId"]
        assert [(one["role"], one["state"]) for one in page["items"]] == [("user", "running")]
    await listener.finish()
    assert events_of(listener.text)[-1]["type"] == "finish"
    await shop.shopper.ask("and tents?", conversation_id=ids["conversationId"])


async def test_two_different_messages_at_once_are_never_both_answered_at_once(shop: Shop) -> None:
    conversation = (await shop.shopper.ask("rucksack"))["conversation_id"]
    async with shop.site.embedder.held():
        calls = [
            asyncio.create_task(
                shop.shopper.post(
                    "/chat", json={"message": RETURNS_QUESTION, "conversation_id": conversation}
                )
            )
            for _ in range(8)
        ]
        await until(lambda: sum(call.done() for call in calls) == 7)
    answers = await asyncio.gather(*calls)
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 7}


async def test_outage_says_when_to_come_back(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: Any) -> None:
        raise DatabaseUnavailable("No connection to the database could be had.")

    monkeypatch.setattr("aisle.conversations.opening.Opener.open", away)
    answer = await shop.shopper.post("/chat", json={"message": RETURNS_QUESTION})
    refused = check_problem(answer, 503, "database_unavailable")
    assert int(answer.headers["retry-after"]) == refused["retry_after"] >= 1


async def test_a_crowd_in_one_store_leaves_room_for_the_others(
    shop: Shop, own_shop: Shop, open_other_site: Any
) -> None:
    async with open_other_site(chat_max_running=4) as busy:
        crowded, quiet = busy.caller(shop.secret.token), busy.caller(own_shop.secret.token)
        async with busy.embedder.held():
            calls = [
                asyncio.create_task(crowded.post("/chat", json={"message": RETURNS_QUESTION}))
                for _ in range(8)
            ]
            await until(lambda: sum(call.done() for call in calls) == 5)
            calls.append(asyncio.create_task(quiet.post("/chat", json={"message": RETURNS_QUESTION})))
            await until(lambda: busy.parts.turns.live.running == 4)
        answers = await asyncio.gather(*calls)
    assert Counter(answer.status_code for answer in answers[:8]) == {503: 5, 200: 3}
    assert answers[8].status_code == 200


async def test_more_answers_than_allowed_are_refused_while_others_wait_and_not_queued(
    shop: Shop, open_other_site: Any
) -> None:
    async with open_other_site(chat_max_running=2) as busy:
        caller = busy.caller(shop.secret.token)
        async with busy.embedder.held():
            calls = [
                asyncio.create_task(caller.post("/chat", json={"message": RETURNS_QUESTION}))
                for _ in range(12)
            ]
            await until(lambda: sum(call.done() for call in calls) == 10)
        answers = await asyncio.gather(*calls)
        assert Counter(answer.status_code for answer in answers) == {503: 10, 200: 2}
        refused = next(answer for answer in answers if answer.status_code == 503)
        check_problem(refused, 503, "chat_busy")
        assert int(refused.headers["retry-after"]) >= 1
        assert (await caller.post("/chat", json={"message": RETURNS_QUESTION})).status_code == 200


async def test_one_shopper_takes_not_all_places_with_many_conversations(shop: Shop) -> None:
    def asked(caller: Caller) -> asyncio.Task[Any]:
        return asyncio.create_task(caller.post("/chat", json={"message": RETURNS_QUESTION}))

    live = shop.site.parts.turns.live
    before = live.running
    async with shop.site.embedder.held():
        calls = [asked(shop.shopper) for _ in range(MOST_OF_SHOPPER)]
        await until(lambda: live.running == before + MOST_OF_SHOPPER)
        refused = await asked(shop.shopper)
        check_problem(refused, 503, "chat_busy")
        other = asked(shop.other_shopper)
        await until(lambda: live.running == before + MOST_OF_SHOPPER + 1)
    assert {answer.status_code for answer in await asyncio.gather(*calls, other)} == {200}


async def test_refused_messages_take_no_place(shop: Shop, open_other_site: Any) -> None:
    async with open_other_site(chat_max_running=1) as busy:
        caller = busy.caller(shop.secret.token)
        for _ in range(3):
            body = {"message": "x", "conversation_id": str(uuid4())}
            check_problem(await caller.post("/chat", json=body), 404, "conversation_not_found")
        assert (await caller.post("/chat", json={"message": RETURNS_QUESTION})).status_code == 200


# stopping -----------------------------------------------------------------------------------------------------


async def test_stop_ends_a_running_turn_that_still_waits(shop: Shop) -> None:
    async with shop.site.embedder.held():
        listener, ids = await running_turn(shop)
        stopped = await shop.shopper.post(f"/chat/{ids['turnId']}/stop")
        await listener.finish()
    assert (stopped.status_code, stopped.content) == (204, b"")
    assert [event["type"] for event in events_of(listener.text)] == ["start", "data-status", "abort"]
    page = await shop.shopper.json(f"/conversations/{ids['conversationId']}/messages")
    assert [(one["role"], one["state"]) for one in page["items"]] == [("user", "stopped")]
    assert page["running_turn_id"] is None
    assert (await shop.shopper.ask("go on", conversation_id=ids["conversationId"]))["message"][
        "state"
    ] == "complete"


async def test_stopped_message_sent_again_says_that_it_has_no_answer(shop: Shop) -> None:
    body = {"client_message_id": f"stopped-{uuid4()}"}
    async with shop.site.embedder.held():
        listener, ids = await running_turn(shop, **body)
        await shop.shopper.post(f"/chat/{ids['turnId']}/stop")
        await listener.finish()
    # As after a restart: the process has forgotten the turn.
    shop.site.parts.turns.live._turns.clear()
    again = await shop.shopper.post("/chat", json={"message": RETURNS_QUESTION, **body})
    assert "stopped" in check_problem(again, 409, "turn_ended_early")["detail"]
    streamed = await shop.shopper.ask_stream(RETURNS_QUESTION, **body)
    assert [event["type"] for event in streamed] == ["start", "abort"]


async def test_json_caller_hears_that_its_turn_was_stopped(shop: Shop) -> None:
    async with shop.site.embedder.held():
        call = asyncio.create_task(shop.shopper.post("/chat", json={"message": RETURNS_QUESTION}))
        await until(lambda: shop.site.embedder.waiting > 0)
        turn = (await shop.sql("SELECT id FROM turn WHERE state = 'running'"))[0]["id"]
        await shop.shopper.post(f"/chat/{turn}/stop")
        check_problem(await call, 409, "turn_ended_early")


async def test_stopping_an_ended_turn_changes_nothing(shop: Shop) -> None:
    reply = await shop.shopper.ask(RETURNS_QUESTION)
    for _ in range(2):
        assert (await shop.shopper.post(f"/chat/{reply['turn_id']}/stop")).status_code == 204
    page = await shop.shopper.json(f"/conversations/{reply['conversation_id']}/messages")
    assert [one["state"] for one in page["items"]] == ["complete", "complete"]


async def test_many_stops_at_once_end_a_turn_once(shop: Shop) -> None:
    async with shop.site.embedder.held():
        listener, ids = await running_turn(shop)
        stops = await asyncio.gather(*(shop.shopper.post(f"/chat/{ids['turnId']}/stop") for _ in range(8)))
        await listener.finish()
    assert {stop.status_code for stop in stops} == {204}
    assert await turn_state(shop, ids["turnId"]) == "stopped"
    assert events_of(listener.text)[-1]["type"] == "abort"


async def test_turn_that_is_stopped_before_its_first_step_still_ends(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[LiveTurn] = []
    real = LiveTurns.open

    def opening(live: LiveTurns, *ids: Any) -> LiveTurn:
        opened.append(real(live, *ids))
        # The task is made right after this, so that the loop comes to the stop before it comes to the task.
        asyncio.get_running_loop().call_soon(opened[0].stop)
        return opened[0]

    monkeypatch.setattr(LiveTurns, "open", opening)
    async with shop.site.embedder.held(), asyncio.timeout(5):
        answer = await shop.shopper.post("/chat", json={"message": RETURNS_QUESTION})
    check_problem(answer, 409, "turn_ended_early")
    assert await turn_state(shop, str(opened[0].turn_id)) == "stopped"


async def test_turn_of_somebody_else_cannot_be_stopped(shop: Shop) -> None:
    async with shop.site.embedder.held():
        listener, ids = await running_turn(shop)
        for turn_id in (ids["turnId"], str(uuid4())):
            check_problem(
                await shop.other_shopper.post(f"/chat/{turn_id}/stop"), 404, "conversation_not_found"
            )
        assert await turn_state(shop, ids["turnId"]) == "running"
    await listener.finish()
    assert await turn_state(shop, ids["turnId"]) == "complete"


async def test_stop_that_comes_from_another_process_wins_over_the_answer(
    shop: Shop, open_other_site: Any
) -> None:
    async with shop.site.embedder.held():
        listener, ids = await running_turn(shop)
        async with open_other_site() as other:
            stopped = await other.caller(shop.shopper.token).post(f"/chat/{ids['turnId']}/stop")
            assert stopped.status_code == 204
    await listener.finish()
    assert events_of(listener.text)[-1]["type"] == "abort"
    assert await turn_state(shop, ids["turnId"]) == "stopped"


# cut off and resumed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", [STREAM, "application/json"])
async def test_listener_that_hangs_up_does_not_end_the_turn(shop: Shop, accept: str) -> None:
    caller = await shop.start_shopper()
    client_id = f"cut-{uuid4()}"
    async with shop.site.embedder.held():
        body = {"message": RETURNS_QUESTION, "client_message_id": client_id}
        listener = caller.listen("POST", "/chat", body, accept=accept)
        await until(lambda: shop.site.embedder.waiting > 0)
        turn = (await shop.sql("SELECT id FROM turn WHERE client_message_id = $1", client_id))[0]["id"]
        listener.hang_up()
        await asyncio.sleep(0.005)
    await until(lambda: _is(shop, str(turn), "complete"))
    again = await caller.ask(RETURNS_QUESTION, client_message_id=client_id)
    assert "60 days" in again["message"]["text"]


async def _is(shop: Shop, turn_id: str, state: str) -> bool:
    return await turn_state(shop, turn_id) == state


async def test_stream_is_resumed_behind_the_last_event_that_arrived(shop: Shop) -> None:
    async with shop.site.embedder.held():
        listener, ids = await running_turn(shop)
        listener.hang_up()
        path = f"/chat/{ids['conversationId']}/stream"
        resumed = shop.shopper.listen("GET", path, last_event_id="2")
        whole = shop.shopper.listen("GET", path)
        odd = [
            shop.shopper.listen("GET", path, last_event_id=value)
            for value in ("²", "9" * 5000, "-1", "x", "")
        ]
        await whole.until_text("data-status")
        for one in odd:
            await one.until_text("data-status")
    events = {
        name: events_of((await one.finish()).text)
        for name, one in {"resumed": resumed, "whole": whole}.items()
    }
    assert events["resumed"] == events["whole"][2:]
    assert "60 days" in text_of(events["resumed"])
    assert {one.status for one in odd} == {200}
    for one in odd:
        assert events_of((await one.finish()).text) == events["whole"]


async def test_nothing_is_resumed_when_nothing_runs(shop: Shop) -> None:
    reply = await shop.shopper.ask(RETURNS_QUESTION)
    idle = await shop.shopper.get(f"/chat/{reply['conversation_id']}/stream", headers={"last-event-id": "3"})
    assert (idle.status_code, idle.content) == (204, b"")
    for caller, conversation in ((shop.other_shopper, reply["conversation_id"]), (shop.shopper, uuid4())):
        check_problem(await caller.get(f"/chat/{conversation}/stream"), 404, "conversation_not_found")


async def test_resuming_beyond_the_end_waits_for_the_end(shop: Shop) -> None:
    async with shop.site.embedder.held():
        listener, ids = await running_turn(shop)
        beyond = shop.shopper.listen("GET", f"/chat/{ids['conversationId']}/stream", last_event_id="999")
        await until(lambda: beyond.status == 200)
    await listener.finish()
    assert events_of((await beyond.finish()).text) == []


async def give_up(shop: Shop, turn_id: str) -> None:
    """Let a turn's lease run out, as when its process died a while ago."""
    await shop.sql("UPDATE turn SET lease_until = now() - interval '1 second' WHERE id = $1", turn_id)


async def test_turn_of_a_dead_process_is_called_interrupted_when_it_is_read(shop: Shop) -> None:
    reply = await shop.shopper.ask(RETURNS_QUESTION, client_message_id=f"dead-{uuid4()}")
    await shop.sql("DELETE FROM message WHERE turn_id = $1 AND role = 'assistant'", reply["turn_id"])
    await shop.sql(
        "UPDATE turn SET state = 'running', lease_until = now() + interval '1 minute' WHERE id = $1",
        reply["turn_id"],
    )
    for state in ("running", "interrupted"):
        page = await shop.shopper.json(f"/conversations/{reply['conversation_id']}/messages")
        assert [one["state"] for one in page["items"]] == [state]
        assert page["running_turn_id"] == (reply["turn_id"] if state == "running" else None)
        await give_up(shop, reply["turn_id"])
    go_on = await shop.shopper.ask("rucksack", conversation_id=reply["conversation_id"])
    assert go_on["message"]["state"] == "complete"


async def test_turn_whose_process_died_before_it_said_anything_still_says_which_it_was(shop: Shop) -> None:
    body = {"message": RETURNS_QUESTION, "client_message_id": f"silent-{uuid4()}"}
    reply = await shop.shopper.ask(RETURNS_QUESTION, client_message_id=body["client_message_id"])
    await shop.sql("DELETE FROM turn_event WHERE turn_id = $1", reply["turn_id"])
    await shop.sql("DELETE FROM message WHERE turn_id = $1 AND role = 'assistant'", reply["turn_id"])
    await shop.sql(
        "UPDATE turn SET state = 'running', lease_until = now() + interval '1 second' WHERE id = $1",
        reply["turn_id"],
    )
    start, end = await shop.shopper.ask_stream(**body)
    page = await shop.shopper.json(f"/conversations/{reply['conversation_id']}/messages")
    ids = (reply["conversation_id"], reply["turn_id"], page["items"][0]["id"])
    assert start["messageMetadata"] == dict(
        zip(("conversationId", "turnId", "userMessageId"), ids, strict=True)
    )
    assert (end["type"], end["reason"]) == ("abort", "interrupted")


def test_dead_process_is_known_to_be_dead_within_fifteen_seconds() -> None:
    assert LEASE.total_seconds() <= 15
    assert LEASE.total_seconds() >= RENEW_SECONDS * 3


async def test_message_that_another_process_still_answers_is_followed_there(
    shop: Shop, open_other_site: Any
) -> None:
    body = {"message": RETURNS_QUESTION, "client_message_id": f"elsewhere-{uuid4()}"}
    async with open_other_site() as other:
        caller = other.caller(shop.shopper.token)
        async with shop.site.embedder.held():
            listener, _ = await running_turn(shop, client_message_id=body["client_message_id"])
            whole = asyncio.create_task(caller.post("/chat", json=body))
            streamed = caller.listen("POST", "/chat", body, accept=STREAM)
            await streamed.until_text("data-status")
            assert not whole.done()
        await listener.finish()
        assert "60 days" in (await whole).text
        heard = events_of((await streamed.finish()).text)
        assert heard == events_of(listener.text)


async def test_answer_that_fails_ends_its_stream_with_an_error_and_frees_the_conversation(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> Any:
        raise RuntimeError("canary of the inside")

    with monkeypatch.context() as patched:
        patched.setattr(type(shop.site.embedder), "embed", broken)
        events = await shop.shopper.ask_stream(RETURNS_QUESTION)
        refused = await shop.shopper.post("/chat", json={"message": RETURNS_QUESTION})
    assert events[-1]["type"] == "error"
    assert "canary" not in json.dumps(events) + refused.text
    check_problem(refused, 409, "turn_ended_early")
    ids = events[0]["messageMetadata"]
    assert await turn_state(shop, ids["turnId"]) == "failed"
    assert (await shop.shopper.ask(RETURNS_QUESTION, conversation_id=ids["conversationId"]))["message"][
        "text"
    ]


async def test_stopping_process_lets_its_answers_end(shop: Shop, open_other_site: Any) -> None:
    async with open_other_site() as other:
        caller = other.caller(shop.shopper.token)
        async with other.embedder.held():
            call = asyncio.create_task(caller.post("/chat", json={"message": RETURNS_QUESTION}))
            await until(lambda: other.embedder.waiting > 0)
            draining = asyncio.create_task(other.parts.turns.live.drain(5))
            await asyncio.sleep(0.005)
            assert not draining.done()
        await draining
        assert "60 days" in (await call).text
