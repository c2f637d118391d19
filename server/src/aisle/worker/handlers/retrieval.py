"""Handlers of retrieval's upkeep."""

from aisle.core.jobs import JobContext
from aisle.retrieval import repository
from aisle.retrieval.jobs import SettleIndex
from aisle.retrieval.settling import settle


async def settle_index(message: SettleIndex, context: JobContext) -> None:
    """Give a grown version its own partition and merge its small segments."""
    async with context.scope() as session:
        await settle(session, message.version_id)
    async with context.scope() as session:
        await repository.refresh_statistics(session)
