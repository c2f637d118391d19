"""Making and spending tokens that work once. The session is always the person's own (`Scope.of_person`)."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.errors import AisleError
from aisle.core.ids import new_id
from aisle.identity import tokens
from aisle.identity.once_tokens import repository


class Purpose(StrEnum):
    """What a token lets its bearer do, once."""

    CONFIRM_EMAIL = "confirm_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105
    CHANGE_EMAIL = "change_email"
    UNDO_EMAIL = "undo_email"
    SECOND_STEP = "second_step"


class TokenSpent(AisleError):
    """The same words for a token that never was, was used, was replaced or has expired."""

    code = "token_spent"
    status = 410
    title = "This link or step cannot be used any more"


SPENT = "It was used before, has expired, or is not whole. Ask for a new one."


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token as it is sent or shown, this once."""

    text: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OnceToken:
    """A token that holds. detail: plain values it was made with; sealed: what was sealed with it."""

    id: UUID
    detail: dict[str, Any]
    sealed: bytes | None
    created_at: datetime


def read_token(text: str) -> tokens.KeyText:
    """Take a token apart: its `organization_id` is the person whose scope to open. Raises TokenSpent."""
    found = tokens.read_key(text, tokens.ONCE_PREFIX)
    if found is None:
        raise TokenSpent(SPENT)
    return found


async def make_token(
    session: Session,
    purpose: Purpose,
    lifetime: timedelta,
    *,
    token_id: UUID | None = None,
    sealed: bytes | None = None,
    detail: dict[str, Any] | None = None,
) -> NewToken:
    """Make a token of 256 random bits for the session's person; only its hash is kept.

    detail: plain values, nothing secret and nothing personal. sealed: sealed by the Vault for `place_of(token_id)`.
    """
    token_id = token_id or new_id()
    text, secret_hash = tokens.make_key(tokens.ONCE_PREFIX, session.scope.organization_id, token_id)
    expires_at = await repository.insert_token(
        session, token_id, purpose, secret_hash, lifetime, sealed, detail or {}
    )
    return NewToken(text, expires_at)


async def reserve_token(
    session: Session,
    purpose: Purpose,
    lifetime: timedelta,
    *,
    token_id: UUID | None = None,
    sealed: bytes | None = None,
    detail: dict[str, Any] | None = None,
    beside: bool = False,
) -> UUID:
    """Make a token that nobody knows yet; `arm_token` gives it its text. detail, sealed: as in `make_token`.

    It takes the place of earlier ones for this purpose; beside: they go on.
    """
    token_id = token_id or new_id()
    if not beside:
        await repository.delete_tokens(session, [str(purpose)])
    _, nobodys = tokens.make_key(tokens.ONCE_PREFIX, session.scope.organization_id, token_id)
    await repository.insert_token(session, token_id, purpose, nobodys, lifetime, sealed, detail or {})
    return token_id


async def arm_token(session: Session, token_id: UUID, purpose: Purpose, secret: bytes) -> NewToken | None:
    """Give a reserved token its text, when the mail is made that carries it; None if it is used, replaced or too old.

    secret: 256 bits, the same for every try to send the mail.
    """
    text, secret_hash = tokens.make_key(tokens.ONCE_PREFIX, session.scope.organization_id, token_id, secret)
    expires_at = await repository.set_secret(session, token_id, purpose, secret_hash)
    return None if expires_at is None else NewToken(text, expires_at)


async def find_token(
    session: Session, text: tokens.KeyText, purpose: Purpose, *, lock: bool = False
) -> OnceToken:
    """Return a token without using it. lock: alone, until the transaction ends. Raises TokenSpent."""
    row = await repository.find_token(session, text.key_id, purpose, lock=lock)
    if row is None or not hmac.compare_digest(row["secret_hash"], text.secret_hash):
        raise TokenSpent(SPENT)
    return OnceToken(row["id"], row["detail"], row["data_sealed"], row["created_at"])


async def spend_token(session: Session, text: tokens.KeyText, purpose: Purpose) -> OnceToken:
    """Use a token up and return it; of fifty at the same moment, one succeeds. Raises TokenSpent."""
    found = await find_token(session, text, purpose)
    await use_up(session, found.id)
    return found


async def use_up(session: Session, token_id: UUID) -> None:
    """Use up a token that was found before. Raises TokenSpent for all but the first."""
    if not await repository.use_token(session, token_id):
        raise TokenSpent(SPENT)


async def forget_tokens(session: Session, *purposes: Purpose) -> None:
    """Let no token for these purposes work any more."""
    await repository.delete_tokens(session, [str(one) for one in purposes])


async def forget_younger(session: Session, purpose: Purpose, since: datetime) -> None:
    """Let no token for this purpose work any more that was made then or later."""
    await repository.delete_younger(session, str(purpose), since)


def place_of(token_id: UUID) -> str:
    """Where the Vault seals a token's data for."""
    return f"once_token.data_sealed:{token_id}"
