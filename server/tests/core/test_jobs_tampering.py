"""What is changed in the table behind our back is not run, and the dispatcher sees no more than it must."""

from dataclasses import make_dataclass

import asyncpg
import pytest
from job_office import Office, new_message

from aisle.core.jobs import JobMessage

pytest_plugins = ["job_fixtures"]

RAN = []


async def ran(message, context) -> None:
    RAN.append((message.text, context.claim.store_id))


@pytest.fixture
async def admin(urls):
    connection = await asyncpg.connect(urls.admin)
    await connection.execute("SET session_replication_role = replica")
    yield connection
    await connection.close()


@pytest.mark.parametrize(
    "change",
    ['payload = \'{"text": "pay more"}\'', "payload = payload || '{\"more\": 1}'", "signature = '\\x00'"],
)
async def test_a_changed_payload_is_refused(office: Office, admin, change) -> None:
    RAN.clear()
    job_id = await office.defer("pay")
    await admin.execute(f"UPDATE aisle.job SET {change} WHERE id = $1", job_id)
    await office.work(ran)
    job = await office.job(job_id)
    assert job.state == "dead"
    assert job.error == "Permanent: The job's signature does not hold: its tenant or payload was changed."
    assert RAN == []


async def test_a_job_moved_to_another_store_is_refused(office: Office, admin, new_store) -> None:
    RAN.clear()
    victim = await new_store()
    job_id = await office.defer("read everything")
    await admin.execute(
        "UPDATE aisle.job SET organization_id = $2, store_id = $3 WHERE id = $1",
        job_id,
        victim.organization_id,
        victim.id,
    )
    await office.work(ran)
    assert RAN == []
    assert await admin.fetchval("SELECT state FROM aisle.job WHERE id = $1", job_id) == "dead"


async def test_a_copy_of_a_job_is_refused(office: Office, admin, new_store) -> None:
    RAN.clear()
    victim = await new_store()
    job_id = await office.defer("twice")
    await admin.execute(
        "INSERT INTO aisle.job SELECT (jsonb_populate_record(j, jsonb_build_object('organization_id', $2::uuid, 'store_id', $3::uuid))).*"
        " FROM aisle.job j WHERE id = $1",
        job_id,
        victim.organization_id,
        victim.id,
    )
    await office.work(ran)
    assert [("twice", office.store.id)] == RAN


async def test_a_payload_of_another_release_is_dead_with_a_sentence(office: Office) -> None:
    older = new_message(office.queue)
    job_id = await office.defer(message=older)
    newer = make_dataclass(
        "Newer",
        [("text", str), ("wanted", int)],
        bases=(JobMessage,),
        namespace={"kind": older.kind, "queue": older.queue},
        frozen=True,
        slots=True,
    )
    await office.work({newer: ran})
    job = await office.job(job_id)
    assert job.state == "dead"
    assert f"The payload of {older.kind} is not readable" in job.error


@pytest.mark.parametrize("column", ["payload", "signature", "dedup_key", "error", "*"])
async def test_the_dispatcher_cannot_read_what_a_job_says(office: Office, column) -> None:
    await office.defer("secret")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with office.dispatch.connection() as connection:
            await connection.fetch(f"SELECT {column} FROM aisle.job")


async def test_the_dispatcher_can_change_no_payload_and_add_no_job(office: Office) -> None:
    job_id = await office.defer("secret")
    for statement in (
        "UPDATE aisle.job SET payload = '{}' WHERE id = $1",
        "UPDATE aisle.job SET signature = '' WHERE id = $1",
        "UPDATE aisle.job SET kind = 'erase_source' WHERE id = $1",
        "UPDATE aisle.job SET store_id = NULL WHERE id = $1",
        "INSERT INTO aisle.job (organization_id, id) VALUES ($1, $1)",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with office.dispatch.connection() as connection:
                await connection.execute(statement, job_id)


# What rounds over all tenants look at, and nothing beside it: whose and which kind a tenant is, whose holds are over, which
# models index versions need, which sources are due, whose webhooks are to be
# looked at, and when products have to be made anew.
SEEN = {
    "tenant": {"organization_id", "kind"},
    "usage_hold": {"organization_id", "expires_at"},
    "index_version": {"organization_id", "recipe", "state"},
    "source_connection": {
        "organization_id",
        "store_id",
        "source_id",
        "state",
        "next_sync_at",
        "next_reconcile_at",
        "unwell_since",
        "told",
        "weigh_at",
    },
    "fact_key": {"organization_id", "store_id", "due_at"},
    "source_hook": {"organization_id", "store_id", "source_id", "next_check_at"},
}


async def test_the_dispatcher_can_read_no_other_table(office: Office, admin) -> None:
    columns = await admin.fetch(
        "SELECT c.relname AS name, a.attname AS column FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        " WHERE n.nspname = 'aisle' AND c.relkind IN ('r', 'p') AND c.relname NOT IN ('job', 'schema_version')"
    )
    names = {row["name"] for row in columns}
    assert len(names) > 20
    async with office.dispatch.connection() as connection:
        rights = "has_column_privilege(current_user, 'aisle.' || x.name, x.column, "
        found = await connection.fetch(
            f"SELECT x.name, x.column, {rights}'SELECT') AS reads, {rights}'INSERT') OR {rights}'UPDATE') AS writes"
            ' FROM unnest($1::text[], $2::text[]) x (name, "column")',
            [row["name"] for row in columns],
            [row["column"] for row in columns],
        )
        assert {(row["name"], row["column"]) for row in found if row["reads"]} == {
            (name, column) for name, seen in SEEN.items() for column in seen
        }
        assert not [row for row in found if row["writes"]]
        for name in sorted(names):
            assert not await connection.fetchval(
                "SELECT has_table_privilege(current_user, $1, 'DELETE, TRUNCATE')", f"aisle.{name}"
            )
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with office.dispatch.connection() as connection:
            await connection.fetch("SELECT * FROM aisle.message")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with office.dispatch.connection() as connection:
            await connection.fetch("SELECT suspended_why FROM aisle.tenant")


async def test_one_tenant_sees_and_changes_no_job_of_another(office: Office, new_store) -> None:
    stranger = office.of(await new_store())
    job_id = await office.defer("mine")
    async with stranger.session() as session:
        assert await session.fetch("SELECT id FROM job WHERE id = $1", job_id) == []
        assert await session.execute("UPDATE job SET state = 'dead' WHERE id = $1", job_id) == 0
        assert await session.execute("DELETE FROM job WHERE id = $1", job_id) == 0
