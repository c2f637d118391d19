"""Opening connections to shops: credentials unsealed, the way out guarded, renewed credentials kept by one at a time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel, ValidationError

from aisle.core.db import Database, Scope, Session
from aisle.core.settings.folder_grants import FolderGrants
from aisle.core.vault import Vault
from aisle.sources.connections import repository
from aisle.sources.connections.forms import kind_of, read_form, revealed
from aisle.sources.connections.types import Connection
from aisle.sources.errors import FixCredentials, RetryLater
from aisle.sources.ports import Connector, Kind, Outside, Politeness, ResourceRule, Setup, offered
from aisle.sources.records import Resource
from aisle.tenants import service as tenants

RENEWING = timedelta(seconds=60)  # that a renewal may take, before others take it for dead
LOOK_SECONDS = 0.2


class ClosingOutside(Outside, Protocol):
    """A way out whose connections are let go in the end."""

    async def close(self) -> None:
        """Let them go."""
        ...


@dataclass(frozen=True, slots=True)
class Opening:
    """Opens connections to shops in this process.

    Attributes:
        kinds: Known connectors by name.
        way_out: Makes a guarded way out for so many requests at once.
        tools: What else connectors are given, by the names in `Setup`: clock, timing, sandbox.
        folders: Which of this machine which store may read.
    """

    database: Database
    vault: Vault
    kinds: Mapping[str, Kind]
    way_out: Callable[[int], ClosingOutside]
    now: Callable[[], datetime]
    tools: Mapping[str, Any] = field(default_factory=dict)
    folders: FolderGrants = field(default_factory=FolderGrants)

    def kind(self, connection: Connection) -> Kind:
        """Return a stored source's kind. Raises SourceKindNotFound."""
        return kind_of(self.kinds, connection.kind)

    def options(self, connection: Connection) -> BaseModel:
        """Return a stored source's options. Raises SourceKindNotFound, InvalidForm."""
        found: BaseModel = read_form(self.kind(connection).options, connection.options, "options")
        return found

    async def stored_credentials(self, session: Session, connection: Connection) -> BaseModel:
        """Return a stored source's credentials. Raises FixCredentials."""
        return (await self._stored(session, self.kind(connection), connection.source_id))[0]

    def offers(self, connection: Connection) -> Mapping[Resource, ResourceRule]:
        """Return what a stored source can be read for, and how. Raises SourceKindNotFound, InvalidForm."""
        return offered(self.kind(connection), self.options(connection))

    @asynccontextmanager
    async def of(self, scope: Scope, connection: Connection) -> AsyncIterator[Connector]:
        """Open a source that is stored. Raises SourceKindNotFound, InvalidForm, FixCredentials."""
        kind = kind_of(self.kinds, connection.kind)
        async with self.database.open_scope(scope) as session:
            credentials, set_at = await self._stored(session, kind, connection.source_id)
        keeping = _Keeping(self, scope, kind, connection.source_id, set_at)
        options = read_form(kind.options, connection.options, "options")
        async with self._opened(
            scope, kind, options, credentials, connection.reading.politeness, keeping.keep, keeping.renewing
        ) as opened:
            yield opened

    @asynccontextmanager
    async def tried(
        self,
        scope: Scope,
        kind: Kind,
        options: BaseModel,
        credentials: BaseModel,
        politeness: Politeness,
        kept: list[BaseModel],
    ) -> AsyncIterator[Connector]:
        """Open a shop that is not stored yet. kept: gets credentials that were renewed meanwhile."""

        async def keep(renewed: BaseModel) -> None:
            kept.append(renewed)

        async with self._opened(scope, kind, options, credentials, politeness, keep) as opened:
            yield opened

    @asynccontextmanager
    async def _opened(
        self,
        scope: Scope,
        kind: Kind,
        options: BaseModel,
        credentials: BaseModel,
        politeness: Politeness,
        keep: Callable[[BaseModel], Any],
        renewing: Callable[[], AbstractAsyncContextManager[BaseModel | None]] | None = None,
    ) -> AsyncIterator[Connector]:
        async with self.database.open_scope(scope) as session:
            currency = (await tenants.get_store(session, session.tenant[1])).currency
        outside = self.way_out(politeness.at_once)
        folders = self.folders.of(scope.organization_id, scope.store_id)
        more = {**self.tools, "folders": folders, "currency": currency}
        if renewing:
            more["renewing"] = renewing
        try:
            connector = kind.open(Setup(options, credentials, outside, politeness, self.now, keep, **more))
            try:
                yield connector
            finally:
                await connector.close()
        finally:
            await outside.close()

    @asynccontextmanager
    async def renewing(self, scope: Scope, connection: Connection) -> AsyncIterator[BaseModel]:
        """Be the one who changes a stored source's credentials; gives those that are stored. Raises FixCredentials, RetryLater."""
        keeping = _Keeping(self, scope, self.kind(connection), connection.source_id, None)
        async with keeping.renewing() as stored:
            yield stored or self.kind(connection).credentials()

    async def seal(self, session: Session, source_id: UUID, credentials: BaseModel) -> None:
        """Store credentials, sealed for their source."""
        text = revealed(credentials)
        sealed = await self.vault.seal_text(session, text, _place(source_id))
        await repository.set_credentials(session, source_id, sealed)

    async def holds_secret(self, session: Session, source_id: UUID, kind: Kind) -> bool:
        """Return whether anything is stored that the shop alone may see. Raises FixCredentials."""
        stored, _ = await self._stored(session, kind, source_id)
        return any(json.loads(revealed(stored)).values())

    async def _stored(
        self, session: Session, kind: Kind, source_id: UUID
    ) -> tuple[BaseModel, datetime | None]:
        found = await repository.find_credentials(session, source_id)
        text = await self.vault.unseal_text(session, found.sealed, _place(source_id)) if found else "{}"
        try:
            return kind.credentials.model_validate(json.loads(text)), found.set_at if found else None
        except ValidationError:
            raise FixCredentials("The stored credentials do not fit this release. Give them again.") from None


@dataclass(slots=True)
class _Keeping:
    """What one connection does with credentials that are renewed. set_at: of those that it knows."""

    opening: Opening
    scope: Scope
    kind: Kind
    source_id: UUID
    set_at: datetime | None

    async def keep(self, renewed: BaseModel) -> None:
        """Store them before they are needed."""
        async with self.opening.database.open_scope(self.scope) as session:
            await self.opening.seal(session, self.source_id, renewed)
            found = await repository.find_credentials(session, self.source_id)
        self.set_at = found.set_at if found else None

    @asynccontextmanager
    async def renewing(self) -> AsyncIterator[BaseModel | None]:
        """Wait until nobody else renews; give what others have renewed meanwhile. No transaction is open while the shop is asked."""
        newer = await self._take()
        try:
            yield newer
        finally:
            async with self.opening.database.open_scope(self.scope) as session:
                await repository.give_renewing(session, self.source_id)

    async def _take(self) -> BaseModel | None:
        tries = int(2 * RENEWING.total_seconds() / LOOK_SECONDS)
        for _ in range(tries):
            async with self.opening.database.open_scope(self.scope) as session:
                if await repository.take_renewing(session, self.source_id, RENEWING):
                    credentials, set_at = await self.opening._stored(session, self.kind, self.source_id)
                    known, self.set_at = self.set_at, set_at
                    return credentials if set_at != known else None
            await asyncio.sleep(LOOK_SECONDS)
        raise RetryLater("Another process renews this source's credentials and does not come to an end.")


def _place(source_id: UUID) -> str:
    return f"source_connection.credentials_sealed:{source_id}"
