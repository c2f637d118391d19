"""Keeping the index of pictures up with the products: what they show is held, read where it is new, and let go.

What to do is found by comparing, so a run that was cut short goes on with what is still missing.
"""

import asyncio
from uuid import UUID

import structlog

from aisle.core.db import Session
from aisle.core.jobs import JobContext
from aisle.llm.errors import EmbedderRefused
from aisle.llm.ports import EmbeddingKind, PictureEmbedder
from aisle.retrieval import versions
from aisle.retrieval.pictures import repository
from aisle.retrieval.pictures.ports import PictureAway, PictureRefused, PictureSource

PAGE = 500  # products compared at once
AT_ONCE = 8  # pictures fetched at once
MOST_TRIES = 5
AGAIN_SECONDS = 60.0  # before a picture that could not be had is tried again
LONGEST_PAUSE = 30.0
log = structlog.get_logger()


class PictureFollower:
    """Reads products' pictures into the index versions that take changes."""

    def __init__(self, embedder: PictureEmbedder, source: PictureSource) -> None:
        self.embedder, self._source = embedder, source

    async def follow(self, context: JobContext) -> int:
        """Bring every version up to date; returns how many pictures are to be tried again later."""
        await self._hold_shown(context)
        done = 0
        while True:
            async with context.scope() as session:
                addresses = await repository.unread(session, self.embedder.name, AGAIN_SECONDS, AT_ONCE)
            if not addresses:
                break
            await asyncio.gather(*(self._read(context, address) for address in addresses))
            done += len(addresses)
            await context.progress("pictures", done, None)
        async with context.scope() as session:
            await repository.give_up_waiting(session, self.embedder.name, MOST_TRIES)
            await repository.forget_unheld(session)
            return await repository.count_waiting(session, self.embedder.name)

    async def _hold_shown(self, context: JobContext) -> None:
        place: UUID | None = None
        while True:
            async with context.scope() as session:
                taking = await holding(session, self.embedder.name)
                rows = await repository.pictures_after(session, place, PAGE)
                if not rows:
                    return
                shown = [(row["id"], address) for row in rows for address in row["addresses"]]
                await repository.let_go(session, [row["id"] for row in rows], shown)
                await repository.hold(session, taking, shown)
            place = rows[-1]["id"]

    async def _read(self, context: JobContext, address: str) -> None:
        """Read one picture; whatever is wrong with it is kept beside it and stops no other."""
        name, tenant = self.embedder.name, context.tenant.organization_id
        try:
            picture = await self._source.fetch(address, tenant)
            (features,) = await self.embedder.embed([picture], EmbeddingKind.PASSAGE)
        except (PictureRefused, EmbedderRefused) as refusal:
            async with context.scope() as session:
                await repository.save_failure(session, name, address, str(refusal), final=True)
        except PictureAway as away:
            async with context.scope() as session:
                await repository.save_failure(session, name, address, str(away), final=False)
            await asyncio.sleep(min(away.retry_after or 0, LONGEST_PAUSE))
        else:
            async with context.scope() as session:
                await repository.save_read(session, name, address, features)


async def holding(session: Session, embedder: str) -> list[UUID]:
    """Return the versions that take changes and whose recipe looks at pictures with this embedder."""
    written = await versions.hold(session)
    return [version.id for version in written if version.recipe.pictures == embedder]
