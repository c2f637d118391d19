"""The database's own catalog shows that no table, key, policy or role weakens the isolation of tenants."""

import sys
from pathlib import Path

import asyncpg
import pytest

from aisle.bootstrap.server import DatabaseUrls

sys.path.insert(0, str(Path(__file__).parent))
from database_lint import faults_of

PLANTED = {
    "no security": (
        "CREATE TABLE aisle.bad (organization_id uuid PRIMARY KEY)",
        "row-level security is not forced",
    ),
    "not forced": (
        "CREATE TABLE aisle.bad (organization_id uuid PRIMARY KEY); ALTER TABLE aisle.bad ENABLE ROW LEVEL SECURITY",
        "not forced",
    ),
    "key without tenant": (
        "CREATE TABLE aisle.bad (id uuid PRIMARY KEY, organization_id uuid); CALL aisle.protect('aisle.bad', 'organization')",
        "does not begin with the tenant",
    ),
    "second policy": ("CREATE POLICY leak ON aisle.product USING (true)", "2 policies instead of one"),
    "foreign key without tenant": (
        "ALTER TABLE aisle.product ADD UNIQUE (organization_id, id); CREATE UNIQUE INDEX ON aisle.store (store_id); "
        "ALTER TABLE aisle.product ADD FOREIGN KEY (store_id) REFERENCES aisle.store (store_id)",
        "leaves out the tenant",
    ),
    "view": ("CREATE VIEW aisle.bad AS SELECT * FROM aisle.product", "passes by row-level security"),
    "materialised view": (
        "CREATE MATERIALIZED VIEW aisle.bad AS SELECT * FROM aisle.product",
        "passes by row-level security",
    ),
    "partition grant": (
        "GRANT SELECT ON aisle.index_item_shared_0 TO aisle_app",
        "a partition is granted to aisle_app",
    ),
    "public grant": ("GRANT SELECT ON aisle.message TO PUBLIC", "granted to"),
    "key readable": (
        "GRANT INSERT ON aisle.context_key TO aisle_app",
        "a table without tenant can be written",
    ),
    "policy for everybody": (
        "ALTER POLICY tenant ON aisle.product USING (true) WITH CHECK (true)",
        "does not ask for the tenant",
    ),
    "policy dropped": ("DROP POLICY tenant ON aisle.chunk", "0 policies instead of one"),
    "reads only": (
        "DROP POLICY tenant ON aisle.turn; CREATE POLICY tenant ON aisle.turn FOR SELECT USING (organization_id = aisle.context_organization())",
        "does not hold for reading and writing alike",
    ),
    "anything may be written": (
        "ALTER POLICY tenant ON aisle.citation WITH CHECK (true)",
        "does not hold for reading and writing alike",
    ),
    "movable": ("DROP TRIGGER stay ON aisle.document", "rows can move to another tenant"),
    "owner": ("ALTER TABLE aisle.variant OWNER TO aisle_app", "owned by aisle_app"),
    "strong role": ("ALTER ROLE aisle_worker BYPASSRLS", "passes by row-level security"),
}


@pytest.fixture
async def admin(urls: DatabaseUrls):
    """The owner's view, inside a transaction that is always rolled back."""
    assert urls.admin is not None
    connection = await asyncpg.connect(urls.admin)
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


async def test_the_schema_has_no_fault(admin):
    assert await faults_of(admin) == []


@pytest.mark.parametrize("planted", PLANTED)
async def test_a_planted_fault_is_found(admin, planted):
    statement, wanted = PLANTED[planted]
    await admin.execute(
        "SET LOCAL ROLE aisle_owner"
        if "ROLE aisle_worker" not in statement and "OWNER TO" not in statement
        else "SELECT 1"
    )
    await admin.execute(statement)
    await admin.execute("RESET ROLE")
    assert any(wanted in fault for fault in await faults_of(admin)), await faults_of(admin)
