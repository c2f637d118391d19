"""POST /chat as JSON or as a stream, other versions of an answer, resuming, and stopping."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from aisle.conversations import service as conversations
from aisle.conversations.errors import TurnEndedEarly, TurnRunning
from aisle.conversations.live import Event, LiveTurn
from aisle.conversations.telling import end_event, metadata_event, start_event
from aisle.conversations.types import NewMessage, StartedTurn, TurnKind, TurnState
from aisle.identity.types import Action, Caller
from aisle.web.bodies import json_body
from aisle.web.chat_bodies import ChatBody, VersionBody, read_message, read_version
from aisle.web.chat_stream import Check, TurnStream, until_ended
from aisle.web.deps import Bearer, Parts, caller_of, may, uuid_of
from aisle.web.once.attempt import name_of
from aisle.web.once.declaring import repeats

router = APIRouter(tags=["chat"])
STREAM = "text/event-stream"
MOST_DIGITS = 9
Chatter = Annotated[Caller, Depends(may(Action.CHAT))]


class ChatReply(BaseModel):
    """A whole answer."""

    conversation_id: UUID
    turn_id: UUID
    message: dict[str, Any]


@router.post(
    "/chat",
    response_model=ChatReply,
    summary="Ask the assistant",
    openapi_extra=json_body(ChatBody, {"message": "A tent for two under £300", "client_message_id": "6f1c"}),
)
@repeats("the client_message_id, which is made of the key where none is sent")
async def chat(request: Request, parts: Parts, caller: Chatter, credentials: Bearer) -> Any:
    """Answer one message, as JSON or as the AI SDK's UI message stream.

    A stream comes for `Accept: text/event-stream`, and for useChat's own body, whose transport says nothing of what it
    accepts.
    """
    asked = await read_message(request)
    check = checks(request, parts, credentials)
    return await answer(request, parts, caller, asked.message, check, streams=asked.is_use_chats)


@router.post(
    "/chat/{turn_id}/regenerate",
    response_model=ChatReply,
    summary="Answer a message again",
    openapi_extra=json_body(VersionBody, {"client_message_id": "6f1d"}),
)
@repeats("the client_message_id, which is made of the key where none is sent")
async def regenerate(
    turn_id: str, request: Request, parts: Parts, caller: Chatter, credentials: Bearer
) -> Any:
    """Answer the same words again; the answer before stays as another version. JSON or a stream, like POST /chat."""
    message = await read_version(request, TurnKind.REGENERATE, uuid_of(turn_id))
    return await answer(request, parts, caller, message, checks(request, parts, credentials))


@router.post(
    "/chat/{turn_id}/continue",
    response_model=ChatReply,
    summary="Go on with an answer that broke off",
    openapi_extra=json_body(VersionBody, {"client_message_id": "6f1e"}),
)
@repeats("the client_message_id, which is made of the key where none is sent")
async def go_on(turn_id: str, request: Request, parts: Parts, caller: Chatter, credentials: Bearer) -> Any:
    """Go on with an answer that was stopped, interrupted or cut. JSON or a stream, like POST /chat."""
    message = await read_version(request, TurnKind.CONTINUE, uuid_of(turn_id))
    return await answer(request, parts, caller, message, checks(request, parts, credentials))


@router.get(
    "/chat/{conversation_id}/stream",
    summary="Continue a stream after a dropped connection",
    response_class=Response,
)
async def resume(
    conversation_id: str, request: Request, parts: Parts, caller: Chatter, credentials: Bearer
) -> Response:
    """Send what follows after `Last-Event-ID`, whichever process writes it; 204 when nothing is being written.

    useChat's own name of the conversation will do in place of the id.
    """
    parts.streams.check()
    turn = await parts.turns.resume(caller, conversation_id)
    if turn is None:
        return Response(status_code=204)
    after = number_of(request.headers.get("last-event-id", ""))
    return TurnStream(parts.streams, turn, checks(request, parts, credentials), after)


@router.post("/chat/{turn_id}/stop", status_code=204, summary="Stop an answer")
async def stop(turn_id: str, parts: Parts, caller: Chatter) -> None:
    """End a turn early. Stopping one that has ended does nothing."""
    await parts.turns.stop(caller, uuid_of(turn_id))


def number_of(text: str) -> int:
    """Read the number of an event; anything else is the beginning."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


async def turn_of(parts: Parts, caller: Caller, message: NewMessage) -> tuple[StartedTurn, LiveTurn]:
    """Begin a turn, or find the one that this message began before, as events that can be followed."""
    started, turn = await parts.turns.start(caller, message)
    return started, turn or await _replayed(parts, caller, started)


async def answer(
    request: Request,
    parts: Parts,
    caller: Caller,
    message: NewMessage,
    check: Check,
    *,
    streams: bool = False,
) -> Any:
    """Begin a turn and answer it, whole or as a stream, as the request asks for it."""
    message = named_by_key(request, message)
    if _wants_stream(request, streams):
        parts.streams.check()
        _, turn = await turn_of(parts, caller, message)
        return TurnStream(parts.streams, turn, check)
    started, live = await parts.turns.start(caller, message)
    if live is not None:
        await until_ended(live, request.receive)
        if live.failure is not None:
            raise live.failure
    return await _reply(parts, caller, started)


def named_by_key(request: Request, message: NewMessage) -> NewMessage:
    """Give a message that has no name of its own that of its Idempotency-Key: however it ends, it is answered once."""
    return replace(message, client_message_id=message.client_message_id or name_of(request))


def _wants_stream(request: Request, usual: bool) -> bool:
    accepted = request.headers.get("accept", "")
    if STREAM in accepted or STREAM in request.query_params.get("as", ""):
        return True
    return usual and "application/json" not in accepted


def checks(request: Request, parts: Parts, credentials: Bearer, action: Action = Action.CHAT) -> Check:
    """Ask anew whether the credential holds: one that is revoked must not go on reading through an open stream."""
    token = credentials.credentials if credentials else None
    return lambda: caller_of(request, token, parts, action)


async def _reply(parts: Parts, caller: Caller, started: StartedTurn) -> ChatReply:
    async with parts.database.open_scope(caller.scope) as session:
        messages = await conversations.messages_of_turn(session, started.id)
    last = messages[-1]
    if last["role"] == "assistant" and last["state"] == TurnState.COMPLETE:
        return ChatReply(conversation_id=started.conversation_id, turn_id=started.id, message=last)
    if last["state"] == TurnState.RUNNING:
        raise TurnRunning("This message is being answered; ask again in a moment.", retry_after=1)
    raise TurnEndedEarly(
        f"The answer was {last['state']}; send the message again under a new client_message_id, or continue it.",
        turn_id=str(started.id),
    )


async def _replayed(parts: Parts, caller: Caller, started: StartedTurn) -> LiveTurn:
    """Play a stored answer as a finished stream: the same message was sent before."""
    async with parts.database.open_scope(caller.scope) as session:
        messages = await conversations.messages_of_turn(session, started.id)
    last = messages[-1]
    if last["state"] == TurnState.RUNNING:
        raise TurnRunning("This message is being answered; ask again in a moment.", retry_after=1)
    turn = LiveTurn(started.id, started.conversation_id, caller.scope)
    shown = _as_events(last) if last["role"] == "assistant" else []
    turn.emit(start_event(started), *shown, end_event(TurnState(last["state"])))
    turn.end()
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
    return [*events, metadata_event(message["metadata"], message["id"])]
