"""Connecting to an address that was checked, over TLS to the name that was meant, for reading alone."""

import asyncio
import socket
import ssl
from typing import Any

import pymysql
from pymysql.cursors import SSCursor

from aisle.adapters.connectors.asking import ATTEMPTS
from aisle.adapters.connectors.database.mariadb.errors import told
from aisle.adapters.connectors.database.options import DatabaseOptions
from aisle.adapters.connectors.database.trust import trust_in
from aisle.core.http.egress import Place
from aisle.core.http.patience import pause
from aisle.sources.errors import RetryLater
from aisle.sources.ports import Setup

CONNECT_SECONDS = 10.0
# Strings end as `sealing` reads them. What is put together of many rows (JSON_ARRAYAGG) is cut short at a megabyte, or at 1,024 bytes, silently.
SESSION = (
    "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', group_concat_max_len = 67108864",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
)


async def connected(setup: Setup) -> Any:
    """Connect, and again after a pause where that may help."""
    attempt = 0
    while True:
        attempt += 1
        try:
            with told():
                place = await setup.places(setup.options.host, setup.options.server_port)
                return await asyncio.to_thread(_once, setup, place)
        except RetryLater:
            if attempt >= ATTEMPTS:
                raise
            await setup.timing.sleep(pause(attempt, setup.timing.chance(), None))


def _once(setup: Setup, place: Place) -> Any:
    options: DatabaseOptions = setup.options
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    speaks_tls = trust_in(context, options, place)
    connection = pymysql.Connection(
        host=place.host,
        user=setup.credentials.user,
        password=setup.credentials.password.get_secret_value().encode(),
        database=options.database,
        charset="utf8mb4",
        connect_timeout=CONNECT_SECONDS,
        read_timeout=options.seconds + CONNECT_SECONDS,
        write_timeout=CONNECT_SECONDS,
        cursorclass=SSCursor,
        program_name="aisle",
        autocommit=None,
        ssl=context if speaks_tls else None,
        ssl_disabled=not speaks_tls,
        defer_connect=True,
    )
    connection.connect(socket.create_connection((place.addresses[0], place.port), CONNECT_SECONDS))
    try:
        _prepare(connection, options.seconds)
    except BaseException:
        connection._force_close()
        raise
    return connection


def _prepare(connection: Any, seconds: int) -> None:
    """The limit has another name and another unit in MySQL."""
    is_mariadb = "mariadb" in connection.server_version.lower()
    limit = f"max_statement_time = {seconds}" if is_mariadb else f"max_execution_time = {seconds * 1000}"
    with connection.cursor() as cursor:
        for statement in (*SESSION, f"SET SESSION {limit}"):
            cursor.execute(statement)
