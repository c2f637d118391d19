"""How long chats are kept is the store's to say: shoppers are told, and the job that erases goes by it."""

from typing import Any

import pytest
from web_shops import Caller, Shop, Site, check_problem

from aisle.conversations.jobs import ApplyRetention

PATH = "/retention"


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


@pytest.fixture
async def keeper(shop: Shop) -> Caller:
    _, caller = await shop.key(kind="secret", scopes=["stores.write", "stores.read"])
    return caller


async def put(keeper: Caller, conversations: int | None, traces: int | None) -> Any:
    answer = await keeper.call("PUT", PATH, json={"conversation_days": conversations, "trace_days": traces})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def age(shop: Shop, conversation_id: str, days: int) -> None:
    old = f"now() - interval '{days} days'"
    await shop.sql(f"UPDATE conversation SET last_at = {old} WHERE id = $1", conversation_id)
    await shop.sql(f"UPDATE answer_trace SET created_at = {old} WHERE store_id = $1", shop.store.id)


async def test_a_store_keeps_chats_and_traces_for_its_own_days(shop: Shop, keeper: Caller) -> None:
    ten, three = [(await shop.shopper.ask("Do you sell tents?"))["conversation_id"] for _ in range(2)]
    await age(shop, ten, 10)
    await age(shop, three, 3)
    assert (await keeper.json(f"{PATH}?conversation_days=7"))["erases"] == 1
    assert (await keeper.json(f"{PATH}?conversation_days=2"))["erases"] == 2
    assert await shop.sql("SELECT 1 FROM answer_trace WHERE store_id = $1", shop.store.id)
    await put(keeper, 7, 2)
    async with shop.session() as session:
        await shop.site.parts.jobs.defer(session, ApplyRetention())
    await shop.work()
    left = await shop.sql("SELECT id FROM conversation WHERE store_id = $1", shop.store.id)
    assert [str(row["id"]) for row in left] == [three]
    assert not await shop.sql("SELECT 1 FROM answer_trace WHERE store_id = $1", shop.store.id)


async def test_shoppers_are_told_the_days_that_hold(shop: Shop, keeper: Caller) -> None:
    before = await keeper.json(PATH)
    assert before["own"] == {"conversation_days": None, "trace_days": None}
    assert before["in_force"] == before["installation"] == {"conversation_days": 30, "trace_days": 30}
    after = await put(keeper, 14, None)
    assert after["in_force"] == {"conversation_days": 14, "trace_days": 30}
    assert (await shop.shopper.json("/sessions/current"))["retention_days"] == 14
    assert (await put(keeper, None, None))["in_force"] == before["in_force"]
    rows = await shop.sql(
        "SELECT before, after FROM audit_entry WHERE organization_id = $1 AND action = 'store.changed' ORDER BY number",
        shop.store.organization_id,
    )
    assert rows[0]["after"]["retention"] == {"conversation_days": 14, "trace_days": None}


async def test_odd_days_and_ways_round_the_proof_are_refused(shop: Shop, keeper: Caller) -> None:
    for odd in (0, 366, -1, "14", 1.5, True):
        body = {"conversation_days": odd, "trace_days": None}
        check_problem(await keeper.call("PUT", PATH, json=body), 422, "invalid_input")
    check_problem(await keeper.call("PUT", PATH, json={}), 422, "invalid_input")
    for name in ("retention.conversation_days", "retention"):
        around = await keeper.call("PATCH", f"/stores/{shop.store.slug}", json={"settings": {name: 1}})
        check_problem(around, 422, "invalid_input")
