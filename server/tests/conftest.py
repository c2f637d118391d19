"""What every test stands on: one throw-away PostgreSQL for the run, a database for each worker, stores on demand."""

import gc
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.postgres import TemporaryPostgres, temporary_postgres
from aisle.bootstrap.provision import NewStore, open_organization, open_store
from aisle.bootstrap.server import DatabaseUrls, urls_of
from aisle.core.db import ContextSigner, Database, Scope, Session
from aisle.core.db.migrate import Roles, run_migrate
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.core.secrets import Secrets
from aisle.retrieval.recipe import Recipe
from aisle.tenants.types import Store

# How long an example takes says something of the machine, not of the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

# Who starts the tests in the background may have them ignore it, and every program that they start with them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

SECRETS = Secrets(b"only for tests, the same in every worker")
StoreFactory = Callable[..., Awaitable[Store]]
SessionFactory = Callable[[Store], AbstractAsyncContextManager[Session]]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays to the end: to look through it for garbage again and again took a fifth of collecting."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def postgres(testrun_uid: str) -> Iterator[TemporaryPostgres]:
    """One server for the whole run, shared by the xdist workers."""
    home = Path(tempfile.gettempdir()) / f"aisle-tests-{os.getuid()}-{testrun_uid[:12]}"
    with temporary_postgres(home) as server:
        yield server


@pytest.fixture(scope="session")
def roles() -> Roles:
    return Roles("aisle", SECRETS)


@pytest.fixture(scope="session")
def urls(postgres: TemporaryPostgres, roles: Roles, worker_id: str) -> Iterator[DatabaseUrls]:
    """Addresses of this worker's own database, migrated once and copied."""
    template = postgres.template("aisle_template", lambda url: _migrate(url, roles))
    name = f"aisle_{worker_id}"
    postgres.clone(template, name)
    yield urls_of(postgres.address, roles, name)
    postgres.drop(name)


def _migrate(url: str, roles: Roles) -> None:
    run_migrate(url, roles)


@pytest.fixture(scope="session")
async def database(urls: DatabaseUrls) -> AsyncIterator[Database]:
    """The database as the API sees it."""
    async for opened in _opened(urls.app, 30):
        yield opened


@pytest.fixture(scope="session")
async def worker_database(urls: DatabaseUrls) -> AsyncIterator[Database]:
    """The database as a worker sees it."""
    async for opened in _opened(urls.worker, 300):
        yield opened


@pytest.fixture(scope="session")
async def dispatcher_database(urls: DatabaseUrls) -> AsyncIterator[Database]:
    """The database as the dispatcher sees it."""
    async for opened in _opened(urls.dispatcher, 30):
        yield opened


@dataclass(frozen=True)
class Databases:
    """One database as each of the three kinds of processes sees it."""

    app: Database
    worker: Database
    dispatcher: Database


@pytest.fixture(scope="module")
async def own_databases(
    postgres: TemporaryPostgres, roles: Roles, urls: DatabaseUrls, worker_id: str
) -> AsyncIterator[Databases]:
    """A database of the module's own, for rounds over all tenants: among those of all other tests they take long."""
    name = f"aisle_own_{worker_id}_{new_id().hex[-12:]}"
    postgres.clone("aisle_template", name)
    own = urls_of(postgres.address, roles, name)
    async with (
        asynccontextmanager(_opened)(own.app, 30) as app,
        asynccontextmanager(_opened)(own.worker, 300) as worker,
        asynccontextmanager(_opened)(own.dispatcher, 30) as dispatcher,
    ):
        yield Databases(app, worker, dispatcher)
    postgres.drop(name)


async def _opened(url: str, lifetime: int) -> AsyncIterator[Database]:
    database = Database(url, ContextSigner(SECRETS.key("context"), lifetime))
    await database.open()
    yield database
    await database.close()


@pytest.fixture(scope="session")
def embedder() -> HashedEmbedder:
    return HashedEmbedder()


@pytest.fixture
def new_store(database: Database, embedder: HashedEmbedder) -> StoreFactory:
    """Make a store, in an organization of its own unless one is given."""

    async def make(organization_id=None, **wanted) -> Store:  # type: ignore[no-untyped-def]
        organization_id = organization_id or await open_organization(database, "Test organization")
        wanted.setdefault("slug", f"store-{new_id().hex[-10:]}")
        wanted.setdefault("name", "Test store")
        recipe = Recipe.of(embedder, pictures=wanted.pop("pictures", ""))
        return await open_store(
            database, organization_id, NewStore(**wanted), recipe, JobQueue(SECRETS.key("jobs"))
        )

    return make


@pytest.fixture
async def store(new_store: StoreFactory) -> Store:
    """A store of its own."""
    return await new_store()


@pytest.fixture
def session_for(database: Database) -> SessionFactory:
    """Open a session in a store."""
    return lambda store: database.open_scope(Scope(store.organization_id, store.id))
