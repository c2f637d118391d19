"""The handler of tenants' keys."""

from aisle.bootstrap.sealed import SEALED
from aisle.core.jobs import JobContext
from aisle.core.resealing import ResealTenant, destroy_old_keys, reseal_batch
from aisle.core.vault import Vault


class SecretHandlers:
    """Runs the jobs of tenants' keys."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def reseal(self, message: ResealTenant, context: JobContext) -> None:
        """Seal everything of a tenant anew, batch by batch, and destroy the keys before."""
        done = 0
        for column in SEALED:
            more = True
            while more:
                async with context.scope() as session:
                    changed = await reseal_batch(session, self._vault, column)
                more, done = bool(changed), done + changed
                await context.progress(f"{column.table}.{column.column}", done, None)
        async with context.scope() as session:
            await destroy_old_keys(session, SEALED)
