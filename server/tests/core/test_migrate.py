"""Bringing a database to this release: a fresh one, one's own server, a managed one, a shared one, and what is refused."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import quote

import asyncpg
import pytest

from aisle.adapters.postgres import TemporaryPostgres
from aisle.core.db import ContextSigner, Database, DatabaseUnavailable, Scope
from aisle.core.db import migrate as migrate_module
from aisle.core.db.migrate import (
    LOCK,
    MIGRATIONS,
    Busy,
    ForeignInstallation,
    MigrationRefused,
    Roles,
    applied_migration,
    migrate,
    newest_migration,
)
from aisle.core.ids import new_id
from aisle.core.secrets import Secrets

ODD_PASSWORD = "p@ss:w/or%d'\"\\ ü"


@dataclass(frozen=True)
class Installation:
    """A database of its own on the shared server, with a prefix of its own."""

    server: TemporaryPostgres
    database: str
    roles: Roles

    @property
    def admin(self) -> str:
        return self.server.address.url(self.database)

    def url(self, user: str, password: str = "x") -> str:
        return self.server.address.url(self.database, user, password)

    def sql(self, statement: str) -> str:
        return self.server.sql(statement, self.database)

    async def as_role(self, role: str) -> Any:
        return await asyncpg.connect(self.roles.url(self.admin, role))


@pytest.fixture(scope="session")
def new_installation(postgres: TemporaryPostgres, worker_id: str) -> Callable[..., Installation]:
    numbers = count()

    def make(prefix: str | None = None, root: bytes | None = None, owner: str | None = None) -> Installation:
        name = f"mig_{worker_id}_{next(numbers)}"
        postgres.sql(f"CREATE DATABASE {name}" + (f" OWNER {owner}" if owner else ""))
        return Installation(postgres, name, Roles(prefix or name, Secrets(root or name.encode())))

    return make


@pytest.fixture(scope="session")
async def fresh(new_installation: Callable[..., Installation]) -> Installation:
    """An installation that is up to date; tests leave it so."""
    made = new_installation()
    assert await migrate(made.admin, made.roles) == [
        path.stem for path in sorted((MIGRATIONS / "sql").glob("[0-9]*.sql"))
    ]
    return made


async def can_work(url: str, roles: Roles) -> bool:
    """Whether this login can write and read in a tenant of its own."""
    database = Database(url, ContextSigner(roles.secrets.key("context")))
    await database.open()
    try:
        async with database.open_scope(Scope(new_id(), None)) as session:
            await session.execute(
                "WITH t AS (INSERT INTO tenant (organization_id, kind) VALUES ($1, 'organization') RETURNING organization_id)"
                " INSERT INTO organization (organization_id, name) SELECT organization_id, 'X' FROM t",
                session.scope.organization_id,
            )
            return bool(await session.fetchval("SELECT count(*) FROM organization") == 1)
    finally:
        await database.close()


async def test_migrating_twice_does_nothing_more(fresh):
    assert await migrate(fresh.admin, fresh.roles) == []
    assert (
        await asyncio.to_thread(applied_migration, fresh.roles.url(fresh.admin, "app")) == newest_migration()
    )


@pytest.mark.parametrize("role", ["app", "worker"])
async def test_the_derived_logins_work(fresh, role):
    assert await can_work(fresh.roles.url(fresh.admin, role), fresh.roles)


async def test_two_migrations_at_once_take_turns(new_installation):
    made = new_installation()
    done = await asyncio.gather(*(migrate(made.admin, made.roles) for _ in range(2)))
    assert sorted(map(len, done)) == [0, len(list((MIGRATIONS / "sql").glob("[0-9]*.sql")))]


# The login of DATABASE_URL ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("password", ["plain", ODD_PASSWORD])
async def test_a_login_that_does_not_exist_is_made_with_its_password(new_installation, password):
    made = new_installation()
    login = f"{made.database}@login"
    url = made.url(login, password)
    assert quote(login, safe="") in url
    await migrate(made.admin, made.roles, url)
    assert await can_work(url, made.roles)
    await migrate(made.admin, made.roles, url)
    assert await can_work(url, made.roles)


async def test_a_login_that_exists_is_adopted_with_its_own_password_and_the_limits(new_installation):
    made = new_installation()
    login = f"{made.database}_login"
    made.sql(f"CREATE ROLE {login} LOGIN NOINHERIT PASSWORD 'its own'")
    await migrate(made.admin, made.roles, made.url(login, "its own"))
    assert await can_work(made.url(login, "its own"), made.roles)
    connection = await asyncpg.connect(made.url(login, "its own"))
    shown = [await connection.fetchval(f"SHOW {name}") for name in ("statement_timeout", "lock_timeout")]
    await connection.close()
    assert shown == ["5s", "2s"]


async def test_the_app_role_itself_may_have_a_password_of_the_operators_own(new_installation):
    made = new_installation()
    url = made.url(made.roles.name("app"), ODD_PASSWORD)
    await migrate(made.admin, made.roles, url)
    assert await can_work(url, made.roles)


@pytest.mark.parametrize("strength", ["SUPERUSER", "BYPASSRLS"])
async def test_a_strong_login_is_not_adopted(new_installation, strength):
    made = new_installation()
    login = f"{made.database}_{strength.lower()}"
    made.sql(f"CREATE ROLE {login} LOGIN {strength}")
    with pytest.raises(MigrationRefused, match="too strong"):
        await migrate(made.admin, made.roles, made.url(login))
    assert made.sql(f"SELECT rolconfig FROM pg_roles WHERE rolname = '{login}'") == ""


async def test_the_administrator_is_not_adopted(new_installation):
    made = new_installation()
    with pytest.raises(MigrationRefused, match="administrator"):
        await migrate(made.admin, made.roles, made.admin)


@pytest.mark.parametrize("role", ["owner", "worker", "dispatcher", "backup"])
async def test_another_role_of_ours_is_not_adopted(fresh, role):
    with pytest.raises(MigrationRefused, match="other roles"):
        await migrate(fresh.admin, fresh.roles, fresh.url(fresh.roles.name(role)))


# A managed server: the administrator is no superuser ----------------------------------------------------------------


@pytest.fixture
def managed(new_installation, postgres) -> tuple[Installation, str]:
    """A database as a managed service gives it: its administrator owns it and makes roles, and is no superuser."""
    made = new_installation()
    admin = f"{made.database}_admin"
    postgres.sql(f"CREATE ROLE {admin} LOGIN CREATEROLE PASSWORD 'x'")
    postgres.sql(f"ALTER DATABASE {made.database} OWNER TO {admin}")
    return made, made.url(admin)


async def test_an_administrator_without_superpowers_suffices(managed):
    made, admin = managed
    made.sql("CREATE EXTENSION vector SCHEMA public")
    url = made.url(f"{made.database}_login", "secret")
    assert await migrate(admin, made.roles, url)
    assert await migrate(admin, made.roles, url) == []
    assert await can_work(url, made.roles)
    assert await can_work(made.roles.url(admin, "worker"), made.roles)
    assert (
        made.sql(
            f"SELECT count(*) FROM pg_roles WHERE rolname ~ '^{made.roles.prefix}_' AND (rolsuper OR rolbypassrls)"
        )
        == "0"
    )


async def test_the_extension_is_made_where_the_administrator_may(managed):
    made, admin = managed
    trusted = (
        made.sql("SELECT trusted FROM pg_available_extension_versions WHERE name = 'vector' LIMIT 1") == "t"
    )
    if trusted:
        assert await migrate(admin, made.roles)
    else:
        with pytest.raises(MigrationRefused, match="CREATE EXTENSION vector"):
            await migrate(admin, made.roles)


async def test_a_login_that_somebody_else_made_needs_its_makers_leave(managed):
    made, admin = managed
    made.sql("CREATE EXTENSION vector SCHEMA public")
    login = f"{made.database}_login"
    made.sql(f"CREATE ROLE {login} LOGIN PASSWORD 'x'")
    with pytest.raises(MigrationRefused, match="WITH ADMIN OPTION"):
        await migrate(admin, made.roles, made.url(login))
    made.sql(f"GRANT {login} TO {made.database}_admin WITH ADMIN OPTION")
    await migrate(admin, made.roles, made.url(login))
    assert await can_work(made.url(login), made.roles)


@pytest.mark.parametrize("rights", ["", "CREATEROLE"])
async def test_an_administrator_without_rights_is_told_which(new_installation, rights):
    made = new_installation()
    weak = f"{made.database}_weak"
    made.sql(f"CREATE ROLE {weak} LOGIN {rights} PASSWORD 'x'")
    made.sql("CREATE EXTENSION vector SCHEMA public")
    with pytest.raises(MigrationRefused, match="lacks a right"):
        await migrate(made.url(weak), made.roles)


# What is refused -----------------------------------------------------------------------------------------------


async def test_a_server_that_is_too_old_is_refused(fresh, monkeypatch):
    monkeypatch.setattr(migrate_module, "MIN_POSTGRES", 99)
    with pytest.raises(MigrationRefused, match=r"PostgreSQL \d+ is too old: Aisle needs 99"):
        await migrate(fresh.admin, fresh.roles)


async def test_an_old_pgvector_is_refused(fresh, monkeypatch):
    monkeypatch.setattr(migrate_module, "MIN_PGVECTOR", (9, 0))
    with pytest.raises(MigrationRefused, match=r"pgvector 0\.\d"):
        await migrate(fresh.admin, fresh.roles)


async def test_a_server_without_pgvector_is_refused(monkeypatch):
    class Bare:
        async def fetchval(self, sql: str) -> str | None:
            return "160004" if "server_version_num" in sql else None

    with pytest.raises(MigrationRefused, match="pgvector is missing"):
        await migrate_module._check_server(Bare())


async def test_an_extension_in_another_schema_is_refused(new_installation):
    made = new_installation()
    made.sql("CREATE SCHEMA extensions; CREATE EXTENSION vector SCHEMA extensions")
    with pytest.raises(MigrationRefused, match="SET SCHEMA public"):
        await migrate(made.admin, made.roles)


async def test_a_schema_of_a_newer_release_is_left_alone(fresh):
    fresh.sql("INSERT INTO aisle.schema_version (name) VALUES ('9999_later')")
    try:
        with pytest.raises(MigrationRefused, match="9999_later"):
            await migrate(fresh.admin, fresh.roles)
    finally:
        fresh.sql("DELETE FROM aisle.schema_version WHERE name = '9999_later'")


async def test_a_schema_of_files_that_have_changed_since_is_left_alone(fresh):
    fresh.sql("UPDATE aisle.schema_version SET digest = 'other' WHERE name = '0001_spine'")
    try:
        with pytest.raises(
            MigrationRefused, match="0001_spine was applied here as it stood in an unreleased state"
        ):
            await migrate(fresh.admin, fresh.roles)
    finally:
        digest = migrate_module._digest(migrate_module.MIGRATIONS / "sql" / "0001_spine.sql").hex()
        fresh.sql(
            f"UPDATE aisle.schema_version SET digest = decode('{digest}', 'hex') WHERE name = '0001_spine'"
        )
    assert await migrate(fresh.admin, fresh.roles) == []


async def test_a_migration_that_takes_long_is_not_run_into(fresh, monkeypatch):
    monkeypatch.setattr(migrate_module, "LOCK_WAIT", "50ms")
    other = await asyncpg.connect(fresh.admin)
    await other.execute("SELECT pg_advisory_lock($1)", LOCK)
    try:
        with pytest.raises(Busy, match="Another migration"):
            await migrate(fresh.admin, fresh.roles)
    finally:
        await other.close()


@pytest.mark.parametrize("url", ["postgresql://x:y@127.0.0.1:1/shop", "postgresql://x:y@db.invalid/shop"])
async def test_a_server_that_is_not_there_is_said(url, fresh):
    with pytest.raises(DatabaseUnavailable, match="DATABASE_ADMIN_URL"):
        await migrate(url, fresh.roles)


async def test_a_wrong_password_is_said_and_not_repeated(fresh):
    with pytest.raises(DatabaseUnavailable, match="password authentication failed") as refused:
        await migrate(fresh.url("postgres", "canary"), fresh.roles)
    assert "canary" not in str(refused.value)


# Several installations in one server -------------------------------------------------------------------------------


async def test_two_installations_share_a_server_and_see_nothing_of_each_other(fresh, new_installation):
    other = new_installation()
    await migrate(other.admin, other.roles)
    assert await can_work(fresh.roles.url(fresh.admin, "app"), fresh.roles)
    assert await can_work(other.roles.url(other.admin, "app"), other.roles)
    stranger = await asyncpg.connect(other.roles.url(fresh.admin, "worker"))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await stranger.fetchval("SELECT count(*) FROM aisle.store_address")
    await stranger.close()


async def test_the_roles_of_another_installation_are_not_taken_over(fresh, new_installation):
    intruder = new_installation(prefix=fresh.roles.prefix, root=b"another root key")
    with pytest.raises(ForeignInstallation, match="AISLE_DB_ROLE_PREFIX"):
        await migrate(intruder.admin, intruder.roles)
    assert await can_work(fresh.roles.url(fresh.admin, "app"), fresh.roles)


async def test_one_installation_may_have_several_databases(fresh, new_installation):
    second = new_installation(prefix=fresh.roles.prefix, root=fresh.database.encode())
    await migrate(second.admin, second.roles)
    assert await can_work(second.roles.url(second.admin, "app"), second.roles)


async def test_roles_that_were_given_up_can_be_taken_over(new_installation):
    made = new_installation()
    await migrate(made.admin, made.roles)
    made.sql(f"COMMENT ON ROLE {made.roles.name('owner')} IS NULL")
    anew = Roles(made.roles.prefix, Secrets(b"a new root key"))
    await migrate(made.admin, anew)
    assert await can_work(anew.url(made.admin, "app"), anew)


# What the catalog says against what roles.sql declares ----------------------------------------------------------------


def declared_roles() -> dict[str, bool]:
    text = (MIGRATIONS / "sql" / "roles.sql").read_text()
    return {name: login == "LOGIN" for name, login in re.findall(r"\('@(\w+)@',\s+'(\w+)'\)", text)}


def declared_settings() -> set[tuple[str, str]]:
    text = (MIGRATIONS / "sql" / "roles.sql").read_text()
    return {
        (role, f"{name}={value}")
        for role, name, value in re.findall(r"ALTER ROLE @(\w+)@ SET (\w+) = '(\w+)'", text)
    }


def declared_strong() -> set[str]:
    return set(re.findall(r"ALTER ROLE @(\w+)@ BYPASSRLS", (MIGRATIONS / "sql" / "roles.sql").read_text()))


@pytest.fixture
async def catalog(fresh: Installation) -> Any:
    connection = await asyncpg.connect(fresh.admin)
    yield connection
    await connection.close()


async def test_the_roles_are_those_declared(catalog, fresh):
    prefix = f"{fresh.roles.prefix}_"
    rows = await catalog.fetch("SELECT * FROM pg_roles WHERE starts_with(rolname, $1)", prefix)
    found = {row["rolname"].removeprefix(prefix): row for row in rows}
    assert {name: row["rolcanlogin"] for name, row in found.items()} == declared_roles()
    assert {name for name, row in found.items() if row["rolbypassrls"]} == declared_strong()
    for power in ("rolsuper", "rolcreaterole", "rolcreatedb", "rolreplication"):
        assert [name for name, row in found.items() if row[power]] == []
    settings = {(name, one) for name, row in found.items() for one in row["rolconfig"] or ()}
    assert settings == declared_settings()


async def test_nobody_is_a_member_but_the_migrator_and_the_administrator(catalog, fresh):
    rows = await catalog.fetch(
        "SELECT roleid::regrole::text AS role, member::regrole::text AS member FROM pg_auth_members"
        " WHERE starts_with(roleid::regrole::text, $1) OR starts_with(member::regrole::text, $1)",
        f"{fresh.roles.prefix}_",
    )
    owner = fresh.roles.name("owner")
    assert {(row["role"], row["member"]) for row in rows} == {
        (owner, fresh.roles.name("migrator")),
        (owner, "postgres"),
    }


async def test_the_owner_owns_everything_and_no_other_role_owns_anything(catalog, fresh):
    owners = await catalog.fetch(
        "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relnamespace = 'aisle'::regnamespace"
        " UNION SELECT proowner::regrole::text FROM pg_proc WHERE pronamespace = 'aisle'::regnamespace"
        " UNION SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'aisle'"
    )
    assert [row[0] for row in owners] == [fresh.roles.name("owner")]


async def test_the_public_has_no_rights(catalog):
    granted = await catalog.fetch(
        "SELECT 'schema' FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname = 'aisle' AND a.grantee = 0"
        " UNION ALL SELECT c.relname FROM pg_class c, aclexplode(c.relacl) a"
        " WHERE c.relnamespace = 'aisle'::regnamespace AND a.grantee = 0"
        # A routine without a list of its own has the default, which lets the public execute it.
        " UNION ALL SELECT p.proname FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        " WHERE p.pronamespace = 'aisle'::regnamespace AND a.grantee = 0"
        " UNION ALL SELECT a.privilege_type FROM pg_database d, aclexplode(d.datacl) a"
        " WHERE d.datname = current_database() AND a.grantee = 0 AND a.privilege_type <> 'CONNECT'"
        " UNION ALL SELECT 'create in public' FROM pg_namespace n, aclexplode(n.nspacl) a"
        " WHERE n.nspname = 'public' AND a.grantee = 0 AND a.privilege_type = 'CREATE'"
    )
    assert [row[0] for row in granted] == []


@pytest.mark.parametrize("role", ["app", "worker", "dispatcher"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMPORARY TABLE mine (x int)",
        "CREATE TABLE aisle.mine (x int)",
        "CREATE TABLE public.mine (x int)",
        "CREATE SCHEMA mine",
        "SELECT * FROM aisle.context_key",
        "CALL aisle.protect('aisle.store', 'store')",
        "INSERT INTO aisle.schema_version (name) VALUES ('9999_mine')",
        "ALTER TABLE aisle.store DISABLE ROW LEVEL SECURITY",
        "DROP TABLE aisle.store",
        "TRUNCATE aisle.message",
        "SET ROLE postgres",
    ],
)
async def test_a_login_of_ours_may_not(fresh, role, statement):
    connection = await fresh.as_role(role)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    finally:
        await connection.close()


async def test_the_dispatcher_never_sees_a_payload(fresh):
    connection = await fresh.as_role("dispatcher")
    assert await connection.fetch("SELECT id, organization_id, state, due_at FROM aisle.job") == []
    for statement in (
        "SELECT payload FROM aisle.job",
        "SELECT * FROM aisle.job",
        "SELECT 1 FROM aisle.document",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch(statement)
    await connection.close()
