"""SQL that was smuggled in under the application's role: fifty ways to switch the tenant, and none shows a foreign row."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest

from aisle.core.db import ContextSigner, Database, Scope
from aisle.core.ids import new_id

# What any tenant may read by design: names of stores, and hashes of names that lead to a tenant. Neither is anybody's text.
DIRECTORIES = {"store_address", "directory"}
FORGED = "{organization}|{store}|system|99999999999|{pid}|"
SWITCHES = [
    "SET LOCAL aisle.context = '{forged}{zeros}'",
    "SET LOCAL aisle.context = '{forged}'",
    "SET LOCAL aisle.context = '{organization}'",
    "SET LOCAL aisle.context = '{organization}|{store}'",
    "SET LOCAL aisle.context = '{organization}|-|system|99999999999|{pid}|{zeros}'",
    "SET LOCAL aisle.context = ''",
    "SET LOCAL aisle.context = '|||||'",
    "SET SESSION aisle.context = '{forged}{zeros}'",
    "RESET aisle.context",
    "RESET ALL",
    "SELECT set_config('aisle.context', '{forged}{zeros}', true)",
    "SELECT set_config('aisle.context', '{forged}{zeros}', false)",
    "SELECT set_config('aisle.context', replace(current_setting('aisle.context'), '{own}', '{organization}'), true)",
    "SELECT set_config('aisle.context', replace(current_setting('aisle.context'), '{own_store}', '{store}'), true)",
    "SELECT set_config('aisle.context', regexp_replace(current_setting('aisle.context'), '^[^|]+\\|[^|]+', '{organization}|-'), true)",
    "SELECT set_config('aisle.context', current_setting('aisle.context') || '|{organization}', true)",
    "SELECT set_config('aisle.context', '{organization}|' || current_setting('aisle.context'), true)",
    "SELECT set_config('aisle.context', upper(current_setting('aisle.context')), true)",
    "SELECT set_config('aisle.organization', '{organization}', true)",
    "SET ROLE postgres",
    "SET ROLE aisle_owner",
    "SET ROLE aisle_worker",
    "SET ROLE aisle_dispatcher",
    "SET ROLE aisle_auditor",
    "SET ROLE aisle_backup",
    "SET ROLE pg_read_all_data",
    "SET SESSION AUTHORIZATION postgres",
    "SET SESSION AUTHORIZATION DEFAULT",
    "RESET ROLE",
    "SET row_security = off",
    "SET LOCAL row_security = off",
    "SET search_path = pg_temp, aisle",
    "SET session_replication_role = replica",
    "ALTER TABLE aisle.product DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE aisle.product NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY tenant ON aisle.product",
    "CREATE POLICY mine ON aisle.product USING (true)",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "GRANT aisle_owner TO CURRENT_USER",
    "CREATE OR REPLACE FUNCTION aisle.verified_context() RETURNS text[] LANGUAGE sql AS 'SELECT ARRAY[''{organization}'', ''-'']'",
    "CREATE FUNCTION aisle.context_organization(x int) RETURNS uuid LANGUAGE sql AS 'SELECT ''{organization}''::uuid'",
    "CREATE FUNCTION pg_temp.context_organization() RETURNS uuid LANGUAGE sql AS 'SELECT ''{organization}''::uuid'",
    "CREATE TEMP TABLE context_key AS SELECT 1",
    "CREATE SCHEMA mine",
    "CREATE VIEW aisle.all_products AS SELECT * FROM aisle.product",
    "CREATE FUNCTION public.f() RETURNS SETOF aisle.product SECURITY DEFINER LANGUAGE sql AS 'SELECT * FROM aisle.product'",
    "SELECT * FROM aisle.context_key",
    "UPDATE aisle.context_key SET inner_pad = ''",
    "INSERT INTO aisle.context_key DEFAULT VALUES",
    "SELECT aisle.list_tenants('organization', NULL, 100)",
    "SELECT aisle.list_tenants('person', NULL, 100)",
    "SELECT aisle.copy_index_items('{organization}', '{store}', '{store}', 'x', 1)",
    "CALL aisle.move_index_home('{organization}', '{store}', '{store}', 8)",
    "CALL aisle.drop_index_home('{organization}', '{store}', '{store}')",
    "CALL aisle.protect('aisle.product', 'store')",
    "COPY aisle.product TO '/tmp/out'",
    "COPY aisle.product TO PROGRAM 'cat'",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_ls_dir('.')",
    "DO $$ BEGIN PERFORM set_config('aisle.context', '{forged}{zeros}', true); END $$",
    "COMMIT; BEGIN; SET LOCAL aisle.context = '{forged}{zeros}'",
    "ROLLBACK",
    "PREPARE x AS SELECT * FROM aisle.product; DEALLOCATE x",
    "LISTEN anything",
    "UPDATE aisle.product SET organization_id = '{organization}'",
    "UPDATE aisle.store_address SET organization_id = '{own}', store_id = '{own_store}' WHERE organization_id = '{organization}'",
    "INSERT INTO aisle.store_address (slug, organization_id, store_id) VALUES ('stolen-shop', '{organization}', '{store}')",
    "UPDATE aisle.tenant SET organization_id = '{own}' WHERE organization_id = '{organization}'",
    "UPDATE aisle.directory SET tenant_id = '{own}' WHERE tenant_id = '{organization}'",
    "DELETE FROM aisle.directory WHERE tenant_id = '{organization}'",
]


async def tables(admin: Any) -> list[tuple[str, str]]:
    """Every table with its column of the tenant."""
    rows = await admin.fetch(
        "SELECT c.relname AS name, min(a.attname) AS tenant FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('organization_id', 'person_id', 'tenant_id')"
        " WHERE n.nspname = 'aisle' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        " AND NOT (a.attname = 'person_id' AND EXISTS (SELECT 1 FROM pg_attribute b WHERE b.attrelid = c.oid AND b.attname = 'organization_id' AND b.attnum < a.attnum))"
        " GROUP BY 1 ORDER BY 1"
    )
    return [(row["name"], row["tenant"]) for row in rows if row["name"] not in DIRECTORIES]


@pytest.fixture
async def admin(urls: Any) -> Any:
    connection = await asyncpg.connect(urls.admin)
    yield connection
    await connection.close()


@pytest.fixture
async def person(database: Database) -> UUID:
    """Somebody with rows of their own."""
    person_id = new_id()
    async with database.open_scope(Scope.of_person(person_id)) as session:
        await session.execute("INSERT INTO tenant (organization_id, kind) VALUES ($1, 'person')", person_id)
        await session.execute(
            "INSERT INTO person (person_id, name, email_sealed) VALUES ($1, 'Victim', $2)",
            person_id,
            b"sealed",
        )
        await session.execute(
            "INSERT INTO directory (name_hash, kind, tenant_id) VALUES ($1, 'email', $2)",
            person_id.bytes * 2,
            person_id,
        )
    return person_id


async def foreign_rows(connection: Any, places: list[tuple[str, str]], tenants: list[UUID]) -> dict[str, int]:
    """How many rows of these tenants the connection sees, table by table."""
    if (seen := await _looked(connection, places, tenants)) is not None:
        return seen
    alone = [await _looked(connection, [place], tenants) for place in places]  # one of them may not be read
    return {name: count for one in alone for name, count in (one or {}).items()}


async def _looked(
    connection: Any, places: list[tuple[str, str]], tenants: list[UUID]
) -> dict[str, int] | None:
    if not connection.is_in_transaction():  # the injection ended it
        await connection.execute("BEGIN")
    counts = " UNION ALL ".join(
        f"SELECT '{table}' AS name, count(*) AS n FROM aisle.{table} WHERE {column} = ANY($1)"
        for table, column in places
    )
    await connection.execute("SAVEPOINT look")
    try:
        rows = await connection.fetch(counts, tenants)
    except asyncpg.PostgresError:
        return None
    finally:
        await connection.execute("ROLLBACK TO SAVEPOINT look")
    return {row["name"]: row["n"] for row in rows if row["n"]}


async def readable(url: str, places: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The tables that the application may read at all."""
    connection = await asyncpg.connect(url)
    try:
        return [
            place
            for place in places
            if await connection.fetchval("SELECT has_table_privilege($1, 'SELECT')", f"aisle.{place[0]}")
        ]
    finally:
        await connection.close()


async def after(
    database_url: str, signer: ContextSigner, scope: Scope, switch: str, places: Any, tenants: Any
) -> Any:
    """Inject into a transaction with a good context, then look everywhere."""
    connection = await asyncpg.connect(database_url)
    try:
        return await after_in(connection, signer, scope, switch, places, tenants)
    finally:
        await connection.close()


async def after_in(
    connection: Any, signer: ContextSigner, scope: Scope, switch: str, places: Any, tenants: Any
) -> Any:
    """The same in a connection that was used before, its session set back: to read the catalogue anew takes longest."""
    if connection.is_in_transaction():
        await connection.execute("ROLLBACK")
    await connection.execute("DISCARD ALL")
    await connection.execute("BEGIN")
    context = signer.sign(scope, connection.get_server_pid())
    await connection.execute(f"SET LOCAL aisle.context = '{context}'")
    try:
        await connection.execute("SAVEPOINT before")
        await connection.execute(switch)
    except asyncpg.PostgresError:
        if connection.is_in_transaction():
            await connection.execute("ROLLBACK TO SAVEPOINT before")
    return await foreign_rows(connection, places, tenants)


def filled(switch: str, scope: Scope, victim: Any, pid: int = 1) -> str:
    forged = FORGED.format(organization=victim.organization_id, store=victim.id, pid=pid)
    values = {
        "organization": victim.organization_id, "store": victim.id, "own": scope.organization_id, "own_store": scope.store_id,
        "forged": forged, "zeros": "0" * 64, "pid": pid,
    }  # fmt: skip
    for name, value in values.items():
        switch = switch.replace(f"{{{name}}}", str(value))
    return switch


@pytest.mark.parametrize("whose", ["store", "organization", "person"])
async def test_no_switch_shows_a_row_of_another_tenant(
    whose: str, urls: Any, roles: Any, new_store: Any, person: UUID, admin: Any
) -> None:
    mine, victim = await new_store(), await new_store()
    scope = {
        "store": Scope(mine.organization_id, mine.id),
        "organization": Scope(mine.organization_id, None),
        "person": Scope.of_person(new_id()),
    }[whose]
    signer = ContextSigner(roles.secrets.key("context"))
    places, tenants = await readable(urls.app, await tables(admin)), [victim.organization_id, person]
    assert len(SWITCHES) >= 50
    assert len(places) > 50
    connection = await asyncpg.connect(urls.app, statement_cache_size=0)
    for switch in SWITCHES:
        seen = await after_in(connection, signer, scope, filled(switch, scope, victim), places, tenants)
        assert seen == {}, switch
    theirs = Scope(victim.organization_id, None)
    assert await after_in(connection, signer, theirs, "SELECT 1", places, tenants), "the look has gone blind"
    await connection.close()
    assert len(await foreign_rows(admin, places, tenants)) >= 5  # they are there


async def test_signed_context_of_the_victim_does_show_them(
    urls: Any, roles: Any, new_store: Any, person: UUID, admin: Any
) -> None:
    """The positive control: with what only the program can sign, the same look finds rows."""
    victim = await new_store()
    signer = ContextSigner(roles.secrets.key("context"))
    places = await readable(urls.app, await tables(admin))
    for scope, tenant in (
        (Scope(victim.organization_id, None), victim.organization_id),
        (Scope.of_person(person), person),
    ):
        assert await after(urls.app, signer, scope, "SELECT 1", places, [tenant])


async def test_names_of_others_cannot_be_taken_or_removed(
    urls: Any, roles: Any, new_store: Any, person: UUID, admin: Any
) -> None:
    mine = await new_store()
    signer = ContextSigner(roles.secrets.key("context"))
    before = await admin.fetch("SELECT * FROM aisle.directory ORDER BY 1")
    connection = await asyncpg.connect(urls.app)
    for statement in (
        f"DELETE FROM aisle.directory WHERE tenant_id = '{person}'",
        f"UPDATE aisle.directory SET tenant_id = '{mine.organization_id}'",
        f"INSERT INTO aisle.directory (name_hash, kind, tenant_id) VALUES ('\\x00', 'email', '{person}')",
    ):
        try:
            async with connection.transaction():
                context = signer.sign(Scope(mine.organization_id, None), connection.get_server_pid())
                await connection.execute(f"SET LOCAL aisle.context = '{context}'")
                await connection.execute(statement)
        except asyncpg.PostgresError:
            continue
    await connection.close()
    assert await admin.fetch("SELECT * FROM aisle.directory ORDER BY 1") == before


async def test_looks_go_red_when_a_policy_lets_all_through(
    urls: Any, roles: Any, new_store: Any, person: UUID, admin: Any
) -> None:
    mine, victim = await new_store(), await new_store()
    scope, signer = Scope(mine.organization_id, mine.id), ContextSigner(roles.secrets.key("context"))
    for table, tenant in (("assistant", victim.organization_id), ("person", person)):
        await admin.execute(f"CREATE POLICY hole ON aisle.{table} USING (true)")
        try:
            assert table in await after(
                urls.app,
                signer,
                scope,
                "SELECT 1",
                [(table, {"assistant": "organization_id", "person": "person_id"}[table])],
                [tenant],
            )
        finally:
            await admin.execute(f"DROP POLICY hole ON aisle.{table}")
