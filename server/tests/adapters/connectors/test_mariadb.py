"""A real MariaDB is read exactly, with flat memory, from a mark in its own zone, over TLS to the name that was meant; nothing is written."""

import tracemalloc
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr
from storage import Storage
from test_database_connector import Names, certificate_for
from worlds import setup

from aisle.adapters.connectors.database import DATABASE
from aisle.adapters.connectors.database.mariadb import connecting
from aisle.adapters.connectors.database.options import DatabaseCredentials, DatabaseOptions
from aisle.core.http.egress import Places
from aisle.core.settings.egress import EgressAllow
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.records import Resource
from mariadb_servers import PASSWORD, mariadb_server

pytestmark = pytest.mark.slow

ROWS = 1203
NAME = "db.shop.example"
READER = "only-for-reading"
TABLES = [
    "CREATE TABLE shop.goods (id int PRIMARY KEY, name varchar(80), price decimal(10, 2), changed datetime, at timestamp NULL, day date, "
    "code varchar(20) CHARACTER SET latin1 COLLATE latin1_german2_ci) ENGINE=InnoDB",
    "INSERT INTO shop.goods SELECT seq, CONCAT('Bag ', seq), seq + 0.10, '2026-07-01 12:00', '2026-07-01 12:00', '2026-07-01', seq "
    f"FROM seq_1_to_{ROWS}",
    "CREATE TABLE shop.old (id int) ENGINE=MyISAM",
    f"CREATE USER reader IDENTIFIED BY '{READER}'",
    "GRANT SELECT ON shop.* TO reader",
    "CREATE FUNCTION shop.made() RETURNS int BEGIN DELETE FROM shop.goods; RETURN 1; END",
    "GRANT EXECUTE ON FUNCTION shop.made TO reader",
    "SET GLOBAL time_zone = '+05:30'",  # of sessions that say nothing else
]
RECORD = {
    "handle": "slug(name)",
    "title": "name",
    "variants": {
        "each": "[@]",
        "take": {"id": "id", "product_id": "id", "sku": "id", "price": "amount(price, 'EUR')"},
    },
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    authority = certificate_for(NAME, folder)
    with mariadb_server(folder / "pem") as made:
        made.sql(*TABLES)
        made.authority = authority
        yield made


def connector(server, query=None, who=("reader", READER), host=NAME, **other):
    places = Places(EgressAllow.parse(NAME), Names("127.0.0.1"))
    asked = {"select": "SELECT * FROM goods", "key": "id", "changed": "at", "record": RECORD} | (query or {})
    given = {
        "engine": "mariadb",
        "host": host,
        "port": server.port,
        "database": "shop",
        "authority": server.authority,
    }
    options = DatabaseOptions.model_validate({**given, **other, "queries": {"products": asked}})
    credentials = DatabaseCredentials(user=who[0], password=SecretStr(who[1]))
    return DATABASE.open(setup(options, credentials, Storage({}), places=places.of))


async def read(one, mark=None, cursor=None):
    pages = [page async for page in one.pages(Resource.PRODUCTS, mark, cursor)]
    return [record for page in pages for record in page.records], pages


async def test_all_rows_are_read_once_and_exactly_over_tls(server):
    records, pages = await read(connector(server))
    assert [record.id for record in records] == sorted(str(number) for number in range(1, ROWS + 1))
    (record,) = await connector(server).fetch(Resource.PRODUCTS, ["7", "none"])
    assert (str(record.variants[0].price.amount), record.title) == ("7.10", "Bag 7")
    ids = [one async for some in connector(server).ids(Resource.PRODUCTS) for one in some]
    assert len(ids) == ROWS
    assert datetime.fromisoformat(pages[-1].mark) <= datetime.now(UTC)


async def test_a_stopped_read_goes_on_where_it_stopped(server):
    _, pages = await read(connector(server))
    rest, _ = await read(connector(server), cursor=pages[0].cursor)
    assert [one.id for one in rest] == [one.id for page in pages[1:] for one in page.records]


@pytest.mark.parametrize(
    ("column", "zone", "names"),
    [
        ("at", "UTC", ["5"]),
        ("changed", "UTC", ["5"]),
        ("changed", "Asia/Kolkata", []),
        ("changed", "America/New_York", ["5"]),
        ("UNIX", "UTC", ["5"]),
    ],
)
async def test_what_changed_is_compared_in_the_shops_zone(server, column, zone, names):
    server.sql(
        "SET time_zone = '+00:00'",
        "UPDATE shop.goods SET at = '2026-11-01 10:00', changed = '2026-11-01 10:00' WHERE id = 5",
    )
    select = "SELECT goods.*, TIMESTAMPDIFF(SECOND, '1970-01-01', changed) AS UNIX FROM goods"
    query = {"select": select, "changed": column, "zone": zone, "overlap_seconds": 60}
    records, _ = await read(connector(server, query), mark="2026-11-01T10:00:30+00:00")
    assert [record.id for record in records] == names


async def test_keys_that_collations_take_for_one_are_told_apart(server):
    keys = "SELECT 'a' AS id UNION ALL SELECT 'a ' UNION ALL SELECT 'A' UNION ALL SELECT 'ß' UNION ALL SELECT 'ss' UNION ALL SELECT NULL UNION ALL SELECT 'a'"
    query = {"select": keys, "changed": None, "record": {"handle": "id", "title": "id"}}
    records, pages = await read(connector(server, query))
    assert [one.id for one in records] == ["A", "a", "a ", "ss", "ß"]
    assert sorted(told.reason for page in pages for told in page.broken) == [
        "The key comes more than once.",
        "The key is empty.",
    ]
    assert [one.id for one in await connector(server, query).fetch(Resource.PRODUCTS, ["a "])] == ["a "]


async def test_parts_of_a_product_come_as_json_and_are_not_cut_short(server):
    server.sql("SET GLOBAL group_concat_max_len = 1024")
    select = "SELECT 1 AS id, 'All of 100%' AS name, JSON_ARRAYAGG(JSON_OBJECT('n', id)) AS parts FROM goods WHERE name LIKE '%a%'"
    take = {"id": "n", "product_id": "n", "sku": "n"}
    query = {
        "select": select, "changed": None, "parsed": ["parts"],
        "record": {"handle": "id", "title": "name", "variants": {"each": "parts", "take": take}},
    }  # fmt: skip
    ((record,), _) = await read(connector(server, query))
    assert (record.title, len(record.variants)) == ("All of 100%", ROWS)


WRITING = [
    "SELECT 1 AS id, 'x' AS name, 1 AS price, NOW() AS at FROM goods WHERE made() = 1",
    "SELECT 1 AS id, 'x' AS name, made() AS price, NOW() AS at",
]


@pytest.mark.parametrize("select", WRITING, ids=range(len(WRITING)))
@pytest.mark.parametrize("who", [("reader", READER), ("owner", PASSWORD)], ids=["reader", "owner"])
async def test_no_query_writes_even_with_a_role_that_may(server, select, who):
    with pytest.raises((ShopRefused, BrokenData)):
        await read(connector(server, {"select": select}, who))
    assert server.sql("SELECT COUNT(*) FROM shop.goods") == ((ROWS,),)


async def test_what_gets_out_of_the_statement_around_it_is_refused_by_the_options_alone(server):
    path = server.folder / "stolen"
    with pytest.raises(ValueError, match="validation error"):
        connector(server, {"select": f"SELECT 1 AS id) AS q INTO OUTFILE '{path}' -- "}, ("owner", PASSWORD))
    server.sql(f"SELECT 1 INTO OUTFILE '{path}'")  # which the server would have done
    assert path.exists()


async def test_a_role_that_can_write_is_warned_of(server):
    (warning,) = (await connector(server, who=("owner", PASSWORD)).check()).warnings
    assert "can write" in warning
    server.sql("CREATE USER plain IDENTIFIED BY 'x'", "GRANT SELECT (id, name, at) ON shop.goods TO plain")
    plain = {"select": "SELECT id, name, at FROM goods"}
    assert (await connector(server, plain, ("plain", "x")).check()).warnings == ()


async def test_a_query_that_takes_too_long_is_ended_by_the_server(server):
    with pytest.raises(RetryLater, match="longer"):
        await read(connector(server, {"select": "SELECT goods.*, SLEEP(0.01) AS s FROM goods"}, seconds=1))
    assert server.sql("SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'reader'") == ((0,),)


@pytest.mark.parametrize(
    ("query", "other", "error"),
    [
        ({"select": "SELECT * FROM nothing"}, {}, BrokenData),
        ({"select": "SELECT User AS id FROM mysql.user"}, {}, ShopRefused),
        ({"select": "SELECT FROM"}, {}, BrokenData),
        ({"key": "nothing"}, {}, BrokenData),
        ({"changed": "name"}, {}, BrokenData),
        ({}, {"database": "nothing"}, ShopRefused),
        ({}, {"database": "nothing", "who": ("owner", PASSWORD)}, ShopNotFound),
        ({}, {"who": ("reader", "another")}, FixCredentials),
        ({}, {"authority": ""}, ShopRefused),
        ({}, {"host": "127.0.0.1"}, ShopRefused),
    ],
)
async def test_a_first_look_says_what_is_wrong(server, query, other, error):
    with pytest.raises(error):
        await connector(server, query, **other).check()


async def test_the_certificate_must_be_of_the_name_that_was_meant(server):
    places = Places(EgressAllow.parse("another.example"), Names("127.0.0.1"))
    one = connector(server, host="another.example")
    one._setup = setup(one._options, one._setup.credentials, Storage({}), places=places.of)
    with pytest.raises(ShopRefused, match="certificate"):
        await one.check()


async def test_memory_is_flat_however_many_rows_there_are(server):
    select = "SELECT seq AS id, REPEAT('x', 1000) AS name, NOW() AS at FROM seq_1_to_30000"
    query = {"select": select, "changed": None, "record": {"handle": "id", "title": "id"}}
    count = 0
    tracemalloc.start()
    async for page in connector(server, query).pages(Resource.PRODUCTS, None, None):
        count += len(page.records)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 30_000
    assert peak < 8 * 2**20  # the rows are 30 MB


async def test_the_shop_keeps_no_transaction_while_rows_are_stored(server):
    reading = connector(server).pages(Resource.PRODUCTS, None, None)
    await anext(reading)
    assert server.sql("SELECT COUNT(*) FROM information_schema.innodb_trx") == ((0,),)
    await reading.aclose()


async def test_the_limit_of_mysql_is_told_in_its_own_words(monkeypatch):
    said = []

    class Cursor:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def execute(self, statement):
            said.append(statement)

    class Connection:
        server_version = "8.4.6"

        def cursor(self):
            return Cursor()

    connecting._prepare(Connection(), 30)
    assert said[-1] == "SET SESSION max_execution_time = 30000"
