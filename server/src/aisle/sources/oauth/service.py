"""Letting Aisle into a shop: an address for the browser, and what it brings back becomes sealed tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope, Session
from aisle.sources.connections.service import Sources
from aisle.sources.connections.types import Connection
from aisle.sources.errors import ShopRefused
from aisle.sources.oauth import repository
from aisle.sources.oauth.asking import address_of, client_of, tokens_in, with_code
from aisle.sources.oauth.errors import ConsentNotBegun, NoConsentNeeded
from aisle.sources.oauth.states import State, States
from aisle.sources.oauth.types import OAuthClient, OAuthCredentials, OAuthGrant, Tokens
from aisle.sources.ports import Authorizing, Kind


@dataclass(frozen=True, slots=True)
class Going:
    """Where a browser has to go, until when, and the address that it comes back to, which has to be registered there."""

    location: str = field(repr=False)
    redirect: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Consents:
    """What people do to let Aisle in. redirect: the whole address of the page that browsers come back to."""

    sources: Sources
    states: States
    redirect: str
    clients: Mapping[str, OAuthClient] = field(default_factory=dict)

    async def begin(self, scope: Scope, source_id: UUID) -> Going:
        """Return where the browser of whoever asks has to go. Raises SourceNotFound, NoConsentNeeded, FixCredentials."""
        connection = await self.sources.get(scope, source_id)
        kind = self.sources.opening.kind(connection)
        grant = grant_of(kind)
        async with self.sources.database.open_scope(scope) as session:
            held = await self.sources.opening.stored_credentials(session, connection)
            client = client_of(_oauth(held), self.clients.get(kind.name))
            await record(session, Event("source.consent_begun", "source", source_id))
        state = self.states.make(scope, source_id, self.sources.opening.now())
        location = address_of(grant, client, self.redirect, state.text, state.challenge)
        return Going(location, self.redirect, state.expires)

    async def finish(self, scope: Scope, source_id: UUID, state: str, code: str) -> Connection:
        """Make tokens of what the browser brought, and let the source be read.

        Raises:
            ConsentNotBegun: Another person, source, store or installation began it; it was used, or is too old.
            ShopRefused: Not everything was granted that is needed.
            FixCredentials, RetryLater, BrokenData: No token is given. The consent is used up.
            SourceNotFound, NoConsentNeeded.
        """
        connection = await self.sources.get(scope, source_id)
        kind = self.sources.opening.kind(connection)
        grant = grant_of(kind)
        begun = self.states.read(scope, source_id, state, self.sources.opening.now())
        async with self.sources.database.open_scope(scope) as session:
            await _use(session, begun)
        async with self.sources.opening.renewing(scope, connection) as stored:
            held = _oauth(stored)
            given = await self._exchanged(grant, client_of(held, self.clients.get(kind.name)), code, begun)
            _check_scopes(grant, given)
            return await self.sources.let_in(scope, source_id, given.into(held))

    async def _exchanged(self, grant: OAuthGrant, client: OAuthClient, code: str, begun: State) -> Tokens:
        outside = self.sources.opening.way_out(1)
        try:
            answer = await outside.send(with_code(grant, client, self.redirect, code, begun.verifier))
        finally:
            await outside.close()
        return tokens_in(answer, self.sources.opening.now())


def grant_of(kind: Kind) -> OAuthGrant:
    """Return what people are asked for. Raises NoConsentNeeded."""
    if not isinstance(kind, Authorizing):
        raise NoConsentNeeded(f"“{kind.title}” is connected with credentials.")
    return kind.oauth


async def _use(session: Session, begun: State) -> None:
    """Let the first through who brings a state. Raises ConsentNotBegun."""
    if not await repository.use(session, begun.digest, begun.expires + timedelta(hours=1)):
        raise ConsentNotBegun()


def _check_scopes(grant: OAuthGrant, given: Tokens) -> None:
    missing = tuple(one for one in grant.scopes if given.scopes is not None and one not in given.scopes)
    if missing:
        said = f"Not everything was granted: {', '.join(missing)}. Begin again and leave every box ticked."
        raise ShopRefused(said, needs=missing)


def _oauth(credentials: object) -> OAuthCredentials:
    if not isinstance(credentials, OAuthCredentials):
        raise NoConsentNeeded()
    return credentials
