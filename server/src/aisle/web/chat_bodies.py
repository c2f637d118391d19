"""What clients send to the chat: our own body, or useChat's."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from aisle.conversations.situation import MOST_IN_BASKET
from aisle.conversations.types import NewMessage, TurnKind
from aisle.core.errors import InvalidInput
from aisle.knowledge.validity import LONGEST_MARKET, market_of
from aisle.photos.service import MOST_IN_MESSAGE
from aisle.retrieval.types import Filter, FilterOp, Origin
from aisle.web.bodies import bytes_of, checked, json_of, parsed
from aisle.web.text import Storable, clean

MOST_JSON = 1_000_000  # bytes; useChat repeats the whole conversation
LONGEST_ID = 200  # of a filter: field@start-end
REGENERATE = "regenerate-message"
MOST_VALUES, LONGEST_VALUE = 100, 500
LONGEST_NAME = 200  # of a product
LONGEST_PAGE = 500


def _written(value: object) -> object:
    """Say it once and in words; a union would complain for each of its members."""
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, str) for part in parts):
        raise ValueError('a filter\'s value is text, or a list of texts: write 40 as "40"')
    if len(parts) > MOST_VALUES or any(len(str(part)) > LONGEST_VALUE for part in parts):
        raise ValueError(f"a filter has at most {MOST_VALUES} values of {LONGEST_VALUE} characters")
    return value


class FilterIn(BaseModel):
    """A limit on products, as the stream gave it out; where it was read may be sent back with it."""

    model_config = ConfigDict(extra="forbid")

    field: Storable = Field(max_length=100)
    op: FilterOp
    value: Annotated[Storable | list[Storable], BeforeValidator(_written)]
    text: Storable = Field("", max_length=200)
    id: Storable = Field("", max_length=LONGEST_ID)
    words: Storable = Field("", max_length=2_000)
    start: int = Field(0, ge=0, le=1_000_000)
    end: int = Field(0, ge=0, le=1_000_000)
    near: bool = False
    only: bool = False
    synonym: Storable = Field("", max_length=4_000)

    def to_filter(self) -> Filter:
        """Return the filter that the search knows."""
        values = (self.value,) if isinstance(self.value, str) else tuple(self.value)
        text = self.text or f"{self.field} {', '.join(values)}"
        origin = (
            Origin(self.id, self.words, self.start, self.end, self.near, self.only, self.synonym)
            if self.id
            else None
        )
        return Filter(self.field, self.op, values, text, origin)


class AttachmentIn(BaseModel):
    """A photo that was uploaded before."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["photo"]
    id: UUID


class VersionBody(BaseModel):
    """Another version of an answer: nothing has to be said."""

    client_message_id: Storable | None = Field(None, min_length=1, max_length=100)
    filters: list[FilterIn] | None = Field(None, max_length=50)
    ignore: list[Annotated[Storable, Field(max_length=LONGEST_ID)]] = Field(
        default=[], max_length=50, description="Ids of filters read from the words that shall not hold."
    )

    def to_message(self, **more: Any) -> NewMessage:
        """Return what the turn is begun with."""
        filters = None if self.filters is None else tuple(one.to_filter() for one in self.filters)
        return NewMessage(
            client_message_id=self.client_message_id, filters=filters, ignore=tuple(self.ignore), **more
        )


class ChatBody(VersionBody):
    """Our own body. Everything else a client sends along, such as an organization or a store, is ignored."""

    message: str | None = None
    market: Storable | None = Field(
        None,
        max_length=LONGEST_MARKET,
        description="The shopper's market or country; the conversation remembers it.",
    )
    page: Storable | None = Field(
        None, max_length=2_000, description="Path or address of the shop's page where it is said."
    )
    basket: list[Annotated[Storable, Field(min_length=1, max_length=LONGEST_NAME)]] = Field(
        default=[],
        max_length=MOST_IN_BASKET,
        description="What the page says lies in the shopper's basket: handles, ids, SKUs or bar codes of products. Others are left out.",
    )
    improve: bool | None = Field(
        None,
        strict=True,
        description="Whether the chat may be used to improve answers; the conversation remembers it.",
    )
    attachments: list[AttachmentIn] = Field(
        default=[], max_length=MOST_IN_MESSAGE, description="Photos by the ids that POST /photos gave."
    )
    conversation_id: UUID | None = None
    edits: UUID | None = Field(None, description="The turn whose words these replace; it stays as a version.")
    id: Storable | None = Field(
        None, max_length=200, description="useChat's name of the conversation: the same one goes on in it."
    )
    messages: list[dict[str, Any]] | None = None
    trigger: Storable | None = Field(None, max_length=40, description="useChat's: what it asks for.")
    message_id: Storable | None = Field(
        None, alias="messageId", max_length=80, description="useChat's: the message that it asks it of."
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A message, and whether it came in useChat's body, which is answered by a stream unless it says otherwise."""

    message: NewMessage
    is_use_chats: bool


async def read_message(request: Request) -> Asked:
    """Read our own body or useChat's. Raises InvalidInput."""
    data = await json_of(request, MOST_JSON)
    return Asked(message_of(data), isinstance(data, dict) and "messages" in data and "message" not in data)


async def read_version(request: Request, kind: TurnKind, turn_id: UUID) -> NewMessage:
    """Read the body of a wish for another version; there need be none. Raises InvalidInput."""
    raw = await bytes_of(request, MOST_JSON)
    return checked_version(parsed(raw) if raw.strip() else {}, kind, turn_id)


def checked_version(data: Any, kind: TurnKind, turn_id: UUID) -> NewMessage:
    """Check a wish for another version of a turn. Raises InvalidInput."""
    return checked(VersionBody, data).to_message(kind=kind, about=turn_id)


def message_of(data: Any) -> NewMessage:
    """Check a message. Raises InvalidInput."""
    body = checked(ChatBody, data)
    if body.trigger == REGENERATE:
        return _versioned(body, "", TurnKind.REGENERATE)
    text, client_id = (
        (body.message, body.client_message_id) if body.message is not None else _last_user_message(body)
    )
    text = clean(text)
    photos = tuple(dict.fromkeys(one.id for one in body.attachments))
    if body.edits is not None:
        edited = _versioned(body, text, TurnKind.EDIT)
        return replace(edited, about=body.edits, about_message=None, photos=photos)
    if body.message_id is not None and body.message is None:
        # useChat sends changed words under the old message's id; the version needs a name of its own.
        mark = hashlib.sha256(text.encode()).hexdigest()[:12]
        edited = _versioned(body, text, TurnKind.EDIT)
        return replace(edited, client_message_id=body.client_message_id or f"{body.message_id}#{mark}")
    said = body.to_message(
        page=page_of(body.page),
        basket=tuple(body.basket),
        improve=body.improve,
        market=market_of(body.market),
        text=text,
        conversation_id=body.conversation_id,
        chat_name=body.id,
        photos=photos,
    )
    return replace(said, client_message_id=client_id)


def page_of(address: str | None) -> str | None:
    """Return a page's path: what stands behind it may say who looks at it."""
    if not address:
        return None
    with suppress(ValueError):
        return urlsplit(address).path[:LONGEST_PAGE] or "/"
    return None


def _versioned(body: ChatBody, text: str, kind: TurnKind) -> NewMessage:
    return body.to_message(
        text=text,
        conversation_id=body.conversation_id,
        chat_name=body.id,
        kind=kind,
        about_message=body.message_id,
        market=market_of(body.market),
        basket=tuple(body.basket),
    )


def _last_user_message(body: ChatBody) -> tuple[str, str | None]:
    for message in reversed(body.messages or []):
        if message.get("role") == "user":
            return _words_of(message), body.client_message_id or clean(str(message.get("id") or ""))[
                :100
            ] or None
    raise InvalidInput("Send `message`, or `messages` with at least one message of the role user.")


def _words_of(message: dict[str, Any]) -> str:
    parts = message.get("parts")
    found = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    text = "".join(str(part.get("text", "")) for part in found if part.get("type") == "text")
    return text or str(message.get("content") or "")
