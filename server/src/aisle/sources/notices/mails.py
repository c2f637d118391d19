"""Makes the mails about sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.core.vault import Vault
from aisle.identity.members.addresses import address_of
from aisle.knowledge.errors import SourceNotFound
from aisle.notifications.types import Letter, Maker, Sending, Value
from aisle.sources.connections import repository as connections
from aisle.sources.connections.types import Connection
from aisle.sources.notices.telling import RUN_WAITS, SOURCE_FAILING, SOURCE_REFUSED, SOURCE_WELL
from aisle.sources.syncing.repository import runs
from aisle.sources.syncing.types import RunState
from aisle.tenants.repository import find_store


@dataclass(frozen=True, slots=True)
class SourceMails:
    """Makes the mails. Each says how things are when it is sent; None where that is not news any more."""

    vault: Vault

    def makers(self) -> Mapping[str, Maker]:
        """Return the makers by template."""
        return {
            SOURCE_FAILING: self.failing,
            SOURCE_REFUSED: self.refused,
            SOURCE_WELL: self.well,
            RUN_WAITS: self.waits,
        }

    async def failing(self, session: Session, ids: Mapping[str, str], _sending: Sending) -> Letter | None:
        """Return what a source meets, and since when."""
        source = await _source(session, ids)
        if source is None or source.unwell_since is None:
            return None
        return await self._letter(session, ids, source, since=source.unwell_since, problem=_problem(source))

    async def refused(self, session: Session, ids: Mapping[str, str], _sending: Sending) -> Letter | None:
        """Return that a shop refuses its credentials."""
        source = await _source(session, ids)
        if source is None or source.unwell_since is None:
            return None
        return await self._letter(session, ids, source, problem=_problem(source))

    async def well(self, session: Session, ids: Mapping[str, str], _sending: Sending) -> Letter | None:
        """Return that a source is read again."""
        source = await _source(session, ids)
        if source is None or source.unwell_since is not None:
            return None
        return await self._letter(session, ids, source)

    async def waits(self, session: Session, ids: Mapping[str, str], _sending: Sending) -> Letter | None:
        """Return why a run waits for a person."""
        source, run = await _source(session, ids), await runs.find(session, UUID(ids["run"]))
        if source is None or run is None or run.state is not RunState.WAITING:
            return None
        return await self._letter(session, ids, source, reason=run.detail or "A person has to look first.")

    async def _letter(
        self, session: Session, ids: Mapping[str, str], source: Connection, **values: Value
    ) -> Letter | None:
        store = await find_store(session, session.tenant[1])
        to = await address_of(session, self.vault, UUID(ids["person"]))
        if store is None or to is None:
            return None
        return Letter(to, {"source": source.name, "store": store.name, **values})


async def _source(session: Session, ids: Mapping[str, str]) -> Connection | None:
    try:
        return await connections.get(session, UUID(ids["source"]))
    except SourceNotFound:
        return None


def _problem(source: Connection) -> str:
    return source.health_detail or source.health_code or "It does not answer."
