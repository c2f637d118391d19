"""Pictures of products that are about to go live: read before the switch, found by photo from the switch on."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import structlog

from aisle.core.db import Session
from aisle.core.jobs import JobContext
from aisle.retrieval.pictures import repository
from aisle.retrieval.pictures.following import holding
from aisle.retrieval.pictures.reading import PictureReader

MOST = 500  # pictures; a first run has thousands, at servers of strangers: it goes live, and they follow
SECONDS = 20.0
log = structlog.get_logger()


class PicturesAhead:
    """Has pictures ready when the products that show them go live."""

    def __init__(self, reader: PictureReader) -> None:
        self._reader, self._name = reader, reader.embedder.name

    async def read(self, context: JobContext, holder: UUID) -> None:
        """Read the pictures that held products will show, if they are few and come soon; the others follow by a job."""
        async with context.scope() as session:
            if not await holding(session, self._name):
                return
            addresses = await repository.unread_of_held(session, self._name, holder, MOST + 1)
        if len(addresses) > MOST:
            return
        try:
            async with asyncio.timeout(SECONDS):
                await self._reader.read(context, addresses)
        except TimeoutError:
            log.info("pictures.follow_later", holder=holder)

    async def show(self, session: Session, products: Sequence[UUID]) -> None:
        """Let photos find products by what they show now, as far as it was read, in the transaction that lets them show it."""
        taking = await holding(session, self._name)
        if taking and products:
            await repository.hold(session, taking, products, self._name)
            await repository.let_go(session, self._name, products)
