"""Handlers that build index versions and free retired ones."""

import contextlib
from uuid import UUID

from aisle.core.errors import AisleError
from aisle.core.jobs import JobContext, JobLost, Permanent
from aisle.llm.errors import EmbedderRefused
from aisle.retrieval import retiring, versions
from aisle.retrieval.building import Builder, BuildStopped
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.jobs import BuildIndex, DropIndexHomes, RetireIndex


class BuildHandlers:
    """Runs the jobs of index versions."""

    def __init__(self, indexer: Indexer) -> None:
        self._builder = Builder(indexer)

    async def build(self, message: BuildIndex, context: JobContext) -> None:
        """Fill a version. What trying again cannot mend, or was tried often enough, ends it with a reason."""
        try:
            await self._builder.build(context, message.version_id)
        except BuildStopped:
            return
        except JobLost:
            raise
        except EmbedderRefused as error:
            await _give_up(context, message.version_id, error)
            raise Permanent(error.detail) from error
        except Exception as error:
            if context.claim.attempts >= message.max_attempts:
                with contextlib.suppress(AisleError):  # the database itself may be what is away
                    await _give_up(context, message.version_id, error)
            raise

    async def retire(self, message: RetireIndex, context: JobContext) -> None:
        """Free what a retired version holds."""
        version = await retiring.find_retired(context, message.version_id)
        if version is not None:
            await retiring.free(context, version)


async def drop_index_homes(message: DropIndexHomes, context: JobContext) -> None:
    """Drop what a deleted store has left."""
    await retiring.drop_homes(context, message.store_id, message.version_ids)


async def _give_up(context: JobContext, version_id: UUID, error: Exception) -> None:
    reason = error.detail if isinstance(error, AisleError) else f"{type(error).__name__}: {error}"
    async with context.scope() as session:
        await versions.give_up(session, version_id, reason[:500])
