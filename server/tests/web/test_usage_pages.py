"""What was spent over HTTP: sums that agree with the calls, pages, tables, and who sees which of them."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from web_people import open_member
from web_shops import Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.identity.keys.service import create_key
from aisle.llm.catalogue import Cost
from aisle.llm.gateway import Call, Duty, Ended, Outcome, Payer, Purpose, Try
from aisle.llm.usage import Usage
from aisle.usage.observer import LedgerObserver
from aisle.web.pagination import encode_cursor

TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=1)


async def spend(
    shop: Shop,
    took: str | None = "0.01",
    days_ago: int = 0,
    model: str = "a-1",
    duty: Duty = Duty.ANSWER,
    **payer: Any,
) -> None:
    """Make a call of a store, from its beginning to its end."""
    who = replace(Payer(shop.store.organization_id, shop.store.id, principal="secret:1"), **payer)
    at = TODAY - timedelta(days=days_ago)
    most = Cost(Decimal(took), "USD") if took else None
    planned = Try(Call(Purpose.ANSWER, payer=who, duty=duty), "a", "stub", model, at, 1, most, 10, 90)
    held = await LedgerObserver(shop.site.parts.ledger).reserve(planned)
    await held.settle(Outcome(Ended.DONE, Usage(model, 10, 20), False, most, 0.1, 0.2))


def made_up(at: str) -> str:
    """A cursor of calls that nobody gave out."""
    return encode_cursor("calls", at, "00000000-0000-0000-0000-000000000001", 0) or ""


@pytest.fixture
async def shop(site: Site) -> Shop:
    """A shop of an organization of its own, which nobody else spends for."""
    return await site.open_shop()


@pytest.fixture
async def owner(shop: Shop) -> Any:
    return await open_member(shop.site, "owner", organization=shop.store.organization_id)


async def read(http: Any, **asked: Any) -> Any:
    answer = await http.get("/usage", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_sums_by_everything_agree_with_the_calls(shop: Shop, owner: Any) -> None:
    assistant, key, said = new_id(), new_id(), new_id()
    await spend(shop, assistant_id=assistant, key_id=key, conversation_id=said)
    await spend(shop, days_ago=1, model="b-1", duty=Duty.SHADOW)
    await spend(shop, None, days_ago=1, store_id=None)
    keys = {
        "day": {str((TODAY - timedelta(days=n)).date()) for n in (0, 1)},
        "store": {str(shop.store.id), None},
        "assistant": {str(assistant), None},
        "key": {str(key), None},
        "model": {"stub/a-1", "stub/b-1"},
        "purpose": {"answer"},
        "duty": {"answer", "shadow"},
    }
    for by, wanted in keys.items():
        page = await read(owner, by=by)
        assert {one["key"] for one in page["items"]} == wanted, by
        assert (page["totals"]["calls"], page["totals"]["tokens_in"], page["totals"]["unpriced_tokens"]) == (
            3,
            30,
            30,
        )
        assert page["totals"]["money"] == [{"currency": "USD", "cost": "0.02", "saved": "0"}]
        assert sum(one["calls"] for one in page["items"]) == 3
    talks = await read(owner, by="conversation")
    none, talk = talks["items"]
    assert (none["key"], none["calls"], none["tokens_in"], none["unpriced_tokens"]) == (None, 2, 20, 30)
    assert (talk["key"], talk["calls"], talk["money"][0]["cost"]) == (str(said), 1, "0.01")
    assert (talks["totals"]["calls"], talks["totals"]["money"][0]["cost"]) == (3, "0.02")
    [alone] = (await read(owner, by="conversation", assistant_id=str(assistant)))["items"]
    assert alone["key"] == str(said)  # no empty row where every call has a conversation


async def test_pages_of_groups_follow_each_other_and_all_have_the_totals(shop: Shop, owner: Any) -> None:
    for days_ago in range(5):
        await spend(shop, days_ago=days_ago)
    seen: list[str] = []
    cursor = None
    while True:
        page = await read(owner, limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [one["key"] for one in page["items"]]
        assert page["totals"]["calls"] == 5
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert (seen, len(seen)) == (sorted(set(seen)), 5)


async def test_filters_and_days_narrow(shop: Shop, owner: Any) -> None:
    await spend(shop, model="a-1")
    await spend(shop, model="b-1", days_ago=3)
    assert (await read(owner, model="b-1"))["totals"]["calls"] == 1
    assert (await read(owner, duty="shadow"))["totals"]["calls"] == 0
    assert (await read(owner, **{"from": str(TODAY.date())}))["totals"]["calls"] == 1
    assert (await read(owner, purpose="judge"))["totals"]["calls"] == 0
    assert (await read(owner, key_id=str(new_id())))["items"] == []


async def test_calls_are_listed_newest_first_page_by_page(shop: Shop, owner: Any) -> None:
    said = new_id()
    for days_ago in range(3):
        await spend(shop, days_ago=days_ago, conversation_id=said, request_id=f"r-{days_ago}")
    await spend(shop)
    seen, cursor = [], None
    while True:
        asked = {"conversation_id": str(said), "limit": 2, **({"cursor": cursor} if cursor else {})}
        page = (await owner.get("/usage/calls", params=asked)).json()
        seen += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert [one["request_id"] for one in seen] == ["r-0", "r-1", "r-2"]
    assert (seen[0]["cost"], seen[0]["outcome"], seen[0]["tokens_out"]) == ("0.01", "done", 20)
    assert (await owner.get("/usage/calls", params={"outcome": "died"})).json()["items"] == []


async def test_tables_hold_the_same_and_no_formula(shop: Shop, owner: Any) -> None:
    await spend(shop, model="=HYPERLINK(1)", request_id="-2+3")
    await spend(shop)
    answer = await owner.get("/usage/calls/export")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["model"] for row in rows} == {"'=HYPERLINK(1)", "a-1"}
    assert {row["request_id"] for row in rows} == {"'-2+3", ""}
    rows = list(csv.DictReader(io.StringIO((await owner.get("/usage/export", params={"by": "day"})).text)))
    assert [(row["calls"], row["cost"], row["currency"]) for row in rows] == [("2", "0.02", "USD")]
    entries = (await owner.get("/audit", params={"action": "usage.exported"})).json()["items"]
    assert [one["after"]["what"] for one in entries] == ["by day", "calls"]


async def test_a_store_is_seen_by_who_may_see_it_alone(site: Site, shop: Shop) -> None:
    other = await site.open_shop(organization_id=shop.store.organization_id)
    stranger = await site.open_shop()
    await spend(shop)
    await spend(other)
    await spend(stranger)
    mine = await open_member(site, "owner", organization=shop.store.organization_id)
    assert (await read(mine))["totals"]["calls"] == 2
    assert (await read(mine, store=shop.store.slug))["totals"]["calls"] == 1
    check_problem(await mine.get("/usage", params={"store": stranger.store.slug}), 404, "store_not_found")
    async with site.parts.database.open_scope(Scope(shop.store.organization_id, shop.store.id)) as session:
        key = await create_key(session, kind="secret", store_id=shop.store.id, scopes=["usage.read"])
    program = replace(shop.secret, token=key.token)
    assert (await read(program))["totals"]["calls"] == 1
    check_problem(await program.get("/usage", params={"store": other.store.slug}), 404, "store_not_found")


@pytest.mark.parametrize(
    ("path", "asked", "code"),
    [
        ("/usage", {"from": "2026-02-02", "to": "2026-02-01"}, "usage_span_refused"),
        ("/usage", {"from": "2020-01-01"}, "usage_span_refused"),
        ("/usage", {"by": "conversation", "from": "2026-01-01", "to": "2026-03-01"}, "usage_span_refused"),
        ("/usage/calls", {"from": "2026-01-01", "to": "2026-03-01"}, "usage_span_refused"),
        (
            "/usage/export",
            {"by": "conversation", "from": "2026-01-01", "to": "2026-03-01"},
            "usage_span_refused",
        ),
        ("/usage", {"to": "0001-01-01"}, "usage_span_refused"),
        ("/usage", {"cursor": "bm9wZQ"}, "invalid_cursor"),
        ("/usage/calls", {"cursor": "WyJjYWxscyIsIngiXQ"}, "invalid_cursor"),
        ("/usage/calls", {"cursor": made_up("0001-01-01T00:00:00+14:00")}, "invalid_cursor"),
        ("/usage/calls", {"cursor": made_up("9999-12-31T23:59:59-14:00")}, "invalid_cursor"),
        ("/usage", {"by": "mood"}, "invalid_input"),
    ],
)
async def test_what_cannot_be_shown_is_refused(owner: Any, path: str, asked: Any, code: str) -> None:
    answer = await owner.get(path, params=asked)
    check_problem(answer, answer.status_code, code)
    assert answer.status_code in (400, 422)
