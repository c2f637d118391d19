"""Going live: a publishable key for pages that the public sees is made by somebody who can be reached."""

from collections.abc import Iterable
from urllib.parse import urlsplit
from uuid import UUID

from aisle.core.db import Database, Scope, Session
from aisle.identity.authenticator import SELF
from aisle.identity.keys import repository
from aisle.identity.keys.bounds import LONGEST_CHAIN
from aisle.identity.keys.errors import EmailNotConfirmed
from aisle.identity.keys.types import Maker

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


async def check_going_live(
    database: Database, session: Session, maker: Maker, origins: Iterable[str]
) -> None:
    """Raise EmailNotConfirmed when a key for public pages goes back to a person whose address is not confirmed."""
    if all(is_local(origin) for origin in origins):
        return
    person_id = await _person_behind(session, maker)
    if person_id is None:
        return
    async with database.also(session, Scope.of_person(person_id)) as theirs:
        confirmed = await repository.is_email_confirmed(theirs)
    if not confirmed:
        raise EmailNotConfirmed(
            "Open the link in the mail we sent you, then make this key. Keys for http://localhost need no confirmed address."
        )


def is_local(origin: str) -> bool:
    """Whether an origin is the hosted page's own, or a page on the maker's own machine."""
    return origin == SELF or (urlsplit(origin).hostname or "") in LOCAL


async def _person_behind(session: Session, maker: Maker) -> UUID | None:
    for _ in range(LONGEST_CHAIN):
        row = await repository.find_key(session, maker.key_id) if maker.key_id else None
        if row is None:
            break
        maker = Maker(row["maker"], row["maker_key"])
    return maker.person_id
