"""Bring a database to this release: roles, extension, schema, keys. Run by `aisle migrate` with the admin role."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from aisle.core.db.context import pads
from aisle.core.errors import AisleError
from aisle.core.secrets import Secrets

MIGRATIONS = Path(__file__).resolve().parents[4] / "migrations"
LOCK = 0x41_49_53_4C_45  # one migration at a time in a database
ROLES = ("owner", "migrator", "app", "worker", "dispatcher", "auditor", "breakglass", "backup")
MIN_POSTGRES, MIN_PGVECTOR = 16, (0, 8)


class MigrationRefused(AisleError):
    """The database cannot be migrated; `detail` says what is missing."""

    code = "migration_refused"
    title = "The database cannot be brought to this release"


@dataclass(frozen=True, slots=True)
class Roles:
    """Names and derived passwords of the database roles of one installation."""

    prefix: str
    secrets: Secrets

    def name(self, role: str) -> str:
        """Return the role's name in the database."""
        return f"{self.prefix}_{role}"

    def fill(self, sql: str) -> str:
        """Replace @owner@, @app@ and so on by the roles' names."""
        for role in ROLES:
            sql = sql.replace(f"@{role}@", self.name(role))
        return sql

    def password(self, role: str) -> str:
        """Return the derived password of a role that signs in."""
        return self.secrets.key(f"role:{self.name(role)}").hex()

    def url(self, any_url: str, role: str) -> str:
        """Return `any_url` with this role and its derived password in place of the user."""
        parts = urlsplit(any_url)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{self.name(role)}:{self.password(role)}@{host}"))


async def migrate(admin_url: str, roles: Roles, app_url: str | None = None) -> list[str]:
    """Upgrade to this release and return what was done. `app_url`: a login that is to act as the app role.

    Raises MigrationRefused with a sentence when the server is too old or the admin lacks a right.
    """
    connection = await _connect(admin_url)
    try:
        await connection.execute("SET lock_timeout = '5s'")
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        return await _migrate(connection, roles, app_url)
    except asyncpg.InsufficientPrivilegeError as error:
        raise MigrationRefused(
            f"DATABASE_ADMIN_URL lacks a right: {error}. It must be able to create roles and a schema."
        ) from error
    finally:
        await connection.close()


async def _connect(url: str) -> Any:
    try:
        return await asyncpg.connect(url, timeout=5)
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        raise MigrationRefused(f"No connection with DATABASE_ADMIN_URL: {error}") from error


async def _migrate(connection: Any, roles: Roles, app_url: str | None) -> list[str]:
    await _check_server(connection)
    done: list[str] = []
    await connection.execute(roles.fill((MIGRATIONS / "sql" / "roles.sql").read_text()))
    await _set_passwords(connection, roles, app_url)
    await _prepare_schema(connection, roles)
    for path in sorted((MIGRATIONS / "sql").glob("[0-9]*.sql")):
        if await _apply(connection, roles, path):
            done.append(path.stem)
    await _install_context_key(connection, roles)
    return done


async def _check_server(connection: Any) -> None:
    version = int(await connection.fetchval("SHOW server_version_num")) // 10000
    if version < MIN_POSTGRES:
        raise MigrationRefused(f"PostgreSQL {version} is too old: Aisle needs {MIN_POSTGRES} or newer.")
    found = await connection.fetchval(
        "SELECT default_version FROM pg_available_extensions WHERE name = 'vector'"
    )
    if found is None or tuple(map(int, found.split(".")[:2])) < MIN_PGVECTOR:
        raise MigrationRefused(f"pgvector {found or 'is missing'}: Aisle needs 0.8 or newer on the server.")


async def _set_passwords(connection: Any, roles: Roles, app_url: str | None) -> None:
    for role in ("app", "worker", "dispatcher"):
        await connection.execute(f"ALTER ROLE {roles.name(role)} PASSWORD '{roles.password(role)}'")
    user = unquote(urlsplit(app_url).username or "") if app_url else ""
    if user and user != roles.name("app"):
        await _adopt_login(connection, roles, user, unquote(urlsplit(app_url or "").password or ""))


async def _adopt_login(connection: Any, roles: Roles, user: str, password: str) -> None:
    """Let the login of DATABASE_URL act as the app role, making it when it is not there."""
    name = await connection.fetchval("SELECT quote_ident($1)", user)
    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", user):
        secret = await connection.fetchval("SELECT quote_literal($1)", password)
        await connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD {secret}")
    await connection.execute(f"GRANT {roles.name('app')} TO {name}")
    for limit in (
        "statement_timeout = '5s'",
        "idle_in_transaction_session_timeout = '10s'",
        "lock_timeout = '2s'",
    ):
        await connection.execute(f"ALTER ROLE {name} SET {limit}")


async def _prepare_schema(connection: Any, roles: Roles) -> None:
    owner = roles.name("owner")
    database = await connection.fetchval("SELECT quote_ident(current_database())")
    await connection.execute(f"GRANT {owner} TO CURRENT_USER")
    await connection.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
    await connection.execute(f"REVOKE TEMPORARY, CREATE ON DATABASE {database} FROM PUBLIC")
    await connection.execute(f"GRANT CREATE ON DATABASE {database} TO {owner}")
    await connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    await connection.execute(f"CREATE SCHEMA IF NOT EXISTS aisle AUTHORIZATION {owner}")
    for role in ("app", "worker", "dispatcher", "backup", "breakglass", "auditor"):
        await connection.execute(f"GRANT USAGE ON SCHEMA aisle TO {roles.name(role)}")
    await connection.execute(
        "CREATE TABLE IF NOT EXISTS aisle.schema_version (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
    )
    await connection.execute(f"ALTER TABLE aisle.schema_version OWNER TO {owner}")
    await connection.execute(
        f"GRANT SELECT ON aisle.schema_version TO {roles.name('app')}, {roles.name('worker')}, {roles.name('dispatcher')}"
    )


async def _apply(connection: Any, roles: Roles, path: Path) -> bool:
    if await connection.fetchval("SELECT 1 FROM aisle.schema_version WHERE name = $1", path.stem):
        return False
    async with connection.transaction():
        await connection.execute(f"SET LOCAL ROLE {roles.name('owner')}")
        await connection.execute("SET LOCAL search_path = aisle, public")
        await connection.execute(roles.fill(path.read_text()))
        await connection.execute("INSERT INTO aisle.schema_version (name) VALUES ($1)", path.stem)
    return True


async def _install_context_key(connection: Any, roles: Roles) -> None:
    inner, outer = pads(roles.secrets.key("context"))
    await connection.execute(
        "INSERT INTO aisle.context_key (id, inner_pad, outer_pad) VALUES (1, $1, $2)"
        " ON CONFLICT (id) DO UPDATE SET inner_pad = $1, outer_pad = $2",
        inner,
        outer,
    )


def newest_migration() -> str:
    """Return the name of the newest migration of this release."""
    return max(path.stem for path in (MIGRATIONS / "sql").glob("[0-9]*.sql"))


def applied_migration(url: str) -> str | None:
    """Return the newest migration that a database has, or None when it has none or cannot be asked."""
    return asyncio.run(_applied(url))


async def _applied(url: str) -> str | None:
    try:
        connection = await asyncpg.connect(url, timeout=5)
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return None
    try:
        return await connection.fetchval("SELECT max(name) FROM aisle.schema_version")  # type: ignore[no-any-return]
    except asyncpg.PostgresError:
        return None
    finally:
        await connection.close()


def run_migrate(admin_url: str, roles: Roles, app_url: str | None = None) -> list[str]:
    """`migrate` for callers without an event loop."""
    return asyncio.run(migrate(admin_url, roles, app_url))
