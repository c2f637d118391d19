"""What people do with sources: add, try, change, pause and remove them. Callers may do so in their store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import BaseModel

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.http.egress import Pace
from aisle.core.jobs import JobQueue
from aisle.knowledge import service as knowledge
from aisle.sources.connections import listing_repository, repository
from aisle.sources.connections.errors import InvalidForm, TooManySources
from aisle.sources.connections.following import check_following
from aisle.sources.connections.forms import kind_of, read_form
from aisle.sources.connections.listing_repository import ListedSource
from aisle.sources.connections.opening import Opening
from aisle.sources.connections.trying import in_time, look
from aisle.sources.connections.types import Connection, ConnectionState, Health, Reading, Tried
from aisle.sources.connections.wanted import WantedChange, WantedSource, checked_name, told
from aisle.sources.hooks.jobs import CheckHooks
from aisle.sources.oauth.types import OAuthCredentials
from aisle.sources.ports import Bound, Detected, Detecting, Kind, hooks_of
from aisle.sources.syncing import controlling
from aisle.sources.syncing.due import next_times
from aisle.sources.syncing.removing import start_removal
from aisle.sources.syncing.repository import parts, runs
from aisle.sources.syncing.types import READING, Run, RunState
from aisle.tenants import service as tenants

MOST_SOURCES = 50


@dataclass(frozen=True, slots=True)
class Sources:
    """Sources of stores.

    Attributes:
        opening: Opens shops, and knows the kinds.
        chance: What jitter is made of.
        detecting: Shows an address to all kinds.
        pace: How often one organization may have shops looked at.
    """

    database: Database
    opening: Opening
    jobs: JobQueue
    chance: Callable[[], float]
    detecting: Detecting
    pace: Pace = field(default_factory=Pace)

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """All kinds by name."""
        return self.opening.kinds

    async def list(self, scope: Scope, after: UUID | None = None, most: int = 1_000) -> list[Connection]:
        """Return the store's sources, the oldest first."""
        async with self.database.open_scope(scope) as session:
            return await repository.list_all(session, after, most)

    async def list_page(self, scope: Scope, after: UUID | None, most: int) -> Sequence[ListedSource]:
        """Return sources after an id with their newest runs, what they hold and how many problems are open."""
        async with self.database.open_scope(scope) as session:
            return await listing_repository.list_page(session, after, most)

    async def get(self, scope: Scope, source_id: UUID) -> Connection:
        """Return one. Raises SourceNotFound."""
        async with self.database.open_scope(scope) as session:
            return await repository.get(session, source_id)

    async def find_by_name(self, scope: Scope, name: str) -> Connection | None:
        """Return the source of that name."""
        async with self.database.open_scope(scope) as session:
            return await repository.find_by_name(session, name)

    async def try_out(self, scope: Scope, wanted: WantedSource) -> Tried:
        """Look at a shop with options and credentials that are not stored. Raises InvalidForm, ShopError."""
        kind = kind_of(self.kinds, wanted.kind)
        options = read_form(kind.options, wanted.options, "options")
        credentials = read_form(kind.credentials, wanted.credentials, "credentials")
        reading = wanted.reading.over(kind, options, None)
        self.pace.take(scope.organization_id)
        async with (
            in_time(),
            self.opening.tried(scope, kind, options, credentials, reading.politeness, []) as connector,
        ):
            return await look(connector, reading)

    async def test(self, scope: Scope, source_id: UUID) -> Tried:
        """Look at the shop of a stored source. Raises SourceNotFound, ShopError."""
        connection = await self.get(scope, source_id)
        self.pace.take(scope.organization_id)
        async with in_time(), self.opening.of(scope, connection) as connector:
            return await look(connector, connection.reading)

    async def add(self, scope: Scope, wanted: WantedSource, *, unchecked: bool = False) -> Connection:
        """Add a source. The shop is asked first who it is, so that wrong credentials are told at once.

        Args:
            unchecked: Add it without asking. Nobody is asked either where a person has to say yes in a browser first.

        Raises: InvalidForm, SourceNameTaken, TooManySources, ShopError.
        """
        kind = kind_of(self.kinds, wanted.kind)
        name, options = checked_name(wanted.name), read_form(kind.options, wanted.options, "options")
        credentials = read_form(kind.credentials, wanted.credentials, "credentials")
        async with self.database.open_scope(scope) as session:
            zone = (await tenants.get_store(session, session.tenant[1])).time_zone
        reading = wanted.reading.in_zone(zone).over(kind, options, None)
        waits = _waits(credentials)
        if not (unchecked or waits):
            self.pace.take(scope.organization_id)
            credentials = await self._asked(scope, kind, options, credentials, reading)
        async with self.database.open_scope(scope) as session:
            if await repository.count(session) >= MOST_SOURCES:
                raise TooManySources(f"A store has at most {MOST_SOURCES} sources.")
            source_id = await knowledge.create_source(session, kind.name, name)
            await repository.insert(session, source_id, options.model_dump(mode="json"), reading)
            await self.opening.seal(session, source_id, credentials)
            if hooks_of(kind, options) is not None:
                await self.jobs.defer(session, CheckHooks(source_id), dedup_key=str(source_id))
            await self._check_following(session, source_id)
            if waits:
                await _wait_for_consent(session, source_id)
            return await self._planned(session, source_id)

    async def change(self, scope: Scope, source_id: UUID, wanted: WantedChange) -> Connection:
        """Change a source. Other options or resources have it read whole next time.

        Other credentials let a broken source go on. Raises SourceNotFound, InvalidForm, SourceNameTaken.
        """
        kind = kind_of(self.kinds, (await self.get(scope, source_id)).kind)
        async with self.database.open_scope(scope) as session:
            before = await repository.get(session, source_id, lock=True)
            given = before.options if wanted.options is None else wanted.options
            read = read_form(kind.options, given, "options")
            options = read.model_dump(mode="json")
            reading = wanted.reading.over(kind, read, before.reading)
            if options != before.options and wanted.credentials is None and not isinstance(kind, Bound):
                await self._require_no_secret(session, kind, source_id)
            if wanted.name is not None:
                await repository.rename(session, source_id, checked_name(wanted.name))
            await repository.update(session, source_id, options, reading)
            await self._check_following(session, source_id)
            if wanted.credentials is not None:
                credentials = read_form(kind.credentials, wanted.credentials, "credentials")
                await self._put_credentials(session, before, credentials, "source.credentials_changed")
            if options != before.options or reading.rules != before.reading.rules:
                await parts.forget_marks(session, source_id)
            after = await self._planned(session, source_id)
            await record(session, Event("source.changed", "source", source_id, told(before), told(after)))
            return after

    async def let_in(self, scope: Scope, source_id: UUID, credentials: BaseModel) -> Connection:
        """Store what somebody's yes in a browser gave, and let a source go on that waited for it. Raises SourceNotFound."""
        async with self.database.open_scope(scope) as session:
            before = await repository.get(session, source_id, lock=True)
            await self._put_credentials(session, before, credentials, "source.consent_given")
            return await self._planned(session, source_id)

    async def pause(self, scope: Scope, source_id: UUID) -> Connection:
        """Have a source read no more until it is resumed; what is read now rests where it stands."""
        async with self.database.open_scope(scope) as session:
            before = await repository.get(session, source_id, lock=True)
            if before.state is not ConnectionState.PAUSED:
                await repository.set_state(session, source_id, ConnectionState.PAUSED)
                for run in await _in_states(session, source_id, RunState.QUEUED, RunState.RUNNING):
                    await controlling.pause_run(session, run)
                await record(session, Event("source.paused", "source", source_id))
            return await repository.get(session, source_id)

    async def resume(self, scope: Scope, source_id: UUID) -> Connection:
        """Have a source read again, what rested first."""
        async with self.database.open_scope(scope) as session:
            before = await repository.get(session, source_id, lock=True)
            if before.state is ConnectionState.PAUSED:
                stored = await self.opening.stored_credentials(session, before)
                state = ConnectionState.AWAITING_CONSENT if _waits(stored) else ConnectionState.ACTIVE
                await repository.set_state(session, source_id, state)
                for run in await _in_states(session, source_id, RunState.PAUSED, RunState.RUNNING):
                    if run.state is RunState.PAUSED or run.asked == "pause":
                        await controlling.resume_run(session, self.jobs, run)
                await record(session, Event("source.resumed", "source", source_id))
            return await self._planned(session, source_id)

    async def remove(self, scope: Scope, source_id: UUID) -> Run:
        """Take a source out of sight with its documents at once, and with all it brought as soon as it can go in one step.

        Returns the run that takes it away. Raises SourceNotFound.
        """
        async with self.database.open_scope(scope) as session:
            before = await repository.get(session, source_id, lock=True)
            await repository.set_state(session, source_id, ConnectionState.REMOVED)
            await repository.rename(session, source_id, f"removed {source_id}")
            await knowledge.hide_documents_of(session, source_id)
            run = await start_removal(session, self.jobs, source_id)
            await record(session, Event("source.removed", "source", source_id, before=told(before)))
            return run

    async def detect(self, scope: Scope, address: str) -> Sequence[Detected]:
        """Say of which kinds the shop at an address may be, the likeliest first. Raises ShopRefused, RetryLater."""
        self.pace.take(scope.organization_id)
        outside = self.opening.way_out(2)
        try:
            async with in_time():
                return await self.detecting(address, self.kinds.values(), outside)
        finally:
            await outside.close()

    async def _asked(
        self, scope: Scope, kind: Kind, options: BaseModel, credentials: BaseModel, reading: Reading
    ) -> BaseModel:
        """Ask the shop who it is; return the credentials, renewed if it renewed them. Raises ShopError."""
        kept: list[BaseModel] = []
        async with (
            in_time(),
            self.opening.tried(scope, kind, options, credentials, reading.politeness, kept) as connector,
        ):
            await connector.check()
        return kept[-1] if kept else credentials

    async def _require_no_secret(self, session: Session, kind: Kind, source_id: UUID) -> None:
        """Whoever says that another shop is read has to know the secrets: they would be sent there. Raises InvalidForm."""
        if await self.opening.holds_secret(session, source_id, kind):
            reason = "Give them again: they would be sent where the new options say."
            raise InvalidForm(f"credentials: {reason}", fields={"credentials": reason})

    async def _put_credentials(
        self, session: Session, before: Connection, credentials: BaseModel, action: str
    ) -> None:
        await self.opening.seal(session, before.source_id, credentials)
        waits = _waits(credentials)
        if waits and before.state is not ConnectionState.PAUSED:
            await _wait_for_consent(session, before.source_id)
        elif not waits and before.state in (ConnectionState.BROKEN, ConnectionState.AWAITING_CONSENT):
            await repository.set_state(session, before.source_id, ConnectionState.ACTIVE)
            await repository.set_health(session, before.source_id, Health.NEW)
        await record(session, Event(action, "source", before.source_id))

    async def _check_following(self, session: Session, source_id: UUID) -> None:
        every = await repository.list_all(session)
        check_following(next(one for one in every if one.source_id == source_id), every)

    async def _planned(self, session: Session, source_id: UUID) -> Connection:
        """Set when a source is read next, and return it. A new one waits for nobody."""
        connection = await repository.get(session, source_id)
        now = self.opening.now()
        following, reconcile = next_times(connection, now, self.chance())
        if connection.health is Health.NEW and following is not None:
            following = now
        await repository.set_times(session, source_id, following, reconcile)
        return await repository.get(session, source_id)


def _waits(credentials: BaseModel) -> bool:
    """Whether somebody has to say yes in a browser first."""
    return isinstance(credentials, OAuthCredentials) and credentials.needs_consent


async def _wait_for_consent(session: Session, source_id: UUID) -> None:
    """Have a source read no more until somebody says yes in a browser. Nothing is wrong with it, and nobody gets a mail."""
    await repository.set_state(session, source_id, ConnectionState.AWAITING_CONSENT)
    await repository.set_health(session, source_id, Health.NEW)


async def _in_states(session: Session, source_id: UUID, *states: RunState) -> Sequence[Run]:
    return [
        run
        for run in await runs.list_open(session, source_id, lock=True)
        if run.state in states and run.mode in READING
    ]
