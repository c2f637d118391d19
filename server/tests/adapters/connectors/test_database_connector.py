"""A shop's database is read exactly, from a mark, in its own zone; nothing is written, and no inner server is reached unnamed."""

import asyncio
import ssl
import struct
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from storage import Storage
from world_of_database import LOOPBACK, credentials, options, server
from worlds import setup

from aisle.adapters.connectors.database import DATABASE
from aisle.core.http.egress import EgressRefused, Places
from aisle.core.settings.egress import EgressAllow
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.records import Resource


def connector(query=None, who=None, places=LOOPBACK, **other):
    return DATABASE.open(setup(options(query, **other), who or credentials(), Storage({}), places=places.of))


async def read(one, mark=None):
    pages = [page async for page in one.pages(Resource.PRODUCTS, mark, None)]
    return [record for page in pages for record in page.records], [
        told for page in pages for told in page.broken
    ]


@contextmanager
def changed(statement, back):
    server().sql(statement)
    try:
        yield
    finally:
        server().sql(back)


async def test_amounts_are_exact():
    (record,) = await connector().fetch(Resource.PRODUCTS, ["7"])
    assert str(record.variants[0].price.amount) == "7.10"


@pytest.mark.parametrize(
    ("column", "zone", "names"),
    [("at", "UTC", ["5"]), ("changed", "UTC", ["5"]), ("changed", "Asia/Kolkata", [])],
)
async def test_what_changed_is_compared_in_the_shops_zone(column, zone, names):
    query = {"changed": column, "zone": zone, "overlap_seconds": 60}
    with changed(
        "UPDATE goods SET at = '2026-11-01 10:00Z', changed = '2026-11-01 10:00' WHERE id = 5",
        "UPDATE goods SET at = '2026-07-01 12:00Z', changed = '2026-07-01 12:00' WHERE id = 5",
    ):
        records, _ = await read(connector(query), mark="2026-11-01T10:00:30+00:00")
    assert [record.id for record in records] == names


async def test_rows_without_a_key_or_with_one_twice_are_told():
    text = "SELECT * FROM goods WHERE id < 3 UNION ALL SELECT 2, 'Again', 1, NULL, NULL UNION ALL SELECT NULL, 'None', 1, NULL, NULL"
    records, broken = await read(connector({"select": text}))
    assert [record.id for record in records] == ["1", "2"]
    assert sorted(one.reason for one in broken) == ["The key comes more than once.", "The key is empty."]


WRITING = [
    "SELECT 1 AS id, 'x' AS name, 1 AS price, now() AS at FROM made()",
    "WITH gone AS (DELETE FROM goods RETURNING *) SELECT * FROM gone",
    "SELECT * FROM goods) AS q; DELETE FROM goods; SELECT * FROM (SELECT * FROM goods",
    "SELECT * FROM goods) AS q; COMMIT; DELETE FROM goods; --",
    "SELECT * FROM goods FOR UPDATE",
    "SELECT g.* FROM goods g, set_config('transaction_read_only', 'off', false), made()",
]


@pytest.mark.parametrize("text", WRITING, ids=range(len(WRITING)))
async def test_no_query_writes_even_with_a_role_that_may(text):
    server().sql(
        "CREATE OR REPLACE FUNCTION made() RETURNS int LANGUAGE plpgsql AS $$BEGIN DELETE FROM goods; RETURN 1; END$$"
    )
    address = server().address
    strong = credentials(address.superuser, address.password)
    with pytest.raises((ShopRefused, BrokenData, RetryLater)):
        await read(connector({"select": text}, strong))
    assert server().sql("SELECT count(*) FROM goods") == "1203"


async def test_a_role_that_can_write_is_warned_of():
    address = server().address
    strong = await connector(who=credentials(address.superuser, address.password)).check()
    assert "can write" in strong.warnings[0]
    assert (await connector().check()).warnings == ()


async def test_a_query_that_takes_too_long_is_ended_by_the_server():
    text = "SELECT *, pg_sleep(5) FROM goods"
    with pytest.raises(RetryLater, match="longer"):
        await read(connector({"select": text}, seconds=1))


@pytest.mark.parametrize(
    ("query", "other", "error"),
    [
        ({"select": "SELECT * FROM nothing"}, {}, BrokenData),
        ({"select": "SELECT rolpassword AS id FROM pg_authid"}, {}, ShopRefused),
        ({"key": "nothing"}, {}, BrokenData),
        ({"changed": "name"}, {}, BrokenData),
        ({}, {"database": "nothing"}, ShopNotFound),
        ({}, {"tls": True}, RetryLater),  # the server here has none, and nothing goes there in clear
    ],
)
async def test_a_first_look_says_what_is_wrong(query, other, error):
    with pytest.raises(error):
        await connector(query, **other).check()


class Names:
    """Knows one name."""

    def __init__(self, *addresses):
        self.addresses = [ip_address(one) for one in addresses]

    async def addresses_of(self, host):
        return self.addresses


CLOSED = [
    ("127.0.0.1", 5432, ()),
    ("localhost", 5432, ("127.0.0.1",)),
    ("::1", 5432, ()),
    ("db.example.com", 5432, ("93.184.216.34", "10.0.0.5")),
    ("db.example.com", 5432, ("169.254.169.254",)),
    ("db.example.com", 25, ("93.184.216.34",)),
    ("0x7f.1", 5432, ()),
    ("user@db.example.com", 5432, ("93.184.216.34",)),
]


@pytest.mark.parametrize(("host", "port", "addresses"), CLOSED)
async def test_inner_servers_are_reached_only_when_the_operator_names_them(host, port, addresses):
    with pytest.raises(EgressRefused):
        await Places(EgressAllow(), Names(*addresses)).of(host, port)
    with pytest.raises(ShopRefused):
        await connector(places=Places(EgressAllow(), Names(*addresses)), host=host, port=port).check()


async def test_what_was_checked_is_what_is_connected_to():
    place = await Places(EgressAllow(), Names("93.184.216.34")).of("db.example.com", 5432)
    assert (place.host, place.addresses, place.is_opened) == ("db.example.com", ("93.184.216.34",), False)


async def test_nothing_goes_in_clear_to_a_server_that_the_operator_did_not_name():
    public = Places(EgressAllow(), Names("93.184.216.34"))
    with pytest.raises(ShopRefused, match="AISLE_EGRESS_ALLOW"):
        await connector(places=public, host="db.example.com", port=5432).check()


@pytest.mark.parametrize(
    ("name", "error"), [("db.example.com", FixCredentials), ("another.example.com", ShopRefused)]
)
async def test_the_certificate_must_be_of_the_name_that_was_meant(tmp_path, name, error):
    authority = certificate_for(name, tmp_path)
    listening = await asyncio.start_server(partial(refuse_password, tmp_path), "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    places = Places(EgressAllow.parse("db.example.com"), Names("127.0.0.1"))
    async with listening:
        with pytest.raises(error):
            await connector(
                places=places, host="db.example.com", port=port, tls=True, authority=authority
            ).check()


def certificate_for(name, folder):
    """Write a certificate and its key; return the certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(Encoding.PEM)
    (folder / "pem").write_bytes(pem + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return pem.decode()


async def refuse_password(folder, reader, writer):
    """Speak PostgreSQL's protocol ("Message Flow", SSL session encryption) as far as a password that is wrong."""
    with suppress(OSError, asyncio.IncompleteReadError):
        assert await reader.readexactly(8) == struct.pack("!ii", 8, 80877103)
        writer.write(b"S")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "pem")
        await writer.start_tls(context)
        await reader.readexactly(8)
        said = b"SFATAL\0VFATAL\0C28P01\0Mno\0\0"
        writer.write(b"E" + struct.pack("!i", len(said) + 4) + said)
        await writer.drain()
    writer.close()
