"""Use cases on keys of people and programs: each is bound by the rights of whoever makes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.clock import Clock
from aisle.core.db import Database, Session
from aisle.core.errors import Forbidden, InvalidInput
from aisle.identity.bounding import require_covering
from aisle.identity.keys import repository
from aisle.identity.keys.bounds import LONGEST_CHAIN, chain_length
from aisle.identity.keys.errors import KeyEnded, KeyNotFound
from aisle.identity.keys.going_live import check_going_live
from aisle.identity.keys.reading import key_of, places_of
from aisle.identity.keys.service import make_key, scopes_of
from aisle.identity.keys.types import BY_THE_MACHINE, Key, KeyKind, KeyState, Maker, WantedKey
from aisle.identity.members.granting import as_of_now
from aisle.identity.policy import allow, require
from aisle.identity.roles import actions_of
from aisle.identity.types import Action, Caller, CallerKind, Grant, NewKey, Place


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes, lists, rotates and ends keys for callers."""

    database: Database
    clock: Clock

    async def create(self, caller: Caller, wanted: WantedKey) -> NewKey:
        """Make a key bound by the caller's rights. Raises Forbidden, RightsExceeded, EmailNotConfirmed, InvalidInput."""
        async with self.database.open_scope(caller.scope) as session:
            caller = await as_of_now(session, caller)
            maker = await self._check(session, caller, wanted)
            return await make_key(session, wanted, maker)

    async def list(self, caller: Caller, after: UUID | None, most: int) -> list[Key]:
        """Return the keys of the places where the caller may read keys."""
        async with self.database.open_scope(caller.scope) as session:
            rows = await repository.list_keys(session, _readable(caller), after, most)
        return [key_of(row) for row in rows]

    async def get(self, caller: Caller, key_id: UUID) -> Key:
        """Return one key. Raises KeyNotFound."""
        async with self.database.open_scope(caller.scope) as session:
            return key_of(await _find(session, caller, key_id))

    async def revoke(self, caller: Caller, key_id: UUID) -> None:
        """End one key for good; it is dead within 30 s in every process. Raises KeyNotFound, Forbidden."""
        async with self.database.open_scope(caller.scope) as session:
            caller = await as_of_now(session, caller)
            row = await _find(session, caller, key_id, for_update=True)
            _require_at(caller, Action.WRITE_KEYS, places_of(row))
            if await repository.revoke_key(session, key_id):
                await record(session, Event("key.revoked", "key", key_id))

    async def rotate(
        self, caller: Caller, key_id: UUID, overlap: timedelta, expires_at: datetime | None = None
    ) -> NewKey:
        """Make a key in the place of another, which works on for the overlap.

        Raises KeyNotFound, KeyEnded, Forbidden, RightsExceeded.
        """
        async with self.database.open_scope(caller.scope) as session:
            caller = await as_of_now(session, caller)
            row = await _find(session, caller, key_id, for_update=True)
            if key_of(row).state is not KeyState.ACTIVE:
                raise KeyEnded("Only a key that is in force can be rotated; make a new one.")
            wanted = _like(row, expires_at or row["expires_at"])
            made = await make_key(session, wanted, await self._new_maker(session, caller, row, wanted))
            await repository.replace_key(session, key_id, made.id, overlap)
            after = {"replaced_by": str(made.id), "hours": overlap.total_seconds() / 3600}
            await record(session, Event("key.rotated", "key", key_id, after=after))
            return made

    async def _new_maker(self, session: Session, caller: Caller, row: Any, wanted: WantedKey) -> Maker:
        # Who rotates learns the new secret, so it must hold no more than they do; a key that rotates itself learns nothing new.
        if caller.credential_id == row["id"]:
            _require_at(caller, Action.WRITE_KEYS, places_of(row))
            _check_no_longer(row["expires_at"], wanted.expires_at)
            return Maker(row["maker"], row["maker_key"])
        if caller.kind is CallerKind.SECRET_KEY and row["maker_key"] != caller.credential_id:
            raise Forbidden("A key rotates itself and the keys that it made; others are rotated by people.")
        return await self._check(session, caller, wanted)

    async def _check(self, session: Session, caller: Caller, wanted: WantedKey) -> Maker:
        places, actions = wanted.stores or (None,), actions_of(scopes_of(wanted))
        _require_at(caller, Action.WRITE_KEYS, places)
        require_covering(caller, [Grant(place, actions) for place in places])
        if wanted.expires_at is not None and wanted.expires_at <= self.clock.now():
            raise InvalidInput("A key has to end in the future.")
        maker = await _maker(session, caller)
        if wanted.kind is KeyKind.PUBLISHABLE:
            await check_going_live(self.database, session, maker, wanted.origins)
        return maker


async def _maker(session: Session, caller: Caller) -> Maker:
    if caller.kind is CallerKind.MEMBER:
        return Maker(caller.person_id)
    if caller.kind is CallerKind.OPERATOR:
        return BY_THE_MACHINE
    if caller.kind is not CallerKind.SECRET_KEY:
        raise Forbidden("Keys are made by members, by keys and on the machine itself.")
    if await chain_length(session, caller.credential_id) >= LONGEST_CHAIN:
        raise Forbidden(f"At most {LONGEST_CHAIN} keys stand above each other; let a person make this one.")
    return Maker(key_id=caller.credential_id)


async def _find(session: Session, caller: Caller, key_id: UUID, *, for_update: bool = False) -> Any:
    row = await repository.read_key(session, key_id, for_update=for_update)
    if row is None or not all(
        allow(caller, Action.READ_KEYS, Place(caller.organization_id, place)) for place in places_of(row)
    ):
        raise KeyNotFound()
    return row


def _check_no_longer(now: datetime | None, wanted: datetime | None) -> None:
    """Raise Forbidden where a key would outlive the time that it was given."""
    if now is not None and (wanted is None or wanted > now):
        raise Forbidden("A key does not lengthen its own life; somebody who may make keys does that.")


def _readable(caller: Caller) -> list[UUID] | None:
    """Return the stores whose keys the caller may read; None: all of the organization's keys."""
    reading = [grant for grant in caller.grants if Action.READ_KEYS in grant.actions]
    if any(grant.store_id is None for grant in reading):
        return None
    return [grant.store_id for grant in reading if grant.store_id is not None]


def _require_at(caller: Caller, action: Action, places: Iterable[UUID | None]) -> None:
    for place in places:
        require(caller, action, Place(caller.organization_id, place))


def _like(row: Any, expires_at: datetime | None) -> WantedKey:
    stores = tuple(place for place in places_of(row) if place is not None)
    kind = KeyKind(row["kind"])
    return WantedKey(kind, row["name"], stores, tuple(row["scopes"]), tuple(row["origins"]), expires_at)
