"""What is put around a merchant's query holds it, and a server that drops TLS learns no password."""

import asyncio
import random
import struct
from contextlib import suppress

import pytest
from pydantic import SecretStr
from storage import Storage
from test_database_connector import Names
from worlds import setup

from aisle.adapters.connectors.database import DATABASE
from aisle.adapters.connectors.database.options import DatabaseCredentials, DatabaseOptions
from aisle.adapters.connectors.database.sealing import check_sealed
from aisle.core.http.egress import Places
from aisle.core.settings.egress import EgressAllow
from aisle.sources.errors import BrokenData, RetryLater, ShopError, ShopRefused
from aisle.sources.records import Resource

HELD = [
    "SELECT * FROM goods",
    "SELECT ')', \"it's\", `a'b`, 'it''s', 'a\\'b -- c', \"#\" FROM goods WHERE note = '; into outfile'",
    "SELECT 'a\\') AS q INTO OUTFILE ' AS b",
    "WITH a AS (SELECT 1) SELECT (SELECT MAX(b) FROM c) FROM a WHERE x - -1 > 0 AND into_stock = 1",
]
BROKEN_OUT = [
    "SELECT 1) AS q INTO OUTFILE '/tmp/x' -- ",
    "SELECT 1) AS q; DROP TABLE goods; SELECT (1",
    "SELECT 1) AS q UNION SELECT * FROM (SELECT 2",
    "SELECT (1",
    "SELECT 1 INTO @a",
    "SELECT 1 /*!50000 INTO OUTFILE '/tmp/x' */",
    "SELECT 1 # x",
    "SELECT 1 --",
    "SELECT 1 --\x01 x",
    "SELECT LOAD_FILE('/etc/passwd')",
    "SELECT * FROM goods FOR UPDATE",
    "SELECT * FROM goods LOCK  IN SHARE MODE",
    "SELECT `a",
    'SELECT "a',
]


@pytest.mark.parametrize("select", HELD, ids=range(len(HELD)))
def test_a_query_is_held(select):
    check_sealed(select)


@pytest.mark.parametrize("select", BROKEN_OUT, ids=range(len(BROKEN_OUT)))
def test_a_query_that_would_get_out_is_refused(select):
    with pytest.raises(ValueError, match="quer"):
        check_sealed(select)
    with pytest.raises(ValueError, match="validation error"):
        options(select)


def options(select="SELECT * FROM goods", **other):
    query = {"select": select, "key": "id", "record": {"handle": "id", "title": "id"}}
    given = {
        "engine": "mariadb",
        "host": "db.example.com",
        "database": "shop",
        "queries": {"products": query},
    }
    return DatabaseOptions.model_validate(given | other)


def test_each_engine_has_its_usual_port():
    assert options().server_port == 3306
    assert options(engine="postgresql").server_port == 5432
    assert options(port=3307).server_port == 3307


def connector(port, allowed="db.example.com", **other):
    places = Places(EgressAllow.parse(allowed) if allowed else EgressAllow(), Names("127.0.0.1"))
    credentials = DatabaseCredentials(user="reader", password=SecretStr("secret"))
    return DATABASE.open(setup(options(port=port, **other), credentials, Storage({}), places=places.of))


def greeting(capabilities):
    """Write a server's first packet (mariadb.com/kb/en/connection, initial handshake)."""
    low, high = capabilities & 0xFFFF, capabilities >> 16
    said = (
        b"\x0a11.4.2-MariaDB\0"
        + struct.pack("<I", 7)
        + b"12345678\0"
        + struct.pack("<HBHH", low, 45, 2, high)
    )
    said += bytes([21]) + b"\0" * 10 + b"123456789012\0mysql_native_password\0"
    return struct.pack("<I", len(said))[:3] + b"\0" + said


SPEAKS_41, SECURE, PLUGIN = 1 << 9, 1 << 15, 1 << 19


@pytest.mark.parametrize(
    ("first", "error"),
    [
        (greeting(SPEAKS_41 | SECURE | PLUGIN), RetryLater),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", ShopError),
        (b"", RetryLater),
    ],
    ids=["without-tls", "no-database", "silent"],
)
async def test_nothing_is_told_to_a_server_without_tls(first, error):
    heard = []

    async def serve(reader, writer):
        with suppress(OSError):
            writer.write(first)
            await writer.drain()
            if first:
                writer.write_eof()
            heard.append(await asyncio.wait_for(reader.read(), 5) if first else b"")
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        with pytest.raises(error):
            await connector(listening.sockets[0].getsockname()[1]).check()
    assert not any(heard)


def packet(number, body):
    return struct.pack("<I", len(body))[:3] + bytes([number]) + body


FINE = b"\0\0\0\x02\0\0\0"


async def told_by(answers, listens=False):
    """Ask a server in clear that greets, lets in, and then gives these answers; return what it heard after the first."""
    heard = []

    async def serve(reader, writer):
        with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
            writer.write(greeting(SPEAKS_41 | SECURE | PLUGIN))
            for one in [packet(2, FINE), *answers]:
                heard.append(await asyncio.wait_for(reader.read(2**16), 5))
                writer.write(one)
            if listens:
                heard.append(await asyncio.wait_for(reader.read(2**16), 5))
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        with pytest.raises(ShopError):
            await connector(listening.sockets[0].getsockname()[1], tls=False).check()
    return heard[2:]


async def test_a_server_that_asks_for_a_file_gets_none(tmp_path):
    (tmp_path / "secret").write_text("of ours")
    heard = await told_by(
        [packet(1, FINE), packet(1, b"\xfb" + str(tmp_path / "secret").encode())], listens=True
    )
    assert b"of ours" not in b"".join(heard)


async def test_whatever_a_server_says_ends_in_a_known_way():
    chance = random.Random(7)
    for number in range(40):
        said = chance.randbytes(chance.randrange(1, 60))
        await told_by([packet(1, FINE), packet(1, said) if number % 2 else said])


async def test_inner_servers_and_servers_without_tls_are_for_the_operator_to_name():
    with pytest.raises(ShopRefused):
        await connector(3306, allowed="").check()
    public = Places(EgressAllow(), Names("93.184.216.34"))
    one = connector(3306, tls=False)
    one._setup = setup(one._options, one._setup.credentials, Storage({}), places=public.of)
    with pytest.raises(ShopRefused, match="AISLE_EGRESS_ALLOW"):
        await one.check()


async def test_a_mark_or_cursor_without_sense_is_told():
    for mark, cursor in (("yesterday", None), (None, "{{{")):
        with pytest.raises(BrokenData):
            async for _ in connector(3306).pages(Resource.PRODUCTS, mark, cursor):
                pass
