"""Moving a conversation in time, as only a made-up one may be."""

from datetime import datetime
from uuid import UUID

from aisle.core.db import Session

_AT = "organization_id = $1 AND store_id = $2"
_OF = f"{_AT} AND conversation_id = $3"
_ANSWERS = f"{_AT} AND message_id IN (SELECT id FROM message WHERE {_OF})"
_BACK = "- $4::interval"  # without its type, PostgreSQL takes what is taken off a time for a time
_MOVES = (
    f"UPDATE turn SET started_at = started_at {_BACK}, finished_at = finished_at {_BACK} WHERE {_OF}",
    f"UPDATE message SET created_at = created_at {_BACK} WHERE {_OF}",
    f"UPDATE answer_trace SET created_at = created_at {_BACK} WHERE {_ANSWERS}",
    f"UPDATE feedback SET created_at = created_at {_BACK}, updated_at = updated_at {_BACK} WHERE {_ANSWERS}",
    f"UPDATE conversation SET created_at = created_at {_BACK}, last_at = last_at {_BACK}, touched_at = touched_at {_BACK},"
    f" disclosed_at = disclosed_at {_BACK}, archived_at = archived_at {_BACK} WHERE {_AT} AND id = $3",
)


async def has_begun_at(session: Session, client_message_id: str, begun: datetime) -> bool:
    """Whether the conversation that a message began was moved there: it would be at the present again if it went on."""
    statement = (
        "SELECT EXISTS (SELECT FROM conversation c JOIN turn t ON t.organization_id = c.organization_id AND t.store_id = c.store_id"
        " AND t.conversation_id = c.id WHERE c.organization_id = $1 AND c.store_id = $2 AND t.client_message_id = $3 AND c.created_at = $4)"
    )
    return bool(await session.fetchval(statement, *session.tenant, client_message_id, begun))


async def begin_at(session: Session, conversation_id: UUID, begun: datetime) -> None:
    """Let a conversation have begun at a moment, with all that was said and thought in it."""
    was = await session.fetchval(
        f"SELECT created_at FROM conversation WHERE {_AT} AND id = $3", *session.tenant, conversation_id
    )
    for move in _MOVES:
        await session.execute(move, *session.tenant, conversation_id, was - begun)
