"""Keys change while everything goes on: nothing is unreadable in between, and the old key opens nothing afterwards."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from aisle.adapters.postgres import TemporaryPostgres
from aisle.bootstrap.rotating import OldRootInUse, Rotation
from aisle.bootstrap.sealed import SEALED
from aisle.bootstrap.server import DatabaseUrls, urls_of
from aisle.core.db import ContextSigner, Database, Scope
from aisle.core.db.migrate import Roles, run_migrate
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue, Runner
from aisle.core.jobs.dispatch import Dispatcher
from aisle.core.resealing import ResealTenant
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import Unreadable, load_secrets
from aisle.core.vault import Vault, number_of
from aisle.worker.handlers.secrets import SecretHandlers

JOBS = JobQueue(b"jobs of these tests")
CANARY = "canary-of-a-secret"


@dataclass
class Vaults:
    """An installation's database of its own, with people whose addresses are sealed."""

    home: Path
    app: Database
    worker: Database
    dispatch: Database
    people: list[UUID] = field(default_factory=list)

    @property
    def rotation(self) -> Rotation:
        return Rotation(self.home, self.app, self.dispatch, JOBS)

    def vault(self) -> Vault:
        """As a process that starts now has it."""
        return Vault(SecretsRootKeys(load_secrets(self.home)))

    async def add(self, vault: Vault | None = None) -> UUID:
        person = new_id()
        async with self.app.open_scope(Scope.of_person(person)) as session:
            await session.execute("INSERT INTO tenant (organization_id, kind) VALUES ($1, 'person')", person)
            place = f"person.email_sealed:{person}"
            sealed = await (vault or self.vault()).seal_text(session, f"{CANARY}-{person}", place)
            await session.execute(
                "INSERT INTO person (person_id, name, email_sealed) VALUES ($1, 'Ann', $2)", person, sealed
            )
        self.people.append(person)
        return person

    async def read(self, person: UUID, vault: Vault) -> str:
        async with self.app.open_scope(Scope.of_person(person)) as session:
            sealed = await session.fetchval("SELECT email_sealed FROM person WHERE person_id = $1", person)
            return await vault.unseal_text(session, sealed, f"person.email_sealed:{person}")

    async def all_are_readable(self, vault: Vault) -> bool:
        return all([await self.read(one, vault) == f"{CANARY}-{one}" for one in list(self.people)])

    async def work(self) -> int:
        handlers = {ResealTenant: SecretHandlers(self.vault()).reseal}
        dispatcher = Dispatcher(self.dispatch, timedelta(minutes=1))
        return await Runner(self.worker, dispatcher, JOBS.key, handlers, {"upkeep": 1}).run_until_idle()


@pytest.fixture(scope="module")
def own_urls(postgres: TemporaryPostgres, roles: Roles, worker_id: str) -> Iterator[DatabaseUrls]:
    """A database of its own: the keys of all its tenants are changed."""
    template = postgres.template("aisle_template", lambda url: run_migrate(url, roles))
    name = f"aisle_rotating_{worker_id}"
    postgres.clone(template, name)
    yield urls_of(postgres.address, roles, name)
    postgres.drop(name)


@pytest.fixture
async def vaults(own_urls: DatabaseUrls, admin: Any, roles: Roles, tmp_path: Path) -> AsyncIterator[Vaults]:
    # Keys of the test before were wrapped under another home; they would rightly not open here.
    await admin.execute("DELETE FROM aisle.tenant_key")
    signer = ContextSigner(roles.secrets.key("context"), 300)
    app, worker, dispatch = (
        Database(url, signer) for url in (own_urls.app, own_urls.worker, own_urls.dispatcher)
    )
    for one in (app, worker, dispatch):
        await one.open()
    yield Vaults(tmp_path, app, worker, dispatch)
    for one in (app, worker, dispatch):
        await one.close()


@pytest.fixture
async def admin(own_urls: DatabaseUrls) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(own_urls.admin)
    yield connection
    await connection.close()


async def test_root_key_is_changed_and_the_old_one_opens_nothing(vaults: Vaults) -> None:
    old, running = load_secrets(vaults.home), vaults.vault()
    for _ in range(3):
        await vaults.add(running)
    vaults.rotation.add_root()
    assert await vaults.rotation.use_newest_root() == 3
    await vaults.rotation.drop_old_roots()
    running.forget()
    assert await vaults.all_are_readable(running)
    assert await vaults.all_are_readable(vaults.vault())
    assert [root.name for root in load_secrets(vaults.home).roots] != [root.name for root in old.roots]
    stolen = Vault(SecretsRootKeys(type(old)(old.root, old.wrapping)))
    for person in vaults.people:
        with pytest.raises(Unreadable):
            await vaults.read(person, stolen)


async def test_root_key_that_is_still_needed_is_not_dropped(vaults: Vaults) -> None:
    person = await vaults.add()
    vaults.rotation.add_root()
    await vaults.rotation.use_newest_root()
    # A machine whose secrets.json was not copied yet makes another person's key.
    late = await vaults.add()
    before = load_secrets(vaults.home)
    (vaults.home / "secrets.json").write_text(
        json.dumps(
            {"root_key": before.root.hex(), "root_keys": [root.key.hex() for root in reversed(before.roots)]}
        )
    )
    third = await vaults.add()
    (vaults.home / "secrets.json").write_text(
        json.dumps({"root_key": before.root.hex(), "root_keys": [root.key.hex() for root in before.roots]})
    )
    with pytest.raises(OldRootInUse):
        await vaults.rotation.drop_old_roots()
    assert await vaults.all_are_readable(vaults.vault())
    assert {person, late, third} == set(vaults.people)


async def test_tenants_key_is_changed_and_everything_is_sealed_anew(vaults: Vaults, admin: Any) -> None:
    person, other = await vaults.add(), await vaults.add()
    await vaults.rotation.rotate_tenant(vaults.vault(), person)
    assert await vaults.all_are_readable(vaults.vault())
    assert await vaults.work() == 1
    assert await vaults.all_are_readable(vaults.vault())
    rows = await admin.fetch("SELECT organization_id, number, current FROM aisle.tenant_key ORDER BY 1, 2")
    assert {tuple(row) for row in rows} == {(person, 2, True), (other, 1, True)}
    sealed = await admin.fetchval("SELECT email_sealed FROM aisle.person WHERE person_id = $1", person)
    assert number_of(sealed) == 2
    entry = await admin.fetchrow(
        "SELECT action, after FROM aisle.audit_entry WHERE organization_id = $1", person
    )
    assert entry["action"] == "tenant_key.rotated"


async def test_copy_of_the_database_yields_no_secret(vaults: Vaults, admin: Any) -> None:
    for _ in range(3):
        await vaults.add()
    tables = await admin.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'aisle'::regnamespace AND relkind IN ('r', 'p')"
    )
    dump = [str(await admin.fetch(f"TABLE aisle.{row['relname']}")) for row in tables]
    everything = "\n".join(dump)
    assert str(vaults.people[0]) in everything
    assert CANARY not in everything
    assert CANARY.encode().hex() not in everything
    thief = Vault(SecretsRootKeys(load_secrets(vaults.home / "guessed")))
    with pytest.raises(Unreadable):
        await vaults.read(vaults.people[0], thief)


async def test_every_sealed_column_is_known_to_the_rotation(admin: Any) -> None:
    rows = await admin.fetch(
        "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " WHERE c.relnamespace = 'aisle'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname ~ 'sealed|^reply$'"
        " AND a.atttypid = 'bytea'::regtype"
    )
    assert {tuple(row) for row in rows} == {(one.table, one.column) for one in SEALED}


@pytest.mark.parametrize("column", SEALED, ids=lambda one: f"{one.table}.{one.column}")
async def test_every_sealed_column_can_be_asked_for(admin: Any, column: Any) -> None:
    await admin.execute(
        f"SELECT {column.id}::text, {column.tenant} FROM aisle.{column.table} WHERE {column.column} IS NULL LIMIT 1"
    )


async def _rotate_under_load(vaults: Vaults, rotations: int) -> int:
    """Readers and newcomers at work while root keys and tenants' keys change; returns how often was read."""
    for _ in range(10):
        await vaults.add()
    stop, reads = asyncio.Event(), 0

    async def read_on() -> None:
        nonlocal reads
        mine = vaults.vault()
        while not stop.is_set():
            mine.forget()
            assert await vaults.all_are_readable(mine)
            reads += len(vaults.people)

    async def join_on() -> None:
        mine = vaults.vault()
        while not stop.is_set():
            await vaults.add(mine)
            await asyncio.sleep(0.02)

    async with asyncio.TaskGroup() as group:
        for work in (read_on, read_on, join_on):
            group.create_task(work())
        for number in range(rotations):
            vaults.rotation.add_root()
            await vaults.rotation.use_newest_root()
            await vaults.rotation.drop_old_roots()
            await vaults.rotation.rotate_tenant(vaults.vault(), vaults.people[number % 10])
            await vaults.work()
        stop.set()
    assert await vaults.all_are_readable(vaults.vault())
    return reads


async def test_keys_change_under_load_without_a_failed_read(vaults: Vaults) -> None:
    assert await _rotate_under_load(vaults, 2) > 20


@pytest.mark.slow
async def test_keys_change_thirty_times_under_load_without_a_failed_read(vaults: Vaults) -> None:
    assert await _rotate_under_load(vaults, 30) > 500
