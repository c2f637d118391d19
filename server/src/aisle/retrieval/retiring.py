"""Freeing what a retired index version holds, in portions, while others are read and written."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from aisle.core.jobs import JobContext
from aisle.knowledge import service as knowledge
from aisle.retrieval import repository, versions
from aisle.retrieval.errors import HomeBusy, IndexVersionNotFound
from aisle.retrieval.pictures import repository as pictures
from aisle.retrieval.versions import IndexVersion

ROWS_AT_ONCE = 5_000
DOCUMENTS_AT_ONCE = 50
DROP_TRIES = 40
DROP_WAIT_SECONDS = 0.5


async def free(context: JobContext, version: IndexVersion) -> None:
    """Remove items, postings and segments of a retired version, its partition, and cuts that only it asked for."""
    async with context.scope() as session:
        _, store_id = session.tenant
    await _drop_home(context, store_id, version.id)
    freed = 0
    while True:
        async with context.scope() as session:
            gone = await repository.delete_some(session, version.id, ROWS_AT_ONCE)
        if not gone:
            break
        freed += gone
        await context.progress("freeing", freed, None)
    async with context.scope() as session:
        await pictures.drop_held(session, version.id)
    await _drop_cuts(context, version)


async def find_retired(context: JobContext, version_id: UUID) -> IndexVersion | None:
    """Return the version if it is there and retired."""
    async with context.scope() as session:
        try:
            version = await versions.get_version(session, version_id)
        except IndexVersionNotFound:
            return None
    return version if version.state == "retired" else None


async def drop_homes(context: JobContext, store_id: UUID, version_ids: Sequence[UUID]) -> None:
    """Drop the partitions that a deleted store has left. Raises HomeBusy."""
    for version_id in version_ids:
        await _drop_home(context, store_id, version_id)


async def _drop_home(context: JobContext, store_id: UUID, version_id: UUID) -> None:
    """Detaching waits for everybody who reads any index: it gives way at once and comes again."""
    for attempt in range(DROP_TRIES):
        try:
            async with context.scope() as session:
                await repository.drop_home(session, store_id, version_id)
            return
        except HomeBusy:
            if attempt == DROP_TRIES - 1:
                raise
            await asyncio.sleep(DROP_WAIT_SECONDS)


async def _drop_cuts(context: JobContext, version: IndexVersion) -> None:
    key = version.recipe.chunking.key
    while True:
        async with context.scope() as session:
            await session.lock(versions.LOCK, shared=True)
            if any(other.recipe.chunking.key == key for other in await versions.list_kept(session)):
                return
            if not await knowledge.drop_cuts(session, key, DOCUMENTS_AT_ONCE):
                return
