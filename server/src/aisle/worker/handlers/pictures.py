"""Handlers of the index of pictures, and asking for it when products have changed."""

from datetime import timedelta

from aisle.core.jobs import Handler, JobContext, JobMessage, JobQueue
from aisle.retrieval.jobs import ReadPictures
from aisle.retrieval.pictures.asking import ask_for_pictures
from aisle.retrieval.pictures.following import PictureFollower

AGAIN = timedelta(minutes=5)  # before pictures are tried again that could not be had


class PictureHandlers:
    """Keeps the index of pictures up with the products."""

    def __init__(self, follower: PictureFollower, jobs: JobQueue) -> None:
        self._follower, self._jobs = follower, jobs

    async def read(self, _message: ReadPictures, context: JobContext) -> None:
        """Read what is new, let go what is gone, and come back for what could not be had."""
        if await self._follower.follow(context):
            async with context.scope() as session:
                await ask_for_pictures(session, self._jobs, AGAIN)

    def then_read(self, handler: Handler) -> Handler:
        """Have pictures read when a job has changed products; a job that is repeated asks again."""

        async def run(message: JobMessage, context: JobContext) -> None:
            await handler(message, context)
            async with context.scope() as session:
                await ask_for_pictures(session, self._jobs)

        return run
