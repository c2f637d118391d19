"""Which limits a caller falls under: its key, the person or shopper, the address, the store, the organization."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from uuid import UUID

from aisle.core.client import current_client
from aisle.core.db import Database, Scope
from aisle.core.errors import Unavailable
from aisle.core.limits.rules import counted
from aisle.core.limits.service import AWAY_SECONDS, Drawn, Limits
from aisle.core.limits.types import Per, Rule, Standing, Subjects
from aisle.identity.types import Caller, CallerKind

REMEMBER_SECONDS = 30.0
REMEMBER_MOST = 10_000
KEYS = (CallerKind.SECRET_KEY, CallerKind.PUBLISHABLE_KEY)
SITE_BITS = 64  # of an IPv6 address: the rest is one site's to choose
# Of a key, which stores it is in and whose it is.
KeyPlace = tuple[UUID, UUID | None, UUID]
RULES = "SELECT settings -> 'rate_limits' FROM organization WHERE organization_id = $1"


@dataclass(slots=True)
class CallerLimits:
    """Counts callers. rules: of the installation; an organization may be stricter with itself."""

    limits: Limits
    rules: tuple[Rule, ...]
    database: Database
    clock: Callable[[], float] = time.monotonic
    _known: dict[UUID, tuple[float, tuple[Rule, ...]]] = field(default_factory=dict)
    _of_keys: dict[KeyPlace, tuple[tuple[Rule, ...], Drawn]] = field(default_factory=dict)

    async def admit(self, caller: Caller, *, own: bool = True) -> list[Standing]:
        """Count one request of a caller. own: also by the rules of its organization. Raises RateLimited."""
        if not self.rules:
            return []
        rules = await self._rules_for(caller.organization_id) if own else self.rules
        if caller.kind is CallerKind.SECRET_KEY:
            return await self.limits.draw(self._drawn_by_key(caller, rules))
        return await self.limits.admit(rules, subjects_of(caller))

    async def admit_stranger(self) -> list[Standing]:
        """Count a request of which the address alone is known. Raises RateLimited."""
        address = current_client().address
        if not self.rules or address is None:
            return []
        return await self.limits.admit(self.rules, {Per.ADDRESS: site_of(address)})

    async def charge(self, organization_id: UUID, subjects: Subjects, tokens: int) -> None:
        """Count tokens that models spent for somebody of an organization."""
        if self.rules:
            await self.limits.charge(await self._rules_for(organization_id), subjects, tokens)

    def forget(self, organization_id: UUID) -> None:
        """Read an organization's rules anew with its next request."""
        self._known.pop(organization_id, None)

    def _drawn_by_key(self, caller: Caller, rules: tuple[Rule, ...]) -> Drawn:
        """Return what a request of a secret key wants: always the same, since no address is counted."""
        place = (caller.organization_id, caller.store_id, caller.credential_id)
        known = self._of_keys.get(place)
        if known is not None and known[0] is rules:
            return known[1]
        if len(self._of_keys) >= REMEMBER_MOST:
            self._of_keys.clear()
        drawn = self.limits.drawn(rules, subjects_of(caller))
        self._of_keys[place] = rules, drawn
        return drawn

    async def _rules_for(self, organization_id: UUID) -> tuple[Rule, ...]:
        until, rules = self._known.get(organization_id, (0.0, self.rules))
        if until > self.clock():
            return rules
        remember = REMEMBER_SECONDS
        try:
            async with self.database.open_scope(Scope(organization_id, None)) as session:
                found = counted(self.rules, await session.fetchval(RULES, organization_id))
                rules = rules if found == rules else found  # the same ones: what was made of them holds on
        except Unavailable:  # those that were known hold on
            remember = AWAY_SECONDS
        if len(self._known) >= REMEMBER_MOST:
            self._known.clear()
        self._known[organization_id] = (self.clock() + remember, rules)
        return rules


def subjects_of(caller: Caller) -> Subjects:
    """Return everybody who is limited when this caller asks."""
    found = {Per.ORGANIZATION: str(caller.organization_id)}
    if caller.store_id is not None:
        found[Per.STORE] = f"{caller.organization_id}:{caller.store_id}"
    if caller.kind in KEYS:
        found[Per.KEY] = str(caller.credential_id)
    else:
        found[Per.USER] = str(caller.person_id or caller.shopper_id or caller.credential_id)
    # A shop's server asks for all its shoppers from one address; its key is limited instead.
    if caller.kind is not CallerKind.SECRET_KEY and (address := current_client().address):
        found[Per.ADDRESS] = site_of(address)
    return found


def site_of(address: str) -> str:
    """Return what is counted for an address: of IPv6 the network, since one site has as many addresses as it likes."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return f"{parsed.packed[: SITE_BITS // 8].hex()}/{SITE_BITS}"
