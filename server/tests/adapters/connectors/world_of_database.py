"""A real PostgreSQL with a shop's tables, and a role that may only read them."""

import atexit
import contextlib
from functools import cache

from pydantic import SecretStr
from storage import Storage
from worlds import World

from aisle.adapters.connectors.database.options import DatabaseCredentials, DatabaseOptions
from aisle.adapters.postgres import TemporaryPostgres, temporary_postgres
from aisle.core.http.egress import Places
from aisle.core.settings.egress import EgressAllow
from aisle.sources.records import Resource

ROWS = 1203
PASSWORD = "only-for-reading"
TABLES = f"""CREATE TABLE goods (id int PRIMARY KEY, name text, price numeric(10, 2), changed timestamp, at timestamptz);
INSERT INTO goods SELECT n, 'Bag ' || n, n + 0.10, '2026-07-01 12:00', '2026-07-01 12:00Z' FROM generate_series(1, {ROWS}) n;
CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'; GRANT SELECT ON goods TO reader"""
RECORD = {
    "handle": "slug(name)",
    "title": "name",
    "variants": {
        "each": "[@]",
        "take": {"id": "id", "product_id": "id", "sku": "id", "price": "amount(price, 'EUR')"},
    },
}
LOOPBACK = Places(EgressAllow.parse("127.0.0.1"))


@cache
def server() -> TemporaryPostgres:
    """Return a server with the tables, started once."""
    ending = contextlib.ExitStack()
    atexit.register(ending.close)
    made = ending.enter_context(temporary_postgres())
    made.sql(TABLES)
    return made


def options(query: dict[str, object] | None = None, **other: object) -> DatabaseOptions:
    """Return options with one query for products."""
    products = {"select": "SELECT * FROM goods", "key": "id", "changed": "at", "record": RECORD} | (
        query or {}
    )
    given = {"host": "127.0.0.1", "port": server().address.port, "database": "postgres", "tls": False} | other
    return DatabaseOptions.model_validate({**given, "queries": {"products": products}})


def credentials(user: str = "reader", password: str = PASSWORD) -> DatabaseCredentials:
    """Return those of the role that may only read."""
    return DatabaseCredentials(user=user, password=SecretStr(password))


def world() -> World:
    """Return the database."""
    return World(
        options(),
        credentials(),
        lambda: Storage({}),
        {Resource.PRODUCTS: ROWS},
        wrong=credentials(password="another"),
        tools={"places": LOOPBACK.of},
        is_local=True,
    )
