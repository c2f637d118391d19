"""Row-level security taken from one table after the other: each time a stranger sees rows, and a look notices."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest
from matrix_world import Victim, open_victim
from web_shops import Site

from aisle.core.db import Scope

LEAST_TABLES = 30


async def protected(admin: Any) -> list[tuple[str, str]]:
    """Tables under row-level security, with their column of the tenant."""
    rows = await admin.fetch(
        "SELECT c.relname AS name, (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid"
        " AND a.attname IN ('organization_id', 'person_id') ORDER BY a.attnum LIMIT 1) AS tenant"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'aisle' AND c.relrowsecurity AND NOT c.relispartition"
        " AND c.relname NOT IN ('store_address', 'directory') ORDER BY 1"
    )
    return [(row["name"], row["tenant"]) for row in rows if row["tenant"]]


async def seen_by(site: Site, stranger: Scope, place: tuple[str, str], tenants: list[UUID]) -> int | None:
    """How many of the tenants' rows a stranger sees; None where the application may not read at all."""
    table, column = place
    try:
        async with site.parts.database.open_scope(stranger) as session:
            return int(
                await session.fetchval(
                    f"SELECT count(*) FROM aisle.{table} WHERE {column} = ANY($1)", tenants
                )
            )
    except asyncpg.InsufficientPrivilegeError:
        return None


def tenants_of(victim: Victim) -> list[UUID]:
    return [victim.shop.store.organization_id, victim.owner.person_id]


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_each_policy_is_all_that_keeps_its_rows_from_a_stranger(site: Site, urls: Any) -> None:
    victim, other = await open_victim(site), await site.open_shop()
    stranger, tenants = Scope(other.store.organization_id, other.store.id), tenants_of(victim)
    admin = await asyncpg.connect(urls.admin)
    blind = []
    noticed = 0
    for place in await protected(admin):
        table, column = place
        there = await admin.fetchval(f"SELECT count(*) FROM aisle.{table} WHERE {column} = ANY($1)", tenants)
        with_policy = await seen_by(site, stranger, place, tenants)
        await admin.execute(f"ALTER TABLE aisle.{table} DISABLE ROW LEVEL SECURITY")
        try:
            without = await seen_by(site, stranger, place, tenants)
        finally:
            await admin.execute(f"ALTER TABLE aisle.{table} ENABLE ROW LEVEL SECURITY")
        assert with_policy in (0, None), table
        if there and without is not None and without != there:
            blind.append((table, there, without))
        noticed += bool(without)
    await admin.close()
    assert blind == []
    assert noticed >= LEAST_TABLES
