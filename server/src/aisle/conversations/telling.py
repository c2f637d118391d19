"""What a turn says of itself: events beside the answer, and what a message carries besides its parts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aisle.answering.render import metadata
from aisle.answering.types import Answer
from aisle.answering.writer import Finished
from aisle.conversations.types import StartedTurn, TurnState

Event = dict[str, Any]
ABORTED: Event = {"type": "abort"}
INTERRUPTED: Event = {"type": "abort", "reason": "interrupted"}
FAILED: Event = {"type": "error", "errorText": "The answer stopped halfway."}
FINISHED: Event = {"type": "finish"}
LAST = frozenset({"finish", "abort", "error"})
CARD_NUMBER_MASKED = "card_number_masked"
NOTICES = {
    CARD_NUMBER_MASKED: "The card number in your message was removed before it was stored or read by anyone. "
    "Never send card details in a chat.",
}


def start_event(started: StartedTurn) -> Event:
    """The first event of a turn."""
    return start_of(started.conversation_id, started.id, started.user_message_id)


def start_of(conversation_id: UUID, turn_id: UUID, user_message_id: UUID) -> Event:
    """The first event of a turn, by its ids."""
    ids = {
        "conversationId": str(conversation_id),
        "turnId": str(turn_id),
        "userMessageId": str(user_message_id),
    }
    return {"type": "start", "messageId": str(turn_id), "messageMetadata": ids}


def status_event(text: str) -> Event:
    """A line that changes in place while the shopper waits."""
    return {
        "type": "data-status",
        "id": "status",
        "data": {"state": "searching", "text": text},
        "transient": True,
    }


def notice_parts(codes: tuple[str, ...]) -> list[Event]:
    """What the shopper is told beside the answer."""
    return [
        {"type": "data-notice", "id": f"n{number}", "data": {"code": code, "text": NOTICES[code]}}
        for number, code in enumerate(codes, 1)
    ]


def photo_parts(content: Mapping[str, Any]) -> list[Event]:
    """The photos of a shopper's message, by their ids."""
    return [
        {"type": "data-photo", "id": f"i{number}", "data": {"id": photo}}
        for number, photo in enumerate(content.get("photos", ()), 1)
    ]


def end_event(state: TurnState) -> Event:
    """The last event of a turn that ended in this state."""
    return {
        TurnState.COMPLETE: FINISHED,
        TurnState.STOPPED: ABORTED,
        TurnState.INTERRUPTED: INTERRUPTED,
    }.get(state, FAILED)


def metadata_event(told: dict[str, Any], message_id: UUID | str) -> Event:
    """What is told with an answer, and the id under which it is kept: for its trace and for what is thought of it."""
    return {"type": "message-metadata", "messageMetadata": {**told, "messageId": str(message_id)}}


def told_of(started: StartedTurn, finished: Finished | None = None) -> dict[str, Any]:
    """What is kept of an answer besides its segments and told with it: release, usage, whether it broke off or was kept.

    Also why no model wrote it, where one should have.
    """
    told: dict[str, Any] = {"release": started.release.number}
    if started.preview is not None:
        told["preview"] = started.preview
    if started.cached is not None:
        told["cached"] = dict(started.cached)
    if finished is not None and finished.usage:
        told["usage"] = [
            {
                "model": one.model,
                "prompt_tokens": one.prompt_tokens,
                "completion_tokens": one.completion_tokens,
            }
            for one in finished.usage
        ]
    if finished is not None and finished.broken_off:
        told["broken_off"] = True
    if finished is not None and finished.quoted_because:
        told["quoted_because"] = finished.quoted_because
    return told


def message_metadata(answer: Answer, told: dict[str, Any]) -> dict[str, Any]:
    """The metadata of a message as callers see it, streamed or read back."""
    return {**metadata(answer), **told}
