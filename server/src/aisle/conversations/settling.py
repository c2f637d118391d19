"""Keeping what there is of an answer that did not come to its end: stopped, failed, or left by a dead process."""

from typing import Any
from uuid import UUID

from aisle.answering.segments_json import from_json, to_json
from aisle.answering.types import Answer, TextSegment
from aisle.conversations.citing import cited_rows
from aisle.conversations.history import remembered
from aisle.conversations.partial import partial_from_json
from aisle.conversations.repository import events, turns
from aisle.conversations.repository.answers import StoredAnswer, insert_answer
from aisle.conversations.types import Partial, StoredMessage
from aisle.conversations.words import words_of
from aisle.core.db import Session
from aisle.core.ids import new_id


async def settle(session: Session, conversation_id: UUID | None = None) -> int:
    """End the turns whose process died, of one conversation or the whole store, and keep what they had shown.

    Returns how many there were.
    """
    gone = await turns.interrupt_gone(session, conversation_id)
    for turn_id, conversation in gone:
        partial = partial_from_json(await events.shown_of(session, turn_id))
        await keep_partial(session, turn_id, conversation, partial, {})
    return len(gone)


async def keep_partial(
    session: Session, turn_id: UUID, conversation_id: UUID, partial: Partial, told: dict[str, Any]
) -> None:
    """Store what was shown as the message of its turn; where nothing was, there is no message."""
    if not partial.segments:
        return
    answer = Answer(partial.segments)
    metadata = {"memory": remembered(answer, {}, spoken(answer)), "told": told}
    cited = await cited_rows(session, answer, partial.citation_ids)
    found_by = words_of(spoken(answer))
    kept = StoredAnswer(
        new_id(), turn_id, conversation_id, to_json(answer), metadata, cited, found_by=found_by
    )
    await insert_answer(session, kept)


def partial_of_message(message: StoredMessage) -> Partial:
    """Return what a stored answer says, as the beginning of one that goes on."""
    return Partial(from_json(message.content).segments, message.citation_ids)


def spoken(answer: Answer) -> str:
    """The words of an answer, for those who come back to it."""
    return "\n\n".join(segment.text for segment in answer.segments if isinstance(segment, TextSegment))
