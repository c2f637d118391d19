"""Keeping the index of pictures up with the products: what they show is held, read where it is new, and let go.

What to do is found by comparing, so a run that was cut short goes on with what is still missing. A product keeps the
pictures that it showed before until those that it shows now were looked at.
"""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from aisle.catalog.service import holding as catalog
from aisle.core.db import Session
from aisle.core.jobs import JobContext
from aisle.llm.ports import PictureEmbedder
from aisle.retrieval import versions
from aisle.retrieval.pictures import repository
from aisle.retrieval.pictures.ports import PictureSource
from aisle.retrieval.pictures.reading import AT_ONCE, PictureReader

PAGE = 500  # products compared at once
MOST_TRIES = 5
AGAIN_SECONDS = 60.0  # before a picture that could not be had is tried again


class PictureFollower:
    """Reads products' pictures into the index versions that take changes."""

    def __init__(self, embedder: PictureEmbedder, source: PictureSource) -> None:
        self.embedder, self._reader = embedder, PictureReader(embedder, source)

    async def follow(self, context: JobContext) -> int:
        """Bring every version up to date; returns how many pictures are to be tried again later."""
        name = self.embedder.name
        await _each_page(context, self._hold)
        await self._read_new(context)
        async with context.scope() as session:
            await repository.give_up_waiting(session, name, MOST_TRIES)
        await _each_page(context, self._let_go)
        async with context.scope() as session:
            await repository.forget_unheld(session)
            return await repository.count_waiting(session, name)

    async def _hold(self, session: Session, products: Sequence[UUID]) -> None:
        await repository.hold(session, await holding(session, self.embedder.name), products)

    async def _let_go(self, session: Session, products: Sequence[UUID]) -> None:
        await repository.let_go(session, self.embedder.name, products)

    async def _read_new(self, context: JobContext) -> None:
        done = 0
        while True:
            async with context.scope() as session:
                addresses = await repository.unread(session, self.embedder.name, AGAIN_SECONDS, AT_ONCE)
            if not addresses:
                return
            await self._reader.read(context, addresses)
            done += len(addresses)
            await context.progress("pictures", done, None)


async def _each_page(context: JobContext, do: Callable[[Session, Sequence[UUID]], Awaitable[None]]) -> None:
    """Go through all products, each page in a transaction of its own in which nobody else writes products."""
    place: UUID | None = None
    while True:
        async with context.scope() as session:
            await catalog.lock(session)
            products = await repository.products_after(session, place, PAGE)
            if not products:
                return
            await do(session, products)
        place = products[-1]


async def holding(session: Session, embedder: str) -> list[UUID]:
    """Return the versions that take changes and whose recipe looks at pictures with this embedder."""
    written = await versions.hold(session)
    return [version.id for version in written if version.recipe.pictures == embedder]
