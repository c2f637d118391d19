"""Turns that are cut short at any moment leave nothing behind: no connection, no place, no tenant's context."""

import asyncio
import random
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from scripted_writer import ScriptedWriter, written_by
from web_shops import RETURNS_QUESTION, Caller, Json, Shop, until

STATES = {"complete", "stopped", "interrupted", "failed"}


async def cut_short(caller: Caller, dice: random.Random, canary: str) -> str:
    """Ask, and hang up or stop after a moment that is drawn by chance."""
    body: Json = {"message": f"{RETURNS_QUESTION} {canary}"}
    listener = caller.listen("POST", "/chat", body, accept="text/event-stream")
    await asyncio.sleep(dice.random() * 0.05)
    if dice.random() < 0.5 and '"turnId":"' in listener.text:
        turn = listener.text.split('"turnId":"', 1)[1].split('"', 1)[0]
        await caller.post(f"/chat/{turn}/stop")
    listener.hang_up()
    return listener.text


async def check_cancels(shops: list[Shop], count: int) -> None:
    dice = random.Random(79)
    shoppers = [(await shop.start_shopper(), shop) for shop in shops for _ in range(4)]
    parts = shops[0].site.parts
    done = 0
    while done < count:
        batch = [dice.choice(shoppers) for _ in range(20)]
        heard = await asyncio.gather(*(cut_short(caller, dice, shop.canary) for caller, shop in batch))
        for text, (_, mine) in zip(heard, batch, strict=True):
            assert not any(other.canary in text for other in shops if other is not mine)
        done += len(batch)
    live = parts.turns.live
    await until(lambda: live.running == 0 and live.opening == 0, seconds=60)
    pool = parts.database._pool
    await until(lambda: pool.get_idle_size() == pool.get_size())
    assert parts.streams.open == 0
    for caller, shop in shoppers[:: len(shoppers) // 2]:
        reply = await caller.ask(RETURNS_QUESTION)
        assert reply["message"]["state"] == "complete"
        states = await shop.sql("SELECT state, count(*) AS n FROM turn GROUP BY state")
        assert {row["state"] for row in states} <= STATES
        doubled = await shop.sql(
            "SELECT 1 FROM message GROUP BY turn_id, role HAVING count(*) > 1 UNION ALL"
            " SELECT 1 FROM turn WHERE visible GROUP BY conversation_id, depth HAVING count(*) > 1"
        )
        assert doubled == []


async def test_who_hangs_up_while_a_turn_is_stored_leaves_no_turn_that_nobody_writes(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is written and the commit is on its way: a turn without a writer would close the conversation for its lease."""
    turns, shopper = shop.site.parts.turns, await shop.start_shopper()
    real = turns._with_rules

    async def hung_up_before_the_commit(*given: Any) -> Any:
        started = await real(*given)
        asyncio.get_running_loop().call_soon(listener.hang_up)
        return started

    monkeypatch.setattr(turns, "_with_rules", hung_up_before_the_commit)
    listener = shopper.listen_to_answer(RETURNS_QUESTION)
    with suppress(asyncio.CancelledError):
        await listener.finish()
    monkeypatch.undo()
    await until(lambda: turns.live.running == 0 and turns.live.opening == 0)
    states = await shop.sql("SELECT state FROM turn ORDER BY started_at DESC LIMIT 1")
    assert {row["state"] for row in states} <= STATES
    assert (await shopper.ask(RETURNS_QUESTION))["message"]["state"] == "complete"


async def test_cancelled_turns_leave_nothing_behind(shop: Shop, own_shop: Shop) -> None:
    await check_cancels([shop, own_shop], 60)


@pytest.mark.slow
async def test_ten_thousand_cancelled_turns_leave_nothing_behind(shop: Shop, own_shop: Shop) -> None:
    await check_cancels([shop, own_shop], 10_000)


async def test_every_stop_ends_the_call_to_the_model(shop: Shop) -> None:
    writer = ScriptedWriter(waits=1)
    shoppers = [await shop.start_shopper() for _ in range(20)]
    with written_by(shop, writer):
        listeners = [shopper.listen_to_answer(RETURNS_QUESTION) for shopper in shoppers]
        await until(lambda: writer.waiting == 20)
        turns = [one.text.split('"turnId":"', 1)[1].split('"', 1)[0] for one in listeners]
        answers = await asyncio.gather(
            *(shopper.post(f"/chat/{turn}/stop") for shopper, turn in zip(shoppers, turns, strict=True))
        )
        for listener in listeners:
            await listener.finish()
    assert Counter(answer.status_code for answer in answers) == {204: 20}
    assert (writer.ended, writer.waiting) == (20, 0)
