"""Under which logins requests are served, and which are refused before anything is opened."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from aisle.adapters.postgres import TemporaryPostgres
from aisle.bootstrap.embedders import make_embedders
from aisle.bootstrap.opening import check_access, open_resources
from aisle.bootstrap.server import DatabaseServer, DatabaseUrls, attach_server, urls_of
from aisle.core.db import DatabaseUnavailable
from aisle.core.db.migrate import Roles, run_migrate
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings, SettingsRefused

PASSWORD = "p@ss:w/or%d"


class Place:
    """A migrated database of its own, with roles of its own."""

    def __init__(self, server: TemporaryPostgres, name: str) -> None:
        self.server, self.name, self.roles = server, name, Roles(name, Secrets(name.encode()))
        self.urls = urls_of(server.address, self.roles, name)
        assert self.urls.admin is not None
        self.admin = self.urls.admin
        run_migrate(self.admin, self.roles)

    def sql(self, statement: str) -> str:
        return self.server.sql(statement, self.name)

    def login(self, kind: str, attributes: str = "") -> str:
        """Make a login and return its address."""
        name = f"{self.name}_{kind}"
        self.sql(f"CREATE ROLE {name} LOGIN {attributes} PASSWORD '{PASSWORD}'")
        return self.server.address.url(self.name, name, PASSWORD)

    def with_app(self, url: str) -> DatabaseServer:
        return DatabaseServer(replace(self.urls, app=url), self.roles)


@pytest.fixture(scope="module")
def place(postgres: TemporaryPostgres, worker_id: str) -> Iterator[Place]:
    name = f"access_{worker_id}"
    postgres.sql(f"CREATE DATABASE {name}")
    yield Place(postgres, name)
    postgres.drop(name)


@pytest.fixture
def new_database(postgres: TemporaryPostgres, worker_id: str) -> Callable[[], str]:
    numbers = count()

    def make() -> str:
        name = f"bare_{worker_id}_{next(numbers)}"
        postgres.drop(name)
        postgres.sql(f"CREATE DATABASE {name}")
        return name

    return make


def settings(home: Path, **wanted: object) -> Settings:
    return Settings(_env_file=None, home=home, embedder="hashed", demo=False, **wanted)


async def refusal(server: DatabaseServer, role: str = "app") -> str:
    with pytest.raises(SettingsRefused) as refused:
        await check_access(server, role)
    assert PASSWORD not in str(refused.value)
    return refused.value.detail


@pytest.mark.parametrize("role", ["app", "worker"])
async def test_the_plain_logins_are_accepted(place, role):
    await check_access(DatabaseServer(place.urls, place.roles), role)


async def test_the_superuser_is_refused(place):
    assert "“postgres”, which is a superuser" in await refusal(place.with_app(place.admin))


async def test_a_login_with_bypassrls_is_refused(place):
    url = place.login("bypass", "BYPASSRLS")
    assert "has BYPASSRLS" in await refusal(place.with_app(url))


async def test_a_login_that_may_become_the_owner_is_refused(place):
    url = place.login("owning")
    place.sql(f"GRANT {place.roles.name('owner')} TO {place.name}_owning")
    assert "owns Aisle's tables" in await refusal(place.with_app(url))


@pytest.mark.parametrize("role", ["postgres", "backup"])
async def test_a_login_that_may_become_a_strong_one_is_refused(place, role):
    url = place.login(f"via_{role}", "NOINHERIT")
    strong = role if role == "postgres" else place.roles.name(role)
    place.sql(f"GRANT {strong} TO {place.name}_via_{role}")
    assert "may become" in await refusal(place.with_app(url))


async def test_a_strong_worker_or_dispatcher_is_refused_too(place):
    worker = DatabaseServer(replace(place.urls, worker=place.admin), place.roles)
    assert "The worker's database address" in await refusal(worker, "worker")
    dispatcher = DatabaseServer(replace(place.urls, dispatcher=place.admin), place.roles)
    assert "The dispatcher's database address" in await refusal(dispatcher)


async def test_a_login_that_migrate_does_not_know_is_told_what_to_do(place):
    assert "no rights in Aisle's schema: run `aisle migrate`" in await refusal(
        place.with_app(place.login("unknown"))
    )


async def test_a_database_without_schema_is_told_what_to_do(place, new_database):
    url = place.roles.url(place.server.address.url(new_database()), "app")
    assert "no schema yet: run `aisle migrate`" in await refusal(place.with_app(url))


async def test_a_database_that_lost_the_extension_is_told_what_to_do(place, new_database):
    name = new_database()
    admin = place.server.address.url(name)
    await asyncio.to_thread(run_migrate, admin, place.roles)
    place.server.sql("DROP EXTENSION vector CASCADE", name)
    assert "lost the extension vector" in await refusal(place.with_app(place.roles.url(admin, "app")))


async def test_a_wrong_password_is_not_available(place):
    url = place.server.address.url(place.name, place.roles.name("app"), "wrong")
    with pytest.raises(DatabaseUnavailable, match="password authentication failed"):
        await check_access(place.with_app(url))


async def test_nothing_is_opened_under_a_refused_login(place, tmp_path):
    with pytest.raises(SettingsRefused):
        async with open_resources(settings(tmp_path), place.roles.secrets, place.with_app(place.admin)):
            pytest.fail("the parts were handed out")


async def test_the_parts_open_under_plain_logins(place, tmp_path):
    server = DatabaseServer(place.urls, place.roles)
    async with open_resources(settings(tmp_path), place.roles.secrets, server, "worker") as parts:
        async with parts.database.connection() as connection:
            assert await connection.fetchval("SELECT current_user") == place.roles.name("worker")
        async with parts.dispatcher.database.connection() as connection:
            assert await connection.fetchval("SELECT current_user") == place.roles.name("dispatcher")


def test_an_unknown_embedder_is_refused_by_name(tmp_path):
    with pytest.raises(SettingsRefused, match="“magic”; use minilm or hashed"):
        make_embedders(Settings(_env_file=None, home=tmp_path, embedder="magic"))


# Addresses ---------------------------------------------------------------------------------------------------------

GIVEN = "postgresql://me:p%40ss%3Aw%2For%25d@db.example:6543/shop?sslmode=require"


def test_worker_and_dispatcher_are_derived_from_the_address_of_the_app(tmp_path):
    secrets = Secrets(b"root")
    server = attach_server(settings(tmp_path, database_url=GIVEN, db_role_prefix="eu"), secrets)
    roles = Roles("eu", secrets)
    assert server.urls == DatabaseUrls(
        app=GIVEN,
        worker=f"postgresql://eu_worker:{roles.password('worker')}@db.example:6543/shop?sslmode=require",
        dispatcher=f"postgresql://eu_dispatcher:{roles.password('dispatcher')}@db.example:6543/shop?sslmode=require",
        admin=None,
    )


def test_addresses_that_were_given_are_taken_as_they_are(tmp_path):
    wanted = {
        "database_url": GIVEN,
        "worker_database_url": "postgresql://w@db/shop",
        "dispatcher_database_url": "postgresql://d@db/shop",
        "database_admin_url": "postgresql://a@db/shop",
    }
    server = attach_server(settings(tmp_path, **wanted), Secrets(b"root"))
    assert server.urls == DatabaseUrls(
        GIVEN, wanted["worker_database_url"], wanted["dispatcher_database_url"], wanted["database_admin_url"]
    )


def test_one_s_own_server_is_not_migrated_by_itself(place):
    DatabaseServer(replace(place.urls, admin=None), place.roles).migrate_if_needed()
    with pytest.raises(SettingsRefused, match="DATABASE_ADMIN_URL"):
        DatabaseServer(replace(place.urls, admin=None), place.roles).migrate()
