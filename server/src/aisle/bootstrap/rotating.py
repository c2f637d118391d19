"""Changing keys: root keys of the installation, and the key of one tenant.

The root key is changed in three steps, which on one machine follow each other: a new one is added to secrets.json; it becomes the
current one and every tenant's key is wrapped with it; the old ones are removed. Where several machines have copies of
secrets.json, it is copied to all of them after each step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core import tenant_keys
from aisle.core.db import Database, Scope
from aisle.core.errors import Conflict
from aisle.core.jobs import JobQueue
from aisle.core.resealing import ResealTenant
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import change_roots, load_secrets, new_root
from aisle.core.vault import Vault
from aisle.tenants.walking import every_tenant

PRINCIPAL = "operator:secrets"
NOBODY = UUID(int=0)


class OldRootInUse(Conflict):
    """Keys of tenants are still wrapped with a root key that is to be removed."""

    code = "old_root_in_use"
    title = "An old root key is still needed"


class Step(StrEnum):
    """Part of a change of the root key."""

    ADD = "add"
    USE = "use"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Rotation:
    """Changes keys. home: where secrets.json lies."""

    home: Path
    database: Database
    dispatch: Database
    jobs: JobQueue

    def add_root(self) -> None:
        """Add a root key that is not used yet."""
        change_roots(self.home, lambda roots: (*roots, new_root()))

    async def use_newest_root(self) -> int:
        """Make the newest root key the current one and wrap every tenant's key with it; return how many."""
        secrets = change_roots(self.home, lambda roots: (roots[-1], *roots[:-1]))
        async with self.database.open_scope(Scope(NOBODY, None, PRINCIPAL)) as session:
            await tenant_keys.let_root_change(session)
        vault, done = Vault(SecretsRootKeys(secrets)), 0
        async for tenant in every_tenant(self.dispatch):
            async with self.database.open_scope(Scope(tenant, None, PRINCIPAL)) as session:
                done += await vault.rewrap(session)
        return done

    async def drop_old_roots(self) -> None:
        """Remove every root key but the current one. Raises OldRootInUse, and then removes none."""
        current = load_secrets(self.home).roots[0].name
        in_use = sum(keys for name, keys in (await self.count()).items() if name != current)
        if in_use:
            raise OldRootInUse(
                f"{in_use} keys of tenants are wrapped with an old root key. Run `aisle secrets rotate-root --step use` first."
            )
        change_roots(self.home, lambda roots: roots[:1])

    async def count(self) -> Mapping[str, int]:
        """Return how many keys of tenants each root key wraps, by its name."""
        counts: dict[str, int] = {}
        async for tenant in every_tenant(self.dispatch):
            async with self.database.open_scope(Scope(tenant, None, PRINCIPAL)) as session:
                for row in await tenant_keys.list_keys(session):
                    counts[row["root"]] = counts.get(row["root"], 0) + 1
        return counts

    async def rotate_tenant(self, vault: Vault, tenant: UUID) -> UUID:
        """Give a tenant a new key and have everything sealed anew by a job, whose id is returned."""
        async with self.database.open_scope(Scope(tenant, None, PRINCIPAL)) as session:
            number = await vault.rotate(session)
            job_id = await self.jobs.defer(session, ResealTenant(), dedup_key="reseal")
            await record(session, Event("tenant_key.rotated", "tenant_key", tenant, after={"number": number}))
        return job_id
