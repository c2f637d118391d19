"""Receiving a delivery: looked at, stored, acknowledged; everything else is a job's."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aisle.core.db import Session
from aisle.core.jobs import JobQueue
from aisle.knowledge.errors import SourceNotFound
from aisle.sources.connections import repository as connections
from aisle.sources.connections.opening import Opening
from aisle.sources.hooks import repository
from aisle.sources.hooks.addresses import Addressed, Addresses
from aisle.sources.hooks.clearing import MOST_WAITING, check_room
from aisle.sources.hooks.clearing_repository import Held
from aisle.sources.hooks.errors import HookNotFound, HookRefused
from aisle.sources.hooks.jobs import ReadDeliveries
from aisle.sources.hooks.secrets import SecretBox, believed
from aisle.sources.ports import Delivery, Hooks, hooks_of

REMEMBERED = timedelta(seconds=20)  # so long a source's secrets are not looked up again
MOST_REMEMBERED = 1_000
MOST_HEADER, MOST_HEADERS = 500, 40
# What may say who somebody is, or how the way here was; no platform signs it.
NOT_KEPT = frozenset(
    {"authorization", "cookie", "proxy-authorization", "forwarded", "x-forwarded-for", "x-real-ip"}
)


@dataclass(frozen=True, slots=True)
class _Known:
    """How a source's deliveries are told from forged ones."""

    hooks: Hooks
    secrets: tuple[str, ...]
    until: datetime


@dataclass(slots=True)
class Receiver:
    """Takes deliveries in. Belongs to one process."""

    opening: Opening
    jobs: JobQueue
    addresses: Addresses
    most_waiting: Held = MOST_WAITING
    _known: OrderedDict[Addressed, _Known] = field(default_factory=OrderedDict)

    async def receive(self, name: str, delivery: Delivery) -> None:
        """Store a delivery for its source; one that is there already changes nothing.

        Args:
            name: The last part of the address.
            delivery: As it came.

        Raises:
            HookNotFound: No such address, or its source is gone or has no webhooks.
            HookRefused: It was not signed with one of the secrets, or too long ago.
            InboxFull: Too many of its source wait; it is not stored, and the shop sends it again.
        """
        addressed = self.require(name)
        known = await self._known_of(addressed)
        if not known.hooks.verify(delivery, known.secrets, self.opening.now()):
            raise HookRefused("Look whether the secret at the shop is the one of this source.")
        key = hashlib.sha256(known.hooks.key(delivery).encode("utf-8", "replace")).digest()
        async with self.opening.database.open_scope(addressed.scope) as session:
            if await repository.insert(
                session, addressed.source_id, key, _kept(delivery.headers), delivery.body
            ):
                await check_room(session, addressed.source_id, self.most_waiting)
                message = ReadDeliveries(addressed.source_id)
                await self.jobs.defer(session, message, dedup_key=str(addressed.source_id), priority=5)

    def require(self, name: str) -> Addressed:
        """Return where an address leads; nothing is looked up. Raises HookNotFound."""
        addressed = self.addresses.read(name)
        if addressed is None:
            raise HookNotFound()
        return addressed

    async def _known_of(self, addressed: Addressed) -> _Known:
        known, now = self._known.get(addressed), self.opening.now()
        if known is None or known.until <= now:
            known = await self._look_up(addressed, now)
            self._known[addressed] = known
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return known

    async def _look_up(self, addressed: Addressed, now: datetime) -> _Known:
        self._known.pop(addressed, None)
        async with self.opening.database.open_scope(addressed.scope) as session:
            hooks = await self._hooks(session, addressed)
            kept = await SecretBox(self.opening.vault).get(session, addressed.source_id)
        return _Known(hooks, tuple(one.value for one in believed(kept, now)), now + REMEMBERED)

    async def _hooks(self, session: Session, addressed: Addressed) -> Hooks:
        try:
            connection = await connections.get(session, addressed.source_id)
        except SourceNotFound:
            raise HookNotFound() from None
        hooks = hooks_of(self.opening.kind(connection), self.opening.options(connection))
        if hooks is None:
            raise HookNotFound()
        return hooks


def _kept(headers: Mapping[str, str]) -> Mapping[str, str]:
    fit = {
        name: value for name, value in headers.items() if name not in NOT_KEPT and len(value) <= MOST_HEADER
    }
    return dict(list(fit.items())[:MOST_HEADERS])
