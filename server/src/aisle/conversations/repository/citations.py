"""Queries on citations."""

from uuid import UUID

from aisle.conversations.repository.conversations import IS_OWN
from aisle.conversations.types import Citation
from aisle.core.db import Session

# Sent as JSON, so that any number of rows is one argument. Behind the message's organization, store and id.
INSERT = (
    "INSERT INTO citation (organization_id, store_id, message_id, id, mark, document_id, document_version_id, chunk_id,"
    " start_offset, end_offset, quote, title, url, page, section, as_of, passage, words_before, words_after)"
    " SELECT $1, $2, $3, c.*"
)
_ROWS = (
    "id uuid, mark integer, document_id uuid, document_version_id uuid, chunk_id uuid, start_offset integer,"
    " end_offset integer, quote text, title text, url text, page integer, section text[], as_of timestamptz,"
    " passage text, words_before text, words_after text"
)


def rows(place: int) -> str:
    """SQL for the rows to insert, which argument number `place` holds as objects with the columns' names."""
    return f"jsonb_to_recordset(${place}) AS c ({_ROWS})"


async def find_citation(
    session: Session, citation_id: UUID, shopper_session_id: UUID | None
) -> Citation | None:
    """Return a citation of the caller's own conversations; a key of the store (no session) sees all."""
    row = await session.fetchrow(
        "SELECT q.* FROM citation q JOIN message m ON m.organization_id = q.organization_id AND m.store_id = q.store_id AND m.id = q.message_id"
        " JOIN conversation c ON c.organization_id = m.organization_id AND c.store_id = m.store_id AND c.id = m.conversation_id"
        f" WHERE q.organization_id = $1 AND q.store_id = $2 AND q.id = $3 AND {IS_OWN}",
        *session.tenant,
        citation_id,
        shopper_session_id,
    )
    if row is None:
        return None
    return Citation(
        row["id"],
        row["document_id"],
        row["document_version_id"],
        row["chunk_id"],
        row["start_offset"],
        row["end_offset"],
        row["quote"],
        row["title"],
        row["url"],
        row["page"],
        tuple(row["section"]),
        row["as_of"],
        row["passage"],
        row["words_before"],
        row["words_after"],
    )
