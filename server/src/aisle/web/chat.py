"""POST /chat as JSON or as a stream, resuming, and stopping.

The stream is raw ASGI: with thousands open, the framework's own helper costs six times the memory.
"""

import json
import re
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.types import Receive, Scope, Send

from aisle.conversations import service as conversations
from aisle.conversations.errors import TurnEndedEarly, TurnRunning
from aisle.conversations.live import Event, LiveTurn
from aisle.conversations.turn import ABORTED, FAILED, start_event
from aisle.conversations.types import NewMessage, StartedTurn, TurnState
from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.retrieval.types import Filter, FilterOp, Origin
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.text import Storable, clean

router = APIRouter(tags=["chat"])
STREAM = "text/event-stream"
EVENT_ID = re.compile(r"[0-9]{1,9}")
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-vercel-ai-ui-message-stream", b"v1"),
    (b"x-accel-buffering", b"no"),
]


def _written(value: object) -> object:
    """Say it once and in words; a union would complain for each of its members."""
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, str) for part in parts):
        raise ValueError('a filter\'s value is text, or a list of texts: write 40 as "40"')
    return value


class FilterIn(BaseModel):
    """A limit on products, as the stream gave it out; where it was read may be sent back with it."""

    model_config = ConfigDict(extra="forbid")

    field: Storable = Field(max_length=100)
    op: FilterOp
    value: Annotated[Storable | list[Storable], BeforeValidator(_written)]
    text: Storable = Field("", max_length=200)
    id: Storable = Field("", max_length=200)
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


class ChatBody(BaseModel):
    """Our own body. Everything else a client sends along, such as an organization or a store, is ignored."""

    message: str | None = None
    conversation_id: UUID | None = None
    client_message_id: Storable | None = Field(None, min_length=1, max_length=100)
    filters: list[FilterIn] | None = Field(None, max_length=50)
    ignore: list[Storable] = Field(
        default=[], max_length=50, description="Ids of filters read from the words that shall not hold."
    )
    id: Storable | None = Field(
        None, max_length=200, description="useChat's name of the conversation: the same one goes on in it."
    )
    messages: list[dict[str, Any]] | None = None


class ChatReply(BaseModel):
    """A whole answer."""

    conversation_id: UUID
    turn_id: UUID
    message: dict[str, Any]


class TurnStream:
    """A response that writes a turn's events as they come. The turn itself does not depend on anybody listening."""

    def __init__(self, turn: LiveTurn, after: int = 0) -> None:
        self._turn, self._after = turn, after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        async for last, events in self._turn.follow(self._after):
            await send(
                {"type": "http.response.body", "body": encode(events, last - len(events)), "more_body": True}
            )
        await send({"type": "http.response.body", "body": b"data: [DONE]\n\n"})


class StreamResponse(Response):
    """Lets a FastAPI endpoint return a raw ASGI stream."""

    def __init__(self, stream: TurnStream) -> None:
        super().__init__()
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._stream(scope, receive, send)


def encode(events: list[Event], first: int) -> bytes:
    """Write events as server-sent events, numbered from first + 1 (WHATWG HTML, 9.2)."""
    lines = [
        f"id: {first + place}\ndata: {json.dumps(event, ensure_ascii=False, separators=(',', ':'))}\n\n"
        for place, event in enumerate(events, 1)
    ]
    return "".join(lines).encode()


@router.post(
    "/chat",
    response_model=ChatReply,
    summary="Ask the assistant",
    openapi_extra=json_body(ChatBody, {"message": "A tent for two under £300", "client_message_id": "6f1c"}),
)
async def chat(request: Request, parts: Parts, caller: Annotated[Caller, Depends(may(Action.CHAT))]) -> Any:
    """Answer one message. `Accept: text/event-stream` gives the AI SDK's UI message stream, anything else JSON."""
    started, turn = await parts.turns.start(caller, await read_message(request))
    if STREAM in request.headers.get("accept", "") or "text/event-stream" in request.query_params.get(
        "as", ""
    ):
        return StreamResponse(TurnStream(turn or await _replayed(parts, caller, started)))
    if turn is not None:
        async for _ in turn.follow():
            pass
        if turn.failure is not None:
            raise turn.failure
    return await _reply(parts, caller, started)


@router.get(
    "/chat/{conversation_id}/stream",
    summary="Continue a stream after a dropped connection",
    response_class=Response,
)
async def resume(
    conversation_id: str, request: Request, parts: Parts, caller: Annotated[Caller, Depends(may(Action.CHAT))]
) -> Response:
    """Send what follows after `Last-Event-ID`; 204 when nothing is being written."""
    async with parts.database.open_scope(caller.scope) as session:
        await conversations.list_messages(session, caller, uuid_of(conversation_id), None, 1)
    turn = parts.turns.live.find_in(uuid_of(conversation_id))
    last = request.headers.get("last-event-id", "")
    after = int(last) if EVENT_ID.fullmatch(last) else 0
    return StreamResponse(TurnStream(turn, after)) if turn else Response(status_code=204)


@router.post("/chat/{turn_id}/stop", status_code=204, summary="Stop an answer")
async def stop(turn_id: str, parts: Parts, caller: Annotated[Caller, Depends(may(Action.CHAT))]) -> None:
    """End a turn early. Stopping one that has ended does nothing."""
    await parts.turns.stop(caller, uuid_of(turn_id))


async def read_message(request: Request) -> NewMessage:
    """Read our own body or useChat's. Raises InvalidInput."""
    body = await body_of(request, ChatBody)
    filters = None if body.filters is None else tuple(one.to_filter() for one in body.filters)
    text, client_id = (
        (body.message, body.client_message_id) if body.message is not None else _last_user_message(body)
    )
    return NewMessage(clean(text), body.conversation_id, client_id, body.id, filters, tuple(body.ignore))


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


async def _reply(parts: Parts, caller: Caller, started: StartedTurn) -> ChatReply:
    async with parts.database.open_scope(caller.scope) as session:
        messages = await conversations.messages_of_turn(session, started.id)
    last = messages[-1]
    if last["role"] == "assistant":
        return ChatReply(conversation_id=started.conversation_id, turn_id=started.id, message=last)
    if last["state"] == TurnState.RUNNING:
        raise TurnRunning("This message is being answered; ask again in a moment.", retry_after=1)
    raise TurnEndedEarly(
        f"The answer was {last['state']}; send the message again under a new client_message_id."
    )


async def _replayed(parts: Parts, caller: Caller, started: StartedTurn) -> LiveTurn:
    """Play a stored answer as a finished stream: the same message was sent before."""
    async with parts.database.open_scope(caller.scope) as session:
        messages = await conversations.messages_of_turn(session, started.id)
    last = messages[-1]
    if last["state"] == TurnState.RUNNING:
        raise TurnRunning("This message is being answered; ask again in a moment.", retry_after=1)
    turn = LiveTurn(started.id, started.conversation_id)
    await turn.emit(start_event(started))
    if last["role"] == "assistant":
        await turn.emit(*_as_events(last), {"type": "finish"})
    else:
        await turn.emit(ABORTED if last["state"] == TurnState.STOPPED else FAILED)
    await turn.end()
    return turn


def _as_events(message: dict[str, Any]) -> list[Event]:
    events: list[Event] = []
    number = 0
    for part in message["parts"]:
        if part["type"] == "text":
            number += 1
            events += [
                {"type": "text-start", "id": f"t{number}"},
                {"type": "text-delta", "id": f"t{number}", "delta": part["text"]},
                {"type": "text-end", "id": f"t{number}"},
            ]
        else:
            events.append(part)
    return [*events, {"type": "message-metadata", "messageMetadata": message["metadata"]}]
