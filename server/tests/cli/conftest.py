"""One installation with a shop in it. Its database is held open, so that commands need not start it."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from cli_program import Program, open_program

from aisle.adapters.postgres.embedded import EmbeddedPostgres
from aisle.adapters.postgres.options import ServerOptions
from aisle.bootstrap.server import DatabaseUrls, urls_of
from aisle.core.db.migrate import Roles
from aisle.core.secrets import load_secrets

CATALOGUE = "handle,title,price,currency,stock,category\nfell-28,Fell 28 rucksack,95.00,GBP,3,Rucksacks\nbeck-2,Beck tent,249.00,GBP,0,Tents\n"
RETURNS = "# Returns\n\nYou can send unused goods back within 60 days of delivery. Refunds take five working days.\n"


@pytest.fixture(scope="session")
def aisle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("an installation")
    home = folder / "local state"
    server = EmbeddedPostgres(home, ServerOptions(durable=False))
    server.ensure_running()
    try:
        with open_program(home, folder) as program:
            program("migrate").says()
            yield program
    finally:
        server.release(clear=True)


@pytest.fixture(scope="session")
def urls_at_home(aisle: Program) -> Iterator[DatabaseUrls]:
    """The addresses of the installation's database."""
    server = EmbeddedPostgres(aisle.home)
    yield urls_of(server.ensure_running(), Roles("aisle", load_secrets(aisle.home)))
    server.release()


@pytest.fixture
async def sql(urls_at_home: DatabaseUrls) -> AsyncIterator[Any]:
    """The installation's database as its superuser sees it."""
    assert urls_at_home.admin is not None
    connection = await asyncpg.connect(urls_at_home.admin)
    yield connection
    await connection.close()


@pytest.fixture(scope="session")
def new_shop(aisle: Program) -> Callable[[], dict[str, str]]:
    """Make a store."""
    made: list[dict[str, str]] = []

    def make() -> dict[str, str]:
        made.append(
            aisle("store", "create", "--slug", f"shop-{len(made)}", "--name", "A shop", "--json").gives()
        )
        return made[-1]

    return make


@pytest.fixture(scope="session")
def shop(
    aisle: Program, new_shop: Callable[[], dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """A store with two products and a guide; tests only read it."""
    goods, slug = tmp_path_factory.mktemp("goods"), new_shop()["slug"]
    (goods / "products.csv").write_text(CATALOGUE)
    (goods / "returns.md").write_text(RETURNS)
    aisle("catalog", "import", str(goods / "products.csv"), "-s", slug, "--wait").says()
    aisle("ingest", str(goods / "returns.md"), "-s", slug, "--wait").says()
    return slug


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    """An empty folder for files."""
    folder = tmp_path / "goods"
    folder.mkdir()
    return folder
