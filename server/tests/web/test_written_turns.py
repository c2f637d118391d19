"""Answers that are shown while they are written: piece by piece, kept whatever happens, once."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from scripted_writer import ScriptedWriter, written_by
from web_shops import (
    PRODUCTS,
    RETURNS_QUESTION,
    RUCKSACK_QUESTION,
    Json,
    Listener,
    Shop,
    events_of,
    text_of,
    until,
)

from aisle.conversations.jobs import ApplyRetention
from aisle.conversations.keeping import KEEP_SECONDS, TICK
from aisle.conversations.live import MOST_TAKEN, LiveTurn
from aisle.conversations.storing import Outcome
from aisle.core.db import DatabaseUnavailable, Scope

WHOLE = "Goods can go back within 60 days of delivery"


def ids_of(listener: Listener) -> Json:
    """The ids in the first event of a stream."""
    first = events_of(listener.text + "data: [DONE]\n\n")[0]
    return first["messageMetadata"]  # type: ignore[no-any-return]


async def begun(shop: Shop, writer: ScriptedWriter, words: str, **more: Any) -> tuple[Listener, Json]:
    """Ask, and wait until the writer waits and the stream has these words."""
    listener = shop.shopper.listen_to_answer(more.pop("message", RETURNS_QUESTION), **more)
    await listener.until_text(words)
    await until(lambda: writer.waiting > 0)
    return listener, ids_of(listener)


async def read(shop: Shop, conversation_id: str) -> list[Json]:
    page = await shop.shopper.json(f"/conversations/{conversation_id}/messages")
    return page["items"]  # type: ignore[no-any-return]


async def state_of(shop: Shop, turn_id: str) -> str:
    return str((await shop.sql("SELECT state FROM turn WHERE id = $1", turn_id))[0]["state"])


async def rows_of(shop: Shop, turn_id: str) -> list[Any]:
    return list(  # type: ignore[no-any-return]
        await shop.sql("SELECT * FROM turn_event WHERE turn_id = $1 ORDER BY first_number", turn_id)
    )


# shown as it is written ---------------------------------------------------------------------------------------


async def test_sentences_are_shown_before_the_answer_is_whole(shop: Shop) -> None:
    writer = ScriptedWriter(waits=1, cites=True)
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "data-citation")
        assert "within 60 days" not in text_of(events_of(listener.text + "data: [DONE]\n\n"))
        assert [one["role"] for one in await read(shop, ids["conversationId"])] == ["user"]
        writer.gate.set()
        await listener.finish()
    events = events_of(listener.text)
    assert text_of(events) == "Goods can go back [1] within 60 days of delivery"
    kinds = [event["type"] for event in events]
    assert kinds.count("text-start") == kinds.count("text-end") == kinds.count("data-citation") == 1
    assert kinds.count("text-delta") == 3
    assert kinds[-3:] == ["data-suggestion", "message-metadata", "finish"]
    assert events[-2]["messageMetadata"]["usage"] == [
        {"model": "scripted", "prompt_tokens": 120, "completion_tokens": 34}
    ]


async def test_streamed_answer_is_stored_as_it_was_shown(shop: Shop) -> None:
    writer = ScriptedWriter(cites=True)
    with written_by(shop, writer):
        events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    answered = (await read(shop, events[0]["messageMetadata"]["conversationId"]))[1]
    assert answered["text"] == text_of(events)
    (shown,) = [event["data"] for event in events if event["type"] == "data-citation"]
    (kept,) = [part["data"] for part in answered["parts"] if part["type"] == "data-citation"]
    assert shown == kept
    assert (await shop.shopper.json(f"/citations/{shown['id']}"))["quote"] == shown["quote"]
    told = next(event["messageMetadata"] for event in events if event["type"] == "message-metadata")
    assert {**answered["metadata"], "messageId": answered["id"]} == told


async def test_no_connection_is_held_while_a_writer_writes(shop: Shop) -> None:
    writer = ScriptedWriter(waits=1)
    pool = shop.site.parts.database._pool
    with written_by(shop, writer):
        calls = [
            asyncio.create_task(shop.secret.post("/chat", json={"message": RETURNS_QUESTION}))
            for _ in range(15)
        ]
        await until(lambda: writer.waiting == 15)
        await until(lambda: pool.get_idle_size() == pool.get_size())
        writer.gate.set()
        assert {answer.status_code for answer in await asyncio.gather(*calls)} == {200}


async def test_price_is_the_one_of_the_moment_that_it_is_shown(own_shop: Shop) -> None:
    writer = ScriptedWriter(sentences=("Here it is", "now"), waits=0, prices=True)
    with written_by(own_shop, writer):
        listener = own_shop.shopper.listen_to_answer("What is the price of the Fell 28?")
        await until(lambda: writer.waiting > 0)
        await own_shop.import_products([{**PRODUCTS[0], "price": "85.00"}])  # between search and display
        writer.gate.set()
        await listener.finish()
    events = events_of(listener.text)
    assert text_of(events) == "Here it is for £85 now"
    (fact,) = [event["data"] for event in events if event["type"] == "data-fact"]
    assert fact["text"] == "£85"
    assert fact["as_of"]


# what outlives what -------------------------------------------------------------------------------------------


async def test_stopped_answer_keeps_what_was_written_as_its_message(shop: Shop) -> None:
    writer = ScriptedWriter(waits=1, cites=True)
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "data-citation")
        await shop.shopper.post(f"/chat/{ids['turnId']}/stop")
        await listener.finish()
    assert [event["type"] for event in events_of(listener.text)][-2:] == ["text-end", "abort"]
    assert (writer.ended, writer.waiting) == (1, 0)
    asked, answered = await read(shop, ids["conversationId"])
    assert (asked["state"], answered["state"]) == ("stopped", "stopped")
    assert answered["text"] == "Goods can go back [1]"
    citation = next(part["data"] for part in answered["parts"] if part["type"] == "data-citation")
    assert "60 days" in (await shop.shopper.json(f"/citations/{citation['id']}"))["passage"]["text"]


async def test_writer_that_breaks_leaves_what_it_had_shown(shop: Shop) -> None:
    writer = ScriptedWriter(fails=RuntimeError("canary of the inside"))
    with written_by(shop, writer):
        events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    assert events[-1]["type"] == "error"
    answered = (await read(shop, events[0]["messageMetadata"]["conversationId"]))[1]
    assert (answered["state"], answered["text"]) == ("failed", WHOLE)


async def test_answer_that_cannot_be_stored_ends_failed_with_what_was_shown(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError("no such luck")

    writer = ScriptedWriter()
    with written_by(shop, writer), monkeypatch.context() as patched:
        patched.setattr(Outcome, "_store_answer", broken)
        events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    assert [event["type"] for event in events][-2:] == ["text-end", "error"]
    answered = (await read(shop, events[0]["messageMetadata"]["conversationId"]))[1]
    assert (answered["state"], answered["text"]) == ("failed", WHOLE)
    assert not [part for part in answered["parts"] if part["type"] == "data-suggestion"]


async def test_answer_is_stored_when_the_database_comes_back_in_a_moment(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0
    real = Outcome.store

    async def once_away(self: Outcome, session: Any) -> Any:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise DatabaseUnavailable("gone for a moment")
        return await real(self, session)

    monkeypatch.setattr(Outcome, "store", once_away)
    monkeypatch.setattr("aisle.conversations.running.PAUSES", (0.001,))
    with written_by(shop, ScriptedWriter(cites=True)):
        events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    assert (tries, events[-1]["type"]) == (2, "finish")
    answered = (await read(shop, events[0]["messageMetadata"]["conversationId"]))[1]
    assert answered["text"] == text_of(events)


async def test_short_answer_writes_one_row_of_events(shop: Shop) -> None:
    with written_by(shop, ScriptedWriter()):
        events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    (row,) = await rows_of(shop, events[0]["messageMetadata"]["turnId"])
    assert (row["first_number"], row["last_number"]) == (1, len(events))


async def test_long_answer_writes_at_most_two_rows_a_second(shop: Shop) -> None:
    assert TICK >= 0.5
    writer = ScriptedWriter(sentences=tuple(f"word{number}" for number in range(200)), waits=150)
    keeper = shop.site.parts.turns.keeper
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "word149")
        turn = shop.site.parts.turns.live.find(_uuid(ids["turnId"]))
        assert turn is not None
        turn.begun_at -= TICK
        for _ in range(3):  # nothing new is no row
            await keeper.tick()
        assert len(await rows_of(shop, ids["turnId"])) == 1
        writer.gate.set()
        await listener.finish()
    rows = await rows_of(shop, ids["turnId"])
    assert [(row["first_number"], row["last_number"]) for row in rows][1][0] == rows[0]["last_number"] + 1
    assert sum(len(row["events"]) for row in rows) == len(events_of(listener.text))


async def test_rows_of_events_go_a_while_after_the_answer_is_stored(shop: Shop) -> None:
    keeper = shop.site.parts.turns.keeper
    with written_by(shop, ScriptedWriter()):
        events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    turn_id = events[0]["messageMetadata"]["turnId"]
    await keeper.tick()
    assert await rows_of(shop, turn_id)
    keeper._ended = [(at - KEEP_SECONDS, turn) for at, turn in keeper._ended]
    await keeper.tick()
    assert await rows_of(shop, turn_id) == []
    assert (await read(shop, events[0]["messageMetadata"]["conversationId"]))[1]["text"] == WHOLE


def _uuid(text: str) -> UUID:
    return UUID(text)


# other processes ----------------------------------------------------------------------------------------------


async def saved(shop: Shop, turn_id: str) -> None:
    """Store what a turn has shown so far, as its process does twice a second."""
    turn = shop.site.parts.turns.live.find(_uuid(turn_id))
    assert turn is not None
    turn.begun_at -= TICK
    await shop.site.parts.turns.keeper.tick()


async def test_stream_is_followed_from_another_process(shop: Shop, open_other_site: Any) -> None:
    writer = ScriptedWriter(waits=1, cites=True)
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "data-citation")
        await saved(shop, ids["turnId"])
        async with open_other_site() as other:
            caller = other.caller(shop.shopper.token)
            path = f"/chat/{ids['conversationId']}/stream"
            whole, rest = caller.listen("GET", path), caller.listen("GET", path, last_event_id="3")
            await whole.until_text("data-citation")
            await until(lambda: rest.status == 200)
            writer.gate.set()
            await listener.finish()
            first = events_of(listener.text)
            assert events_of((await whole.finish()).text) == first
            assert events_of((await rest.finish()).text) == first[3:]
            assert (await caller.get(path)).status_code == 204


async def test_many_listeners_elsewhere_share_one_look_at_the_database(
    shop: Shop, open_other_site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = ScriptedWriter(waits=1)
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "Goods can go back")
        await saved(shop, ids["turnId"])
        async with open_other_site() as other:
            caller = other.caller(shop.shopper.token)
            others = [caller.listen("GET", f"/chat/{ids['conversationId']}/stream") for _ in range(20)]
            for one in others:
                await one.until_text("Goods can go back")
            assert len(other.parts.turns._follower._turns) == 1
            writer.gate.set()
            texts = {text_of(events_of((await one.finish()).text)) for one in others}
        await listener.finish()
    assert texts == {WHOLE}


async def test_stop_from_another_process_ends_the_writing_at_once(shop: Shop, open_other_site: Any) -> None:
    writer = ScriptedWriter(waits=1)
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "Goods can go back")
        await shop.site.parts.turns.channel.listening.wait()
        async with open_other_site() as other:
            loop = asyncio.get_running_loop()
            stopped = await other.caller(shop.shopper.token).post(f"/chat/{ids['turnId']}/stop")
            assert stopped.status_code == 204
            at = loop.time()
            await until(lambda: writer.ended == 1)
            assert loop.time() - at < 3  # a lease is renewed every three seconds: it was not that which told
        await listener.finish()
    assert (await read(shop, ids["conversationId"]))[1]["text"] == "Goods can go back"
    assert await state_of(shop, ids["turnId"]) == "stopped"


async def test_stop_is_heard_with_the_next_lease_when_its_call_was_lost(
    shop: Shop, open_other_site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: Any) -> None: ...

    monkeypatch.setattr("aisle.conversations.repository.turns.call_stop", lost)
    writer = ScriptedWriter(waits=1)
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "Goods can go back")
        async with open_other_site() as other:
            await other.caller(shop.shopper.token).post(f"/chat/{ids['turnId']}/stop")
        assert writer.ended == 0
        _live(shop, ids).renew_at = 0
        await shop.site.parts.turns.keeper.tick()
        await listener.finish()
    assert await state_of(shop, ids["turnId"]) == "stopped"


def _live(shop: Shop, ids: Json) -> Any:
    return shop.site.parts.turns.live.find(_uuid(ids["turnId"]))


async def test_answer_of_a_process_that_died_is_kept_as_far_as_it_was_shown(
    shop: Shop, open_other_site: Any
) -> None:
    writer = ScriptedWriter(waits=2, cites=True)
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "within 60 days")
        await saved(shop, ids["turnId"])
        _live(shop, ids).renew_at = float("inf")  # the process hangs: it renews nothing any more
        async with open_other_site() as other:
            caller = other.caller(shop.shopper.token)
            follower = caller.listen("GET", f"/chat/{ids['conversationId']}/stream")
            await follower.until_text("within 60 days")
            await shop.sql(
                "UPDATE turn SET lease_until = now() - interval '1 second' WHERE id = $1", ids["turnId"]
            )
            events = events_of((await follower.finish()).text)
            assert events[-1] == {"type": "abort", "reason": "interrupted", "#": len(events)}
            page = await caller.json(f"/conversations/{ids['conversationId']}/messages")
            assert page["running_turn_id"] is None
            assert [one["state"] for one in page["items"]] == ["interrupted", "interrupted"]
            assert page["items"][1]["text"] == "Goods can go back [1] within 60 days" == text_of(events)
            citation = next(p["data"] for p in page["items"][1]["parts"] if p["type"] == "data-citation")
            assert (await caller.json(f"/citations/{citation['id']}"))["quote"] == citation["quote"]
            # It comes to after all: what was kept stays, once.
            writer.gate.set()
            await listener.finish()
            assert events_of(listener.text)[-1]["type"] == "abort"
            assert (await caller.json(f"/conversations/{ids['conversationId']}/messages"))["items"] == page[
                "items"
            ]


async def test_turns_that_nobody_reads_again_are_settled_by_the_upkeep(own_shop: Shop) -> None:
    reply = await own_shop.shopper.ask(RETURNS_QUESTION)
    await own_shop.sql(
        "UPDATE turn SET state = 'running', lease_until = now() - interval '1 hour' WHERE id = $1",
        reply["turn_id"],
    )
    await own_shop.sql("DELETE FROM message WHERE turn_id = $1 AND role = 'assistant'", reply["turn_id"])
    await own_shop.sql("UPDATE turn_event SET created_at = now() - interval '1 hour'")
    async with own_shop.session() as session:
        await own_shop.site.parts.jobs.defer(session, ApplyRetention())
    await own_shop.work()
    assert await state_of(own_shop, reply["turn_id"]) == "interrupted"
    assert await rows_of(own_shop, reply["turn_id"]) == []


# nobody listens -----------------------------------------------------------------------------------------------


async def test_turn_that_nobody_listens_to_is_stopped_after_a_minute_and_kept(shop: Shop) -> None:
    writer = ScriptedWriter(waits=1)
    keeper = shop.site.parts.turns.keeper
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "Goods can go back")
        turn = _live(shop, ids)
        turn.heard_at -= 61
        await keeper.tick()
        assert not turn.stop_asked  # somebody listens
        listener.hang_up()
        await until(lambda: not turn.listeners)
        await keeper.tick()
        assert not turn.stop_asked  # a minute has not passed
        turn.heard_at -= 61
        await keeper.tick()
        await until(lambda: writer.ended == 1)
        await until(lambda: turn.ended)
    assert [one["state"] for one in await read(shop, ids["conversationId"])] == ["stopped", "stopped"]


async def test_listener_in_another_process_keeps_a_turn_going(shop: Shop, open_other_site: Any) -> None:
    writer = ScriptedWriter(waits=1)
    keeper = shop.site.parts.turns.keeper
    with written_by(shop, writer):
        listener, ids = await begun(shop, writer, "Goods can go back")
        turn = _live(shop, ids)
        await saved(shop, ids["turnId"])
        async with open_other_site() as other:
            follower = other.caller(shop.shopper.token).listen("GET", f"/chat/{ids['conversationId']}/stream")
            await follower.until_text("Goods can go back")
            listener.hang_up()
            await until(lambda: not turn.listeners)
            turn.heard_at -= 61
            turn.renew_at = 0
            await keeper.tick()
            assert not turn.stop_asked
            writer.gate.set()
            assert text_of(events_of((await follower.finish()).text)) == WHOLE


async def test_products_found_for_a_stream_are_cards_numbered_once(shop: Shop) -> None:
    events = await shop.shopper.ask_stream(RUCKSACK_QUESTION)
    names = [event["id"] for event in events if event["type"] == "data-product"]
    assert names == [f"p{number}" for number in range(1, len(names) + 1)]


# slow readers -------------------------------------------------------------------------------------------------


async def test_reader_that_takes_nothing_is_let_go_and_the_turn_goes_on(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aisle.web.chat_stream.SEND_SECONDS", 0.02)
    monkeypatch.setattr("aisle.web.chat_stream.BEAT_SECONDS", 0.01)

    async def never(self: Listener, message: Json) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    with monkeypatch.context() as patched:
        patched.setattr(Listener, "_send", never)
        await shop.shopper.listen_to_answer(RETURNS_QUESTION, client_message_id="slow-reader").finish()
    assert shop.site.parts.streams.open == 0
    assert (
        "60 days"
        in (await shop.shopper.ask(RETURNS_QUESTION, client_message_id="slow-reader"))["message"]["text"]
    )


async def test_listeners_are_given_the_same_bytes_and_no_more_than_they_can_take() -> None:
    turn = LiveTurn(uuid4(), uuid4(), Scope(uuid4(), uuid4()))
    with turn.listen() as one, turn.listen() as other:
        turn.emit(*({"type": "text-delta", "id": "t1", "delta": "x" * 1000} for _ in range(200)))
        first, second = one.take(), other.take()
        assert all(mine is theirs for mine, theirs in zip(first, second, strict=True))
        assert sum(map(len, first)) <= MOST_TAKEN
        while one.has_news:
            one.take()
        assert (one.place, other.place) == (200, len(second))


async def test_writer_that_never_ends_is_stopped_and_what_it_said_is_kept(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aisle.conversations.live.MOST_BYTES", 20_000)
    with written_by(shop, ScriptedWriter(sentences=("again and again",) * 1000)):
        events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    assert events[-1]["type"] == "error"
    answered = (await read(shop, events[0]["messageMetadata"]["conversationId"]))[1]
    assert answered["state"] == "failed"
    assert len(answered["text"]) < 20_000
