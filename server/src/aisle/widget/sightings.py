"""Where the window was seen: what says "Seen on your site" after the snippet was put in."""

from datetime import timedelta

from aisle.core.db import Session
from aisle.widget import repository
from aisle.widget.types import Sighting

EVERY = timedelta(minutes=5)  # a busy shop's pages ask many times a second
MOST_LISTED = 50


async def note(session: Session, origin: str) -> None:
    """Remember that a page of a listed origin asked for the window."""
    await repository.note_sighting(session, origin, EVERY)


async def list_seen(session: Session) -> list[Sighting]:
    """Return the sites where the window was seen, the last seen first."""
    return await repository.list_sightings(session, MOST_LISTED)
