"""Handlers of going live."""

from aisle.core.jobs import JobContext
from aisle.sources.going_live.service import GoingLive
from aisle.sources.syncing.jobs import GoLive


class GoingLiveHandlers:
    """Runs the jobs that bring runs live."""

    def __init__(self, going_live: GoingLive) -> None:
        self._going_live = going_live

    async def go_live(self, message: GoLive, context: JobContext) -> None:
        """Bring a staged run live, or to a person who is to look at it."""
        await self._going_live.run(context, message.run_id)
