"""Refusals of known callers, remembered in the audit log: few of them, whoever sends however many.

One credential's refusals on one route are noted once in ten minutes by each process, and at most a hundred an hour for a
tenant over all processes. What is beyond that is only counted in the log of requests.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import structlog

from aisle.audit.service import record
from aisle.audit.types import Event, Outcome
from aisle.core.db import Database, Session
from aisle.core.secrets import Secrets
from aisle.identity.types import Caller

AGAIN_SECONDS = 600.0
MOST, SPAN = 100, timedelta(hours=1)
REMEMBER_MOST = 10_000
log = structlog.get_logger()


@dataclass(slots=True)
class Refusals:
    """Notes refusals. clock: seconds."""

    database: Database
    secrets: Secrets
    clock: Callable[[], float] = time.monotonic
    _noted: dict[tuple[UUID, str, str], float] = field(default_factory=dict)

    async def note(self, caller: Caller, method: str, path: str) -> None:
        """Remember that this caller was refused here, unless it was noted enough. path: of the route, without ids.

        Never fails: a refusal stays a refusal when it cannot be noted.
        """
        if not self._is_new((caller.credential_id, method, path)):
            return
        try:
            async with self.database.open_scope(caller.scope) as session:
                if await self._has_room(session):
                    await record(
                        session,
                        Event(
                            "access.refused", "route", path, after={"method": method}, outcome=Outcome.REFUSED
                        ),
                    )
        except Exception as error:
            log.warning("audit.refusal_lost", error=type(error).__name__)

    def _is_new(self, what: tuple[UUID, str, str]) -> bool:
        now = self.clock()
        if self._noted.get(what, -AGAIN_SECONDS) > now - AGAIN_SECONDS:
            return False
        if len(self._noted) >= REMEMBER_MOST:
            self._noted.clear()
        self._noted[what] = now
        return True

    async def _has_room(self, session: Session) -> bool:
        bucket = self.secrets.name_hash("refusals", str(session.scope.organization_id))
        return not await session.fetchval("SELECT aisle.take_attempt($1, $2, $3)", bucket, MOST, SPAN)
