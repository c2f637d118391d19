"""Reading pictures: fetched, looked at, and kept under their addresses."""

import asyncio
from collections.abc import Sequence

from aisle.core.jobs import JobContext
from aisle.llm.errors import EmbedderRefused
from aisle.llm.ports import EmbeddingKind, PictureEmbedder
from aisle.retrieval.pictures import repository
from aisle.retrieval.pictures.ports import PictureAway, PictureRefused, PictureSource

AT_ONCE = 8  # pictures fetched at once
LONGEST_PAUSE = 30.0


class PictureReader:
    """Reads pictures by their addresses, whether or not a product shows them yet."""

    def __init__(self, embedder: PictureEmbedder, source: PictureSource) -> None:
        self.embedder, self._source = embedder, source

    async def read(self, context: JobContext, addresses: Sequence[str]) -> None:
        """Read pictures, some at once; whatever is wrong with one is kept beside it and stops no other."""
        for start in range(0, len(addresses), AT_ONCE):
            some = (self._read(context, one) for one in addresses[start : start + AT_ONCE])
            for done in await asyncio.gather(*some, return_exceptions=True):  # none is left running
                if isinstance(done, BaseException):
                    raise done

    async def _read(self, context: JobContext, address: str) -> None:
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
