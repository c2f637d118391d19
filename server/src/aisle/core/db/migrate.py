"""Bring a database to this release: roles, extension, schema, keys. Run by `aisle migrate` with the admin role."""

import asyncio
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from aisle.core.db.context import pads
from aisle.core.db.database import CONNECT_SECONDS, CONNECTION_LOST, DatabaseUnavailable
from aisle.core.errors import AisleError, Unavailable
from aisle.core.secrets import Secrets

MIGRATIONS = Path(__file__).resolve().parents[4] / "migrations"
LOCK = 0x41_49_53_4C_45  # one migration at a time in a database
ROLES = ("owner", "migrator", "app", "worker", "dispatcher", "auditor", "breakglass", "backup")
LOCK_WAIT = "5s"
UNRELEASED = (
    "as it stood in an unreleased state of Aisle, and has changed since. Set AISLE_HOME to a new folder "
    "(with a server of your own: name an empty database), or go back to the state that made this one."
)
MIN_POSTGRES, MIN_PGVECTOR = 16, (0, 8)
# For a login of the operator's own; the roles that Aisle makes have theirs in roles.sql.
LIMITS = (
    "statement_timeout = '5s'",
    "idle_in_transaction_session_timeout = '10s'",
    "lock_timeout = '2s'",
)


class MigrationRefused(AisleError):
    """The database cannot be migrated; `detail` says what is missing."""

    code = "migration_refused"
    title = "The database cannot be brought to this release"


class Busy(Unavailable):
    """The database is being migrated, or its tables are in use; it may pass."""

    code = "migration_busy"
    title = "The database is busy"


class ForeignInstallation(MigrationRefused):
    """The roles belong to an installation with another root key."""

    code = "foreign_installation"


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

    @property
    def mark(self) -> str:
        """Return what the owner role is marked with: it tells installations apart and reveals nothing."""
        return f"Aisle installation {self.secrets.key('installation').hex()[:16]}"

    def url(self, any_url: str, role: str) -> str:
        """Return `any_url` with this role and its derived password in place of the user."""
        parts = urlsplit(any_url)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{self.name(role)}:{self.password(role)}@{host}"))


async def migrate(admin_url: str, roles: Roles, app_url: str | None = None) -> list[str]:
    """Upgrade to this release and return what was done. `app_url`: a login that is to act as the app role.

    Raises MigrationRefused with a sentence when the server is too old or the admin lacks a right, Busy, DatabaseUnavailable.
    """
    connection = await _connect(admin_url)
    try:
        await connection.execute(f"SET lock_timeout = '{LOCK_WAIT}'; SET statement_timeout = 0")
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        return await _migrate(connection, roles, app_url)
    except asyncpg.LockNotAvailableError as error:
        raise Busy(
            "Another migration, or a long transaction, holds the database. Try again in a moment."
        ) from error
    except asyncpg.InsufficientPrivilegeError as error:
        raise MigrationRefused(
            f"DATABASE_ADMIN_URL lacks a right: {error}. It must own the database or may create schemas in it, and be able to create roles."
        ) from error
    finally:
        await connection.close()


async def _connect(url: str) -> Any:
    try:
        return await asyncpg.connect(url, timeout=CONNECT_SECONDS)
    except (*CONNECTION_LOST, asyncpg.PostgresError, ValueError) as error:
        raise DatabaseUnavailable(f"No connection with DATABASE_ADMIN_URL: {error}") from error


async def _migrate(connection: Any, roles: Roles, app_url: str | None) -> list[str]:
    await _check_server(connection)
    await _check_installation(connection, roles)
    login = await _login_of(connection, roles, app_url)
    done: list[str] = []
    await connection.execute(roles.fill((MIGRATIONS / "sql" / "roles.sql").read_text()))
    await _mark(connection, roles)
    await _set_passwords(connection, roles, login)
    await _adopt_login(connection, roles, login)
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
    if found is None or _version(found) < MIN_PGVECTOR:
        raise MigrationRefused(f"pgvector {found or 'is missing'}: Aisle needs 0.8 or newer on the server.")


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:2])


async def _check_installation(connection: Any, roles: Roles) -> None:
    """Refuse what another installation, or a newer release, has made; before anything is changed."""
    owner = await connection.fetchval(
        "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = $1", roles.name("owner")
    )
    if owner and owner != roles.mark:
        raise ForeignInstallation(
            f"The roles {roles.prefix}_* of this server belong to an installation with another secrets.json. Put that "
            "installation's secrets.json into AISLE_HOME, or set AISLE_DB_ROLE_PREFIX for one of your own beside it. "
            f"(If that secrets.json is lost for good: COMMENT ON ROLE {roles.name('owner')} IS NULL gives the roles up.)"
        )
    await _check_applied(connection)
    applied = await _newest_of(connection)
    if applied is not None and applied > newest_migration():
        raise MigrationRefused(
            f"The schema is at {applied}, made by a newer release; this one ends at {newest_migration()}. Use the newer release."
        )


async def _check_applied(connection: Any) -> None:
    """Refuse a schema that was made from other files than these: what is in them by now would be missing."""
    columns = await connection.fetchval(
        "SELECT array_agg(attname::text) FROM pg_attribute WHERE attrelid = to_regclass('aisle.schema_version')"
    )
    if columns is None:
        return
    if "digest" not in columns:
        raise MigrationRefused(f"The schema was applied here {UNRELEASED}")
    for row in await connection.fetch("SELECT name, digest FROM aisle.schema_version ORDER BY name"):
        path = MIGRATIONS / "sql" / f"{row['name']}.sql"
        if row["digest"] and path.exists() and row["digest"] != _digest(path):
            raise MigrationRefused(f"{row['name']} was applied here {UNRELEASED}")


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


async def _newest_of(connection: Any) -> str | None:
    if not await connection.fetchval("SELECT to_regclass('aisle.schema_version') IS NOT NULL"):
        return None
    return await connection.fetchval("SELECT max(name) FROM aisle.schema_version")  # type: ignore[no-any-return]


async def _mark(connection: Any, roles: Roles) -> None:
    await connection.execute(f"COMMENT ON ROLE {roles.name('owner')} IS '{roles.mark}'")


async def _login_of(connection: Any, roles: Roles, app_url: str | None) -> "_Login | None":
    """Return the login of DATABASE_URL. Raises MigrationRefused for one that must not serve requests."""
    parts = urlsplit(app_url) if app_url else None
    if parts is None or not parts.username:
        return None
    login = _Login(unquote(parts.username), unquote(parts.password or ""))
    strong = await connection.fetchval(
        "SELECT r.rolsuper OR r.rolbypassrls OR r.rolname = current_user FROM pg_roles r WHERE r.rolname = $1",
        login.name,
    )
    own = {roles.name(role) for role in ROLES} - {roles.name("app")}
    if strong or login.name in own:
        raise MigrationRefused(
            f"DATABASE_URL signs in as “{login.name}”, which is too strong to serve requests: it is the administrator, a superuser, "
            "one of Aisle's other roles, or has BYPASSRLS. Name a login of its own there; migrate makes it if it does not exist."
        )
    return login


@dataclass(frozen=True, slots=True)
class _Login:
    name: str
    password: str


async def _set_passwords(connection: Any, roles: Roles, login: "_Login | None") -> None:
    for role in ("app", "worker", "dispatcher"):
        given = login.password if login and login.name == roles.name(role) else ""
        secret = await connection.fetchval("SELECT quote_literal($1)", given or roles.password(role))
        await connection.execute(f"ALTER ROLE {roles.name(role)} PASSWORD {secret}")


async def _adopt_login(connection: Any, roles: Roles, login: "_Login | None") -> None:
    """Let the login of DATABASE_URL act as the app role, making it when it is not there."""
    if login is None or login.name == roles.name("app"):
        return
    name = await connection.fetchval("SELECT quote_ident($1)", login.name)
    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", login.name):
        secret = await connection.fetchval("SELECT quote_literal($1)", login.password)
        await connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD {secret}")
    await connection.execute(f"GRANT {roles.name('app')} TO {name} WITH INHERIT TRUE")
    try:
        for limit in LIMITS:
            await connection.execute(f"ALTER ROLE {name} SET {limit}")
    except asyncpg.InsufficientPrivilegeError as error:
        raise MigrationRefused(
            f"DATABASE_ADMIN_URL may not set limits on the login “{login.name}”, which somebody else made. Have its maker run "
            f"GRANT {name} TO the administrator WITH ADMIN OPTION, or name a login in DATABASE_URL that does not exist yet."
        ) from error


async def _prepare_schema(connection: Any, roles: Roles) -> None:
    owner = roles.name("owner")
    database = await connection.fetchval("SELECT quote_ident(current_database())")
    await connection.execute(f"GRANT {owner} TO CURRENT_USER")
    await _prepare_vectors(connection)
    await connection.execute(f"REVOKE TEMPORARY, CREATE ON DATABASE {database} FROM PUBLIC")
    await connection.execute(f"GRANT CREATE ON DATABASE {database} TO {owner}")
    await connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    await connection.execute(f"CREATE SCHEMA IF NOT EXISTS aisle AUTHORIZATION {owner}")
    for role in ("app", "worker", "dispatcher", "backup", "breakglass", "auditor"):
        await connection.execute(f"GRANT USAGE ON SCHEMA aisle TO {roles.name(role)}")
    await connection.execute(
        "CREATE TABLE IF NOT EXISTS aisle.schema_version"
        " (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now(), digest bytea)"
    )
    await connection.execute(f"ALTER TABLE aisle.schema_version OWNER TO {owner}")
    await connection.execute(
        f"GRANT SELECT ON aisle.schema_version TO {roles.name('app')}, {roles.name('worker')}, {roles.name('dispatcher')}"
    )


async def _prepare_vectors(connection: Any) -> None:
    try:
        await connection.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
        found = await connection.fetchrow(
            "SELECT extversion, extnamespace::regnamespace::text AS schema FROM pg_extension WHERE extname = 'vector'"
        )
        if _version(found["extversion"]) < MIN_PGVECTOR:
            await connection.execute("ALTER EXTENSION vector UPDATE")
    except asyncpg.InsufficientPrivilegeError as error:
        raise MigrationRefused(
            "DATABASE_ADMIN_URL may not install or update the extension: have a superuser run "
            "CREATE EXTENSION vector SCHEMA public (or ALTER EXTENSION vector UPDATE) in this database first."
        ) from error
    if found["schema"] != "public":
        raise MigrationRefused(
            f"The extension vector lies in the schema {found['schema']}: move it with ALTER EXTENSION vector SET SCHEMA public."
        )


async def _apply(connection: Any, roles: Roles, path: Path) -> bool:
    if await connection.fetchval("SELECT 1 FROM aisle.schema_version WHERE name = $1", path.stem):
        return False
    async with connection.transaction():
        await connection.execute(f"SET LOCAL ROLE {roles.name('owner')}")
        await connection.execute("SET LOCAL search_path = aisle, public")
        await connection.execute(roles.fill(path.read_text()))
        await connection.execute(
            "INSERT INTO aisle.schema_version (name, digest) VALUES ($1, $2)", path.stem, _digest(path)
        )
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
    except (*CONNECTION_LOST, asyncpg.PostgresError, ValueError):
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
