"""The chain of entries: whole, in order, kept or lost with the deed, and broken by whatever is changed in it."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import asyncpg
import pytest
from audit_chains import Chain
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aisle.audit import service, upkeep
from aisle.audit.chaining import as_hashed
from aisle.audit.chaining import chain as link_of
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.client import Client, set_client
from aisle.core.db import Database, Scope
from aisle.core.ids import new_id

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


async def test_entries_are_numbered_without_gaps_and_the_chain_holds(chain: Chain) -> None:
    await chain.fill(25, each=5)
    assert [row["number"] for row in await chain.rows()] == list(range(1, 26))
    verdict = await chain.verdict()
    assert (verdict.holds, verdict.entries, verdict.head) == (True, 25, 25)


async def test_tenant_without_entries_holds(chain: Chain) -> None:
    assert (await chain.verdict()).holds


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.dictionaries(st.text(), ANYTHING, max_size=4), name=st.text(max_size=30), object_id=st.text()
)
async def test_whatever_is_recorded_can_be_verified(
    chain: Chain, before: dict[str, Any], name: str, object_id: str
) -> None:
    await chain.add(Event("thing.changed", "thing", object_id, before, {"x": before}, {"name": name}))
    assert (await chain.verdict()).faults == ()


async def test_entry_is_lost_with_its_deed(chain: Chain) -> None:
    await chain.add()
    with pytest.raises(RuntimeError, match="no"):
        async with chain.database.open_scope(chain.scope) as session:
            await record(session, Event("thing.changed", "thing", "1"))
            raise RuntimeError("no")
    await chain.add()
    assert [row["number"] for row in await chain.rows()] == [1, 2]
    assert (await chain.verdict()).holds


async def test_fifty_writers_at_once_leave_no_gap(chain: Chain, database: Database) -> None:
    """Each also takes a lock of its own and one that all share, as deeds do, before it records."""

    async def write(number: int) -> None:
        async with database.open_scope(chain.scope) as session:
            await session.execute("SELECT pg_advisory_xact_lock_shared(4711)")
            await session.execute("SELECT pg_advisory_xact_lock($1)", 10_000 + number % 7)
            await record(session, Event("thing.changed", "thing", str(number)))
            await record(session, Event("thing.changed", "thing", f"{number} again"))

    await asyncio.gather(*(write(number) for number in range(50)))
    rows = await chain.rows()
    assert [row["number"] for row in rows] == list(range(1, 101))
    assert len({row["object_id"] for row in rows}) == 100
    assert (await chain.verdict()).holds


async def test_who_and_from_where_is_told(chain: Chain) -> None:
    set_client(Client("203.0.113.9", "Firefox", "request-1"))
    try:
        await chain.add(Event("member.suspended", "member", "m", personal={"name": "Bob"}))
    finally:
        set_client(Client())
    (row,) = await chain.rows()
    assert (row["actor"], row["request_id"]) == ("member:ann", "request-1")
    assert row["personal"] == '{"name": "Bob", "address": "203.0.113.9", "program": "Firefox"}'


# what is found ------------------------------------------------------------------------------------------------

WHERE = "WHERE organization_id = $tenant AND number"
TAMPERING = {
    "an edited value": f"UPDATE audit_entry SET after = '{{\"n\": 99}}' {WHERE} = 7",
    "another actor": f"UPDATE audit_entry SET actor = 'member:eve' {WHERE} = 7",
    "another time": f"UPDATE audit_entry SET at = at + interval '1 microsecond' {WHERE} = 7",
    "another outcome": f"UPDATE audit_entry SET outcome = 'refused' {WHERE} = 7",
    "another action": f"UPDATE audit_entry SET action = 'thing.read' {WHERE} = 7",
    "another object": f"UPDATE audit_entry SET object_id = 'x' {WHERE} = 7",
    "another kind": f"UPDATE audit_entry SET object_kind = 'x' {WHERE} = 7",
    "another id": f"UPDATE audit_entry SET id = gen_random_uuid() {WHERE} = 7",
    "another store": f"UPDATE audit_entry SET store_id = gen_random_uuid() {WHERE} = 7",
    "another request": f"UPDATE audit_entry SET request_id = 'x' {WHERE} = 7",
    "a planted name": f"UPDATE audit_entry SET personal = '{{\"name\": \"Eve\"}}', personal_salt = 's' {WHERE} = 7",
    "a planted hash of names": f"UPDATE audit_entry SET personal_hash = sha256('x') {WHERE} = 7",
    "another link": f"UPDATE audit_entry SET hash = sha256('x') {WHERE} = 7",
    "a deleted entry": f"DELETE FROM audit_entry {WHERE} = 7",
    "a deleted beginning": f"DELETE FROM audit_entry {WHERE} <= 3",
    "a deleted first entry, with a base": f"DELETE FROM audit_entry {WHERE} <= 1;"
    " UPDATE audit_head SET base_number = 1 WHERE organization_id = $tenant",
    "a deleted end": f"DELETE FROM audit_entry {WHERE} > 17",
    "a swap": f"UPDATE audit_entry SET number = -1 {WHERE} = 7; UPDATE audit_entry SET number = 7 {WHERE} = 8;"
    f" UPDATE audit_entry SET number = 8 {WHERE} = -1",
    "an insertion": "INSERT INTO audit_entry (organization_id, number, id, at, action, actor, object_kind, object_id, outcome, hash)"
    " SELECT organization_id, 21, gen_random_uuid(), at, action, actor, object_kind, object_id, outcome, sha256('x')"
    f" FROM audit_entry {WHERE} = 20; UPDATE audit_head SET number = 21, hash = sha256('x') WHERE organization_id = $tenant",
    "another head": "UPDATE audit_head SET hash = sha256('x') WHERE organization_id = $tenant",
    "a head that counts back": "UPDATE audit_head SET number = 19 WHERE organization_id = $tenant",
}


@pytest.mark.parametrize("how", TAMPERING)
async def test_change_is_found(chain: Chain, how: str) -> None:
    await chain.fill(20, each=20)
    assert (await chain.verdict()).holds
    await chain.break_it(TAMPERING[how])
    verdict = await chain.verdict()
    assert not verdict.holds, how
    assert len(verdict.faults) <= 4, verdict.faults


async def test_chain_made_anew_is_found_by_the_head_that_was_kept(chain: Chain) -> None:
    """Whoever owns the database can compute every hash again; what lies elsewhere they do not have."""
    await chain.fill(20, each=20)
    kept = await chain.head()
    await chain.break_it(f"UPDATE audit_entry SET actor = 'member:eve' {WHERE} = 7")
    before = bytes(32)
    for row in await chain.admin.fetch(
        "SELECT * FROM audit_entry WHERE organization_id = $1 ORDER BY number", chain.tenant
    ):
        said = {**as_hashed(row), "before": _json(row["before"]), "after": _json(row["after"])}
        before = link_of(before, said)
        await chain.break_it(f"UPDATE audit_entry SET hash = $1 {WHERE} = $2", before, row["number"])
    await chain.break_it("UPDATE audit_head SET hash = $1 WHERE organization_id = $tenant", before)
    assert (await chain.verdict()).holds
    verdict = await chain.verdict([kept])
    assert not verdict.holds
    assert verdict.faults[0].number == 20


def _json(text: str | None) -> Any:
    return json.loads(text) if text is not None else None


async def test_cut_end_is_found_by_the_head_that_was_kept(chain: Chain) -> None:
    await chain.fill(20, each=20)
    kept = await chain.head()
    await chain.break_it(f"DELETE FROM audit_entry {WHERE} > 15")
    await chain.break_it(
        "UPDATE audit_head h SET number = 15, hash = e.hash FROM audit_entry e WHERE h.organization_id = $tenant"
        " AND e.organization_id = $tenant AND e.number = 15"
    )
    assert (await chain.verdict()).holds
    verdict = await chain.verdict([kept])
    assert [fault.number for fault in verdict.faults] == [20]


async def test_cut_beginning_is_found_by_the_heads_that_were_kept(chain: Chain) -> None:
    await chain.fill(10, each=10)
    early = await chain.head()
    await chain.fill(10, each=10)
    await chain.break_it(
        "UPDATE audit_head h SET base_number = 12, base_hash = e.hash FROM audit_entry e WHERE h.organization_id = $tenant"
        " AND e.organization_id = $tenant AND e.number = 12"
    )
    await chain.break_it(f"DELETE FROM audit_entry {WHERE} <= 12")
    assert (await chain.verdict()).holds
    assert not (await chain.verdict([early])).holds
    assert not (await chain.verdict([early], keep_days=400)).holds


async def test_kept_heads_of_an_untouched_chain_are_met(chain: Chain) -> None:
    await chain.fill(10, each=10)
    kept = [await chain.head()]
    await chain.fill(10, each=10)
    kept.append(await chain.head())
    verdict = await chain.verdict(kept)
    assert (verdict.holds, verdict.compared) == (True, 2)


# what the roles may do ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'x' WHERE organization_id = $1",
        "DELETE FROM audit_entry WHERE organization_id = $1",
        "UPDATE audit_entry SET personal = NULL WHERE organization_id = $1",
        "DELETE FROM audit_head WHERE organization_id = $1",
        "SELECT aisle.forget_audit($1, 400, 10)",
    ],
)
async def test_application_cannot_change_what_was_written(chain: Chain, statement: str) -> None:
    await chain.fill(2)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with chain.database.open_scope(chain.scope) as session:
            await session.execute(statement, chain.tenant)


# erasing and forgetting ---------------------------------------------------------------------------------------


async def test_what_is_personal_can_be_erased_and_the_chain_holds(
    chain: Chain, worker_database: Database
) -> None:
    person = new_id()
    scope = Scope(chain.tenant, None, f"member:{person}")
    async with chain.database.open_scope(scope) as session:
        await record(session, Event("thing.changed", "thing", "1", personal={"name": "Ann"}))
    await chain.add(Event("member.joined", "member", person, personal={"email": "ann@customer.example"}))
    await chain.add(Event("member.joined", "member", new_id(), personal={"email": "bob@customer.example"}))
    async with worker_database.open_scope(Scope(chain.tenant, None)) as session:
        assert await upkeep.erase_person(session, person) == 2
    rows = str(await chain.rows())
    assert "ann@customer" not in rows
    assert "Ann" not in rows
    assert "bob@customer" in rows
    assert (await chain.verdict()).holds


async def test_old_entries_go_and_the_rest_holds(chain: Chain, worker_database: Database) -> None:
    await _aged(chain)
    kept = [await chain.head()]
    async with worker_database.open_scope(Scope(chain.tenant, None)) as session:
        gone = 0
        while more := await upkeep.forget_old(session, 400):
            gone += more
    assert gone == 6
    assert [row["number"] for row in await chain.rows()] == [7, 8, 9, 10]
    verdict = await chain.verdict(kept, keep_days=400)
    assert (verdict.faults, verdict.entries) == ((), 4)
    await chain.add()
    assert (await chain.verdict(keep_days=400)).holds


async def test_young_entries_do_not_go_whatever_is_asked(chain: Chain, worker_database: Database) -> None:
    await chain.fill(3)
    async with worker_database.open_scope(Scope(chain.tenant, None)) as session:
        assert await upkeep.forget_old(session, 30) == 0
    for tenant, days in ((chain.tenant, 29), (chain.tenant, -1), (new_id(), 400)):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with worker_database.open_scope(Scope(chain.tenant, None)) as session:
                await session.fetchval("SELECT aisle.forget_audit($1, $2, 10)", tenant, days)
    assert len(await chain.rows()) == 3


async def _aged(chain: Chain) -> None:
    """Ten entries, the first six of them written two years ago."""

    class Past(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Past":
            return cls.fromtimestamp((datetime.now(UTC) - timedelta(days=730)).timestamp(), tz)

    with patch.object(service, "datetime", Past):
        await chain.fill(6)
    await chain.fill(4)


@pytest.mark.slow
async def test_one_change_in_a_hundred_thousand_is_found(chain: Chain) -> None:
    await chain.fill(100_000, each=500)
    kept = [await chain.head()]
    assert (await chain.verdict(kept)).holds
    for statement in (
        f"UPDATE audit_entry SET after = '{{}}' {WHERE} = 54321",
        f"UPDATE audit_entry SET after = '{{\"n\": 54321}}' {WHERE} = 54321",
        f"DELETE FROM audit_entry {WHERE} = 99999",
    ):
        await chain.break_it(statement)
        assert (await chain.verdict(kept)).holds == ("54321}" in statement)
