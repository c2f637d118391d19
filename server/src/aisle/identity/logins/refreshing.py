"""Refresh tokens: each works once, and one that comes back ends everything that was made from it (RFC 9700, 4.14.2)."""

import hmac
from dataclasses import dataclass, field
from typing import Any

from aisle.audit.service import record
from aisle.audit.types import Event, Outcome
from aisle.core.client import current_client
from aisle.core.db import Database, Scope, Session
from aisle.identity.logins import repository
from aisle.identity.logins.errors import RefreshRefused
from aisle.identity.logins.lifetimes import REPEAT
from aisle.identity.logins.refresh_tokens import RefreshText, make_refresh_token, read_refresh_token
from aisle.identity.logins.service import Logins
from aisle.identity.logins.types import AccessToken, LoginKind

REFUSED = "The refresh token was used before, or the sign-in has ended. Sign in again."


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A new access token. refresh_token: takes the place of the one sent; None for one that was sent twice."""

    access: AccessToken
    refresh_token: str | None = field(repr=False)


async def refresh(database: Database, logins: Logins, token: str) -> Refreshed:
    """Exchange a refresh token. Raises RefreshRefused.

    The newest one is replaced. The one before it, within ten seconds and from the same program, is a client whose answer
    was lost: it gets an access token and no refresh token. Any other was stolen or copied: the sign-in ends, is kept so,
    and stands in the audit log.
    """
    text = read_refresh_token(logins.refresh_key, token)
    if text is None:
        raise RefreshRefused(REFUSED)
    async with database.open_scope(Scope.of_person(text.person_id)) as session:
        found = await _exchanged(session, logins, text)
    if found is None:  # said only now: the end of the family has to outlive the refusal
        raise RefreshRefused(REFUSED, text.login_id)
    return found


async def _exchanged(session: Session, logins: Logins, text: RefreshText) -> Refreshed | None:
    row = await repository.find_login(session, text.login_id, lock=True)
    if row is None or row["kind"] != LoginKind.TOKEN:
        return None
    access = logins.access.make(text.person_id, text.login_id, row["organization_id"])
    if hmac.compare_digest(row["secret_hash"], text.secret_hash):
        new, secret_hash = make_refresh_token(logins.refresh_key, text.person_id, text.login_id)
        await repository.rotate_secret(session, text.login_id, secret_hash)
        return Refreshed(access, new)
    if await _was_sent_twice(session, row, text):
        return Refreshed(access, None)
    await _end_family(session, text)
    return None


async def _was_sent_twice(session: Session, row: Any, text: RefreshText) -> bool:
    if row["previous_hash"] is None or not hmac.compare_digest(row["previous_hash"], text.secret_hash):
        return False
    same_device = row["device"] == (current_client().program or "")
    return same_device and await repository.was_rotated_within(session, text.login_id, REPEAT)


async def _end_family(session: Session, text: RefreshText) -> None:
    await repository.end_login(session, text.login_id, "a refresh token was used twice")
    await record(session, Event("login.reused", "login", text.login_id, outcome=Outcome.REFUSED))
