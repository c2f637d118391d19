"""Asking for pictures to be read, in the transaction that changed what products show."""

from datetime import timedelta

from aisle.core.db import Session
from aisle.core.jobs import JobQueue
from aisle.retrieval.jobs import ReadPictures
from aisle.retrieval.pictures import repository

KEY = "pictures"
SOON = timedelta(seconds=2)  # changes come in bursts; one run reads the pictures of all of them


async def ask_for_pictures(session: Session, jobs: JobQueue, delay: timedelta = SOON) -> None:
    """Have the store's pictures looked over; a run that waits is joined, not doubled. Stores without any need none."""
    if await repository.has_any(session):
        await jobs.defer(session, ReadPictures(), dedup_key=KEY, delay=delay)
