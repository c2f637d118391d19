"""Hears what other processes of the installation say by NOTIFY."""

import asyncio
import contextlib
import random
from collections.abc import Callable
from typing import Any

import asyncpg
import structlog

from aisle.core.db.database import CONNECTION_LOST, Database, DatabaseUnavailable

LONGEST_PAUSE = 5.0
PROBE_SECONDS = 10.0  # a connection that was cut without a word is noticed after so long
log = structlog.get_logger()


class Channel:
    """One connection of its own that listens, made anew whenever it breaks.

    What is said while it is broken is lost, so nothing may rest on it alone. hear: called with each payload.
    """

    def __init__(self, database: Database, name: str, hear: Callable[[str], None]) -> None:
        self._database, self._name, self._hear = database, name, hear
        self.listening = asyncio.Event()

    async def run(self) -> None:
        """Listen until cancelled."""
        pause = 0.1
        while True:
            try:
                await self._listen()
                pause = 0.1
            except (*CONNECTION_LOST, asyncpg.PostgresError, DatabaseUnavailable) as error:
                log.warning("channel.lost", channel=self._name, error=type(error).__name__)
            self.listening.clear()
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - jitter
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _listen(self) -> None:
        connection = await self._database.connect_alone()
        try:
            await connection.add_listener(self._name, self._heard)
            self.listening.set()
            while not connection.is_closed():
                await asyncio.sleep(PROBE_SECONDS)
                await connection.execute("SELECT 1", timeout=PROBE_SECONDS)
        finally:
            with contextlib.suppress(asyncpg.InterfaceError):
                connection.terminate()

    def _heard(self, _connection: Any, _pid: int, _name: str, payload: str) -> None:
        self._hear(payload)
