"""The audit log of a whole installation: heads of all chains kept outside, all chains checked, old entries dropped."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from aisle.adapters.kept_heads import HeadFolder
from aisle.audit import repository, upkeep
from aisle.audit.heads import HeadSigner, KeptHead
from aisle.audit.verifying import Verdict, verify
from aisle.core.db import Database, Scope
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.tenants.walking import every_tenant

PRINCIPAL = "system:audit"


@dataclass(slots=True)
class Auditing:
    """Works on the chains of all tenants, one after the other. keep_days: None keeps entries for ever."""

    database: Database
    dispatch: Database
    heads: HeadFolder
    keep_days: int | None
    _written: dict[UUID, int] = field(default_factory=dict)

    async def keep_heads(self) -> int:
        """Write the head of every chain that grew since the last time; return how many did."""
        grown = [head async for head in self._grown()]
        await asyncio.to_thread(self.heads.add, grown)
        self._written.update({head.tenant: head.number for head in grown})
        return len(grown)

    async def _grown(self) -> AsyncIterator[KeptHead]:
        async for tenant in every_tenant(self.dispatch):
            async with self.database.open_scope(_scope(tenant)) as session:
                head = await repository.find_head(session)
                at = await repository.find_time(session, head.number) if head else None
            if head and self._written.get(tenant) != head.number:
                yield KeptHead(tenant, head.number, head.hash, at or datetime.now(UTC))

    async def forget_old(self) -> int:
        """Drop entries that are older than they are kept; return how many went."""
        dropped = 0
        if self.keep_days is None:
            return 0
        async for tenant in every_tenant(self.dispatch):
            more = True
            while more:
                async with self.database.open_scope(_scope(tenant)) as session:
                    more = bool(gone := await upkeep.forget_old(session, self.keep_days))
                dropped += gone
        return dropped

    async def verify(self, tenant: UUID, kept: Sequence[KeptHead] | None = None) -> Verdict:
        """Check one chain. kept: heads to compare with; without, those of the folder. Raises HeadsUnreadable."""
        known = self.heads.read([tenant]) if kept is None else kept
        mine = [head for head in known if head.tenant == tenant]
        return await verify(partial(self.database.open_scope, _scope(tenant)), mine, self.keep_days)

    async def verify_all(self, kept: Sequence[KeptHead] | None = None) -> AsyncIterator[tuple[UUID, Verdict]]:
        """Check every chain, and name tenants that only the kept heads know. Raises HeadsUnreadable."""
        known = self.heads.read() if kept is None else kept
        by_tenant: dict[UUID, list[KeptHead]] = {}
        for head in known:
            by_tenant.setdefault(head.tenant, []).append(head)
        async for tenant in every_tenant(self.dispatch):
            yield tenant, await self.verify(tenant, by_tenant.pop(tenant, []))
        for tenant, heads in by_tenant.items():
            yield tenant, await self.verify(tenant, heads)


def make_auditing(settings: Settings, secrets: Secrets, database: Database, dispatch: Database) -> Auditing:
    """Put it together from the settings."""
    folder = settings.audit_heads or Path(settings.home) / "audit-heads"
    heads = HeadFolder(folder, HeadSigner(secrets.key("audit heads")))
    return Auditing(database, dispatch, heads, settings.audit_days or None)


def _scope(tenant: UUID) -> Scope:
    return Scope(tenant, None, PRINCIPAL)
