"""The chat over a WebSocket: the same events, one turn after the other, resumed, stopped, closed for a reason."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from scripted_writer import ScriptedWriter, written_by
from socket_client import Socket, socket_of
from web_shops import ORIGIN, RETURNS_QUESTION, Caller, Shop, text_of, until

from aisle.core.db import Scope
from aisle.identity.keys.service import create_key
from aisle.web import chat_socket, chat_stream


async def asked(socket: Socket, **more: Any) -> str:
    """Ask, wait for the end, and return the turn."""
    known = {one["turn_id"] for one in socket.heard if "turn_id" in one}
    socket.say("message", message=RETURNS_QUESTION, **more)
    start = await socket.until(
        lambda one: one.get("event", {}).get("type") == "start" and one["turn_id"] not in known
    )
    await socket.until_event("finish", start["turn_id"])
    return str(start["turn_id"])


@pytest.mark.parametrize("first", [True, False])
async def test_answers_come_with_the_events_of_the_stream(shop: Shop, first: bool) -> None:
    client_id = f"ws-{uuid4()}"
    async with socket_of(shop.shopper, first=first) as socket:
        turn = await asked(socket, client_message_id=client_id)
        again = await asked(socket)
    assert socket.heard[0] == {"type": "ready"}
    assert turn != again
    events = socket.events(turn)
    assert [one["id"] for one in events] == list(range(1, len(events) + 1))
    assert len({one["conversation_id"] for one in events}) == 1
    streamed = await shop.shopper.ask_stream(RETURNS_QUESTION, client_message_id=client_id)
    assert text_of([one["event"] for one in events]) == text_of(streamed)


async def test_turn_is_stopped_and_continued_and_answered_again(shop: Shop) -> None:
    writer = ScriptedWriter(waits=1)
    with written_by(shop, writer):
        async with socket_of(shop.shopper) as socket:
            socket.say("message", message=RETURNS_QUESTION)
            start = await socket.until_event("start")
            await until(lambda: writer.waiting > 0)
            socket.say("message", message="and another", ref=7)
            problem = await socket.until(lambda one: one.get("type") == "problem")
            assert (problem["ref"], problem["problem"]["code"]) == (7, "turn_running")
            socket.say("stop", turn_id=start["turn_id"])
            await socket.until_event("abort", start["turn_id"])
            writer.gate.set()
            for number, kind in enumerate(("continue", "regenerate"), 1):
                socket.say(kind, turn_id=start["turn_id"], client_message_id=f"{kind}-{uuid4()}")
                await until(lambda number=number: ends(socket) >= number)


def ends(socket: Socket) -> int:
    """How many answers came to their end."""
    return sum(1 for one in socket.heard if one.get("event", {}).get("type") == "finish")


async def test_lost_socket_is_resumed_by_the_last_id(shop: Shop) -> None:
    writer = ScriptedWriter(waits=2)
    with written_by(shop, writer):
        async with socket_of(shop.shopper) as socket:
            socket.say("message", message=RETURNS_QUESTION)
            start = await socket.until_event("start")
            await until(lambda: writer.waiting > 0)
            await socket.until_event("text-delta")
        turn = shop.site.parts.turns.live.find(UUID(start["turn_id"]))
        assert turn is not None
        await until(lambda: not turn.listeners)
        async with socket_of(shop.shopper) as socket:
            socket.say("resume", conversation_id=start["conversation_id"], after=4)
            await until(lambda: bool(turn.listeners))
            writer.gate.set()
            await socket.until_event("finish")
            assert socket.events(start["turn_id"])[0]["id"] == 5
            socket.say("resume", conversation_id=start["conversation_id"])
            await socket.until(lambda one: one.get("type") == "idle")
            socket.say("resume", conversation_id=str(uuid4()))
            problem = await socket.until(lambda one: one.get("type") == "problem")
            assert problem["problem"]["code"] == "conversation_not_found"


async def test_ping_and_odd_words_are_answered(shop: Shop) -> None:
    async with socket_of(shop.shopper) as socket:
        socket.say("ping")
        await socket.until(lambda one: one.get("type") == "pong")
        for kind in ("dance", "message", "stop", "regenerate"):
            before = len(socket.heard)
            socket.say(kind, turn_id="x")
            await until(lambda before=before: len(socket.heard) > before)
            assert socket.heard[-1]["type"] == "problem"
        assert socket.code is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("{", 4400),
        ("[]", 4400),
        ("7", 4400),
        ('{"type": "dance", "ref": "\\ud800"}', 4400),
        ('{"type": "dance", "ref": NaN}', 4400),
        ('{"type": "resume", "conversation_id": "\\udfff"}', 4400),
        ('{"type": "' + "x" * 70_000 + '"}', 1009),
    ],
)
async def test_what_cannot_be_read_closes_the_socket(shop: Shop, said: str, code: int) -> None:
    async with socket_of(shop.shopper) as socket:
        await socket.until(lambda one: one.get("type") == "ready")
        socket.say_text(said)
        assert await socket.until_closed() == code


async def test_socket_that_takes_no_reply_gives_its_place_back(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_socket, "SEND_SECONDS", 0.01)
    monkeypatch.setattr(chat_socket, "CLOSE_SECONDS", 0.01)
    streams = shop.site.parts.streams
    before = streams.open
    async with socket_of(shop.shopper) as socket:
        await socket.until(lambda one: one.get("type") == "ready")
        assert streams.open == before + 1
        socket.stuck = True
        socket.say("ping")
        await until(lambda: streams.open == before)


async def test_only_who_may_chat_is_let_in(shop: Shop) -> None:
    expired = await shop.expired_shopper()
    nobody = shop.site.caller(None)
    for caller, code in (
        (nobody, 4401),
        (shop.site.caller("aisle_st_x"), 4401),
        (expired, 4401),
        (shop.reader, 4403),
    ):
        async with socket_of(caller) as socket:
            assert await socket.until_closed() == code
            assert socket.heard == []
    async with socket_of(nobody, first=False) as socket:
        socket.say("message", message="let me in")
        assert await socket.until_closed() == 4401


async def test_key_of_the_organization_is_not_let_in(shop: Shop) -> None:
    scope = Scope(shop.store.organization_id, None)
    async with shop.site.parts.database.open_scope(scope) as session:
        made = await create_key(session, kind="secret", store_id=None)
    async with socket_of(shop.site.caller(made.token)) as socket:
        assert await socket.until_closed() == 4403
        assert socket.heard == []


async def test_page_of_another_origin_is_not_let_in(shop: Shop) -> None:
    for origin, code in (("https://evil.example", 4403), ("null", 4403)):
        async with socket_of(shop.shopper, origin=origin) as socket:
            assert await socket.until_closed() == code
    async with socket_of(shop.shopper, origin=ORIGIN) as socket:
        await socket.until(lambda one: one.get("type") == "ready")


async def test_silent_socket_is_closed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_socket, "AUTH_SECONDS", 0.01)
    async with socket_of(shop.shopper, first=False, authorization="") as socket:
        assert await socket.until_closed() == 4408
    monkeypatch.setattr(chat_socket, "AUTH_SECONDS", 10)
    monkeypatch.setattr(chat_socket, "IDLE_SECONDS", 0.01)
    async with socket_of(shop.shopper) as socket:
        assert await socket.until_closed() == 4408


async def test_revoked_token_reads_no_further_through_an_open_socket_or_stream(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chat_stream.CHECK_SECONDS * 2 <= 60
    monkeypatch.setattr(chat_socket, "CHECK_SECONDS", 0.01)
    monkeypatch.setattr(chat_stream, "CHECK_SECONDS", 0.01)
    monkeypatch.setattr(chat_stream, "BEAT_SECONDS", 0.005)
    shopper = await shop.start_shopper()
    writer = ScriptedWriter(waits=1)
    with written_by(shop, writer):
        try:
            await revoke_while_reading(shop, shopper)
        finally:
            writer.gate.set()
        await until(lambda: shop.site.parts.turns.live.running == 0)


async def revoke_while_reading(shop: Shop, shopper: Caller) -> None:
    async with socket_of(shopper) as socket:
        socket.say("message", message=RETURNS_QUESTION)
        start = await socket.until_event("text-delta")
        stream = shopper.listen("GET", f"/chat/{start['conversation_id']}/stream")
        await stream.until_text("text-delta")
        await shop.sql(
            "UPDATE shopper_session SET revoked_at = now() WHERE id = (SELECT shopper_session_id FROM conversation WHERE id = $1)",
            start["conversation_id"],
        )
        shop.site.parts.authenticator._seen.clear()
        assert await socket.until_closed() == 4401
        await stream.finish()
        assert "[DONE]" not in stream.text


async def test_more_sockets_than_allowed_are_told_to_come_back(shop: Shop, open_other_site: Any) -> None:
    async with open_other_site(chat_max_streams=1) as busy:
        caller = busy.caller(shop.shopper.token)
        async with socket_of(caller) as first:
            await first.until(lambda one: one.get("type") == "ready")
            async with socket_of(caller) as second:
                assert await second.until_closed() == 1013
            refused = await caller.post("/chat?as=text/event-stream", json={"message": RETURNS_QUESTION})
            assert (refused.status_code, refused.json()["code"]) == (503, "chat_busy")
            assert int(refused.headers["retry-after"]) >= 1
        await asyncio.sleep(0)
