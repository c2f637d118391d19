"""All that is kept of one shopper: handed out, or erased for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.conversations.errors import ShopperNotFound
from aisle.conversations.repository import privacy
from aisle.core.db import Session
from aisle.identity.shoppers.joining import Joiner
from aisle.identity.shoppers.types import Identified

MOST_MESSAGES = 20_000
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """How a shopper is named: by the shop's own id of the customer, an address, or one of their chats."""

    customer_id: str | None = None
    email: str | None = None
    conversation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class KeptOfShopper:
    """What is kept. shoppers: who it was proven to be, with what names them."""

    shoppers: list[Identified]
    sessions: list[Json]
    conversations: list[Json]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased. session_ids: whose tokens end now."""

    shoppers: int
    sessions: int
    conversations: int
    session_ids: tuple[UUID, ...]


async def export(session: Session, joiner: Joiner, named: Named) -> KeptOfShopper:
    """Return all that is kept of a shopper. Raises ShopperNotFound."""
    shoppers, sessions = await _found(session, joiner, named)
    rows = await privacy.messages_of(session, [one["id"] for one in sessions], MOST_MESSAGES)
    counted = {"sessions": len(sessions), "messages": len(rows)}
    await record(session, Event("shopper.exported", "shopper", _object(shoppers, sessions), after=counted))
    kept = [{name: one[name] for name in ("created_at", "expires_at", "consent")} for one in sessions]
    return KeptOfShopper([await joiner.get(session, id_) for id_ in shoppers], kept, _conversations(rows))


async def erase(session: Session, joiner: Joiner, named: Named) -> Erased:
    """Erase all that is kept of a shopper, for good; their tokens end. Raises ShopperNotFound."""
    shoppers, sessions = await _found(session, joiner, named)
    ids = tuple(one["id"] for one in sessions)
    conversations = await privacy.erase(session, ids, shoppers)
    counted = {"sessions": len(ids), "conversations": conversations, "shoppers": len(shoppers)}
    await record(session, Event("shopper.erased", "shopper", _object(shoppers, sessions), counted))
    return Erased(len(shoppers), len(ids), conversations, ids)


async def _found(session: Session, joiner: Joiner, named: Named) -> tuple[list[UUID], list[Any]]:
    shoppers = (
        await joiner.find_named(session, named.customer_id, named.email)
        if named.customer_id or named.email
        else []
    )
    if named.conversation_id is not None:
        of_chat = await privacy.shopper_of_conversation(session, named.conversation_id)
        shoppers += [of_chat[1]] if of_chat and of_chat[1] and of_chat[1] not in shoppers else []
    sessions = [*await privacy.sessions_of(session, shoppers, named.conversation_id)]
    if not shoppers and not sessions:
        raise ShopperNotFound("Nothing is kept of this shopper here.")
    return shoppers, sessions


def _object(shoppers: list[UUID], sessions: list[Any]) -> UUID:
    """What the audit log calls whom it was about: an id that says nothing once they are erased."""
    return shoppers[0] if shoppers else UUID(str(sessions[0]["id"]))


def _conversations(rows: Any) -> list[Json]:
    found: dict[UUID, Json] = {}
    for row in rows:
        about = ("begun_at", "page", "market", "improve", "disclosed_at")
        kept = found.setdefault(
            row["conversation_id"],
            {"id": row["conversation_id"], **{name: row[name] for name in about}, "messages": []},
        )
        if row["role"] is not None:
            kept["messages"].append(_message(row))
    return list(found.values())


def _message(row: Any) -> Json:
    at: datetime = row["created_at"]
    said: Json = {"role": row["role"], "at": at, "text": row["text"]}
    if row["photos"]:
        said["photos"] = row["photos"]
    thought = {"rating": row["rating"], "reasons": row["reasons"], "comment": row["comment"]}
    return {**said, "feedback": thought} if row["rating"] else said
