"""What a login is and may do, asked before anything is served under it."""

from dataclasses import dataclass

import asyncpg

from aisle.core.db.database import CONNECT_SECONDS, CONNECTION_LOST, DatabaseUnavailable

# In the catalog alone: asking for a table by name would fail without a right to its schema.
ACCESS = """
SELECT current_user AS name, current_database() AS database, me.rolsuper AS is_superuser, me.rolbypassrls AS bypasses_rls,
       EXISTS (SELECT 1 FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
               WHERE n.nspname = 'aisle' AND pg_has_role(current_user, t.relowner, 'MEMBER')) AS owns_tables,
       EXISTS (SELECT 1 FROM pg_roles other WHERE other.oid <> me.oid AND (other.rolsuper OR other.rolbypassrls)
               AND pg_has_role(current_user, other.oid, 'MEMBER')) AS may_become_strong,
       EXISTS (SELECT 1 FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
               WHERE n.nspname = 'aisle' AND t.relname = 'schema_version') AS has_schema,
       coalesce((SELECT has_schema_privilege(n.oid, 'USAGE') FROM pg_namespace n WHERE n.nspname = 'aisle'), false) AS may_use_schema,
       EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'vector') AS has_vectors
FROM pg_roles me WHERE me.rolname = current_user
"""


@dataclass(frozen=True, slots=True)
class Access:
    """One login, and what it finds in its database."""

    name: str
    database: str
    is_superuser: bool
    bypasses_rls: bool
    owns_tables: bool
    may_become_strong: bool
    has_schema: bool
    may_use_schema: bool
    has_vectors: bool


async def look_at(url: str) -> Access:
    """Sign in and look around. Raises DatabaseUnavailable."""
    try:
        connection = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
    except (*CONNECTION_LOST, asyncpg.PostgresError, ValueError) as error:
        raise DatabaseUnavailable(f"Connecting failed: {error}") from error
    try:
        return Access(**await connection.fetchrow(ACCESS))
    finally:
        await connection.close()
