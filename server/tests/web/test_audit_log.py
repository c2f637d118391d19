"""The audit log as its tenants see it: who reads it, how it is filtered, exported and checked, and what refusals leave."""

import csv
import io
import json
from typing import Any

import asyncpg
import pytest
from web_people import open_person
from web_shops import Shop, Site, check_problem

from aisle.audit import reading
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope
from aisle.identity import refusals as refusing

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
async def own_shop(site: Site) -> Shop:
    """A shop of its own; what it sells is nothing to its log."""
    return await site.open_shop()


async def note(shop: Shop, action: str, object_id: str = "7", **more: Any) -> None:
    async with shop.session() as session:
        await record(session, Event(action, "thing", object_id, **more))


async def entries(caller: Any, query: str = "") -> list[Any]:
    return (await caller.json(f"/audit?limit=100{query}"))["items"]  # type: ignore[no-any-return]


# who reads it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["owner", "admin", "developer"])
async def test_those_who_may_read_it_read_it(own_shop: Shop, role: str) -> None:
    await note(own_shop, "thing.changed")
    member = await own_shop.site.member(role, organization=own_shop.store.organization_id)
    assert any(entry["action"] == "thing.changed" for entry in await entries(member))


@pytest.mark.parametrize("role", ["editor", "support", "analyst"])
@pytest.mark.parametrize("path", ["/audit", "/audit/export", "/audit/verify"])
async def test_others_do_not(own_shop: Shop, role: str, path: str) -> None:
    member = await own_shop.site.member(role, organization=own_shop.store.organization_id)
    check_problem(await member.get(path), 403, "forbidden")


async def test_right_in_one_store_is_not_enough(own_shop: Shop) -> None:
    member = await own_shop.site.member("admin", store=own_shop)
    check_problem(await member.get("/audit"), 403, "forbidden")


async def test_nobody_reads_what_happened_in_another_organization(own_shop: Shop, site: Site) -> None:
    await note(own_shop, "thing.changed", own_shop.canary)
    stranger = await site.member("owner")
    for path in (
        "/audit",
        f"/audit?object_id={own_shop.canary}",
        "/audit/export",
        f"/audit?store_id={own_shop.store.id}",
    ):
        answer = await stranger.get(path)
        assert answer.status_code == 200
        assert own_shop.canary not in answer.text
    assert (await stranger.json("/audit/verify"))["holds"]


async def test_people_read_what_happened_to_their_own_account(site: Site) -> None:
    ann, bob = await open_person(site), await open_person(site)
    async with site.parts.database.open_scope(Scope.of_person(ann.person_id)) as session:
        await record(session, Event("password.changed", "person", ann.person_id))
    (entry,) = (await ann.json("/auth/audit"))["items"]
    assert (entry["action"], entry["actor"]) == ("password.changed", f"person:{ann.person_id}")
    assert (await bob.json("/auth/audit"))["items"] == []


async def test_keys_and_shoppers_have_no_account_to_look_at(own_shop: Shop) -> None:
    for caller in (own_shop.secret, own_shop.shopper):
        check_problem(await caller.get("/auth/audit"), 403, "forbidden")


# filters and pages --------------------------------------------------------------------------------------------


async def test_filters_let_through_what_they_name(own_shop: Shop) -> None:
    owner = await own_shop.site.member("owner", organization=own_shop.store.organization_id)
    for number, action in enumerate(("thing.made", "thing.changed", "thin_.g", "other.made")):
        await note(own_shop, action, str(number))
    mine = "&object_kind=thing"
    assert [one["action"] for one in await entries(owner, "&action=thing.made")] == ["thing.made"]
    assert [one["action"] for one in await entries(owner, f"{mine}&action=thing.")] == [
        "thing.changed",
        "thing.made",
    ]
    assert [one["action"] for one in await entries(owner, f"{mine}&action=thin_.")] == ["thin_.g"]
    assert [one["action"] for one in await entries(owner, f"{mine}&object_id=3")] == ["other.made"]
    whole = await entries(owner, mine)
    assert len(whole) == 4
    assert await entries(owner, f"{mine}&actor={whole[0]['actor']}") == whole
    assert await entries(owner, f"{mine}&store_id={own_shop.store.id}") == whole
    assert await entries(owner, f"{mine}&outcome=refused") == []
    assert await entries(owner, f"{mine}&from=2100-01-01T00:00:00Z") == []
    assert await entries(owner, f"{mine}&to=2100-01-01") == whole
    assert await entries(owner, f"{mine}&actor=member:nobody") == []


async def test_pages_are_whole_and_in_order(own_shop: Shop) -> None:
    owner = await own_shop.site.member("owner", organization=own_shop.store.organization_id)
    for number in range(7):
        await note(own_shop, "page.turned", str(number))
    seen: list[str] = []
    path = "/audit?action=page.turned&limit=3"
    while path:
        page = await owner.json(path)
        seen += [one["object_id"] for one in page["items"]]
        cursor = page["next_cursor"]
        path = f"/audit?action=page.turned&limit=3&cursor={cursor}" if cursor else ""
    assert seen == ["6", "5", "4", "3", "2", "1", "0"]


@pytest.mark.parametrize(
    "query",
    ["from=yesterday", "outcome=maybe", "store_id=x", "cursor=x", "limit=0", "limit=101", "action=%00"],
)
async def test_bad_filters_are_refused(own_shop: Shop, query: str) -> None:
    owner = await own_shop.site.member("owner", organization=own_shop.store.organization_id)
    answer = await owner.get(f"/audit?{query}")
    assert answer.status_code == 422, answer.text


# export and check ---------------------------------------------------------------------------------------------


async def test_export_holds_every_entry_and_is_one_itself(own_shop: Shop, monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 3)
    owner = await own_shop.site.member("owner", organization=own_shop.store.organization_id)
    for number in range(7):
        await note(own_shop, "thing.exported", str(number), after={"name": "Zoë"})
    answer = await owner.get("/audit/export?action=thing.exported")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [one["object_id"] for one in lines] == ["6", "5", "4", "3", "2", "1", "0"]
    assert lines[0]["after"] == {"name": "Zoë"}
    assert (await entries(owner))[0]["action"] == "audit.exported"


@pytest.mark.parametrize("formula", FORMULAS)
async def test_spreadsheets_compute_nothing_of_it(own_shop: Shop, formula: str) -> None:
    owner = await own_shop.site.member("owner", organization=own_shop.store.organization_id)
    await note(own_shop, "thing.named", formula)
    text = (await owner.get("/audit/export?format=csv&action=thing.named")).text
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["object_id"] == f"'{formula}"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


async def test_check_says_what_was_changed(own_shop: Shop, urls: Any) -> None:
    owner = await own_shop.site.member("owner", organization=own_shop.store.organization_id)
    await note(own_shop, "thing.changed")
    assert (await owner.json("/audit/verify"))["holds"]
    admin = await asyncpg.connect(urls.admin)
    await admin.execute(
        "UPDATE aisle.audit_entry SET object_id = '8' WHERE organization_id = $1 AND action = 'thing.changed'",
        own_shop.store.organization_id,
    )
    await admin.close()
    verdict = await owner.json("/audit/verify")
    assert not verdict["holds"]
    assert "not what was written" in verdict["faults"][0]["what"]


# refusals -----------------------------------------------------------------------------------------------------


async def refused_entries(shop: Shop) -> list[Any]:
    return list(
        await shop.sql(
            "SELECT actor, object_id, after, personal FROM audit_entry WHERE organization_id = $1 AND outcome = 'refused' ORDER BY number",
            shop.store.organization_id,
        )
    )


async def test_refusal_of_a_known_caller_is_remembered_once(own_shop: Shop) -> None:
    for _ in range(5):
        check_problem(await own_shop.reader.post("/synonyms", json={}), 403, "forbidden")
    check_problem(await own_shop.reader.delete("/documents/x"), 403, "forbidden")
    first, second = await refused_entries(own_shop)
    assert first["actor"].startswith("secret:")
    assert (first["object_id"], first["after"]) == ("/synonyms", {"method": "POST"})
    assert second["object_id"] == "/documents/{document_id}"
    assert first["personal"]["address"] == "127.0.0.1"


async def test_unknown_callers_leave_nothing(own_shop: Shop, site: Site) -> None:
    assert (await site.caller("aisle_sk_x").get("/audit")).status_code == 401
    assert await refused_entries(own_shop) == []


async def test_flood_of_refusals_does_not_fill_the_log(own_shop: Shop, monkeypatch: Any) -> None:
    """Even where each comes to a process that has not seen one before."""
    monkeypatch.setattr(refusing, "MOST", 4)
    for _ in range(12):
        own_shop.site.parts.refusals._noted.clear()
        check_problem(await own_shop.reader.post("/synonyms", json={}), 403, "forbidden")
    assert len(await refused_entries(own_shop)) == 4


async def test_refusal_stays_one_when_it_cannot_be_remembered(own_shop: Shop, monkeypatch: Any) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(refusing, "record", broken)
    check_problem(await own_shop.reader.post("/synonyms", json={}), 403, "forbidden")
    assert await refused_entries(own_shop) == []
