"""Queries on the words of conversations. Each is a row, found by an index that row-level security leaves in use."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.conversations.words import Term, Wanted
from aisle.core.db import Session

LONGEST_READ = 4_000  # characters of a message in which matches are looked for
WORDS = "coalesce(m.content ->> 'text', m.metadata -> 'memory' ->> 'text', '')"
_LAST = "\U0010ffff"  # sorts behind every letter


def insert(words: str, conversation: str, source: str = "") -> str:
    """SQL that adds words to a conversation. words, conversation: the places of its arguments; source: rows it depends on."""
    return (
        "INSERT INTO conversation_word (organization_id, store_id, conversation_id, word)"
        f" SELECT $1, $2, {conversation}, word FROM {source}unnest({words}::text[]) AS word ON CONFLICT DO NOTHING"
    )


def condition(wanted: Sequence[Wanted], first: int) -> tuple[str, list[Any]]:
    """Return SQL for conversations `c` that have all of what is looked for, and its arguments from number `first` on."""
    values: list[Any] = []

    def test(term: Term) -> str:
        values.append(list(term.exact))
        told = f"w.word = ANY(${first + len(values) - 1})"
        if term.prefix is not None:
            values.extend((term.prefix, term.prefix + _LAST))
            place = first + len(values) - 2
            told = f"({told} OR (w.word >= ${place} AND w.word < ${place + 1}))"
        return (
            "c.id IN (SELECT w.conversation_id FROM conversation_word w WHERE w.organization_id = $1"
            f" AND w.store_id = $2 AND {told})"
        )

    each = [" OR ".join(f"({' AND '.join(map(test, terms))})" for terms in one) for one in wanted]
    return " AND ".join(f"({one})" for one in each), values


async def spoken_in(session: Session, ids: Sequence[UUID]) -> list[Any]:
    """Return the messages of conversations with role and words, the first first."""
    return await session.fetch(
        f"SELECT m.id, m.conversation_id, m.role, left({WORDS}, {LONGEST_READ}) AS words FROM message m"
        " WHERE m.organization_id = $1 AND m.store_id = $2 AND m.conversation_id = ANY($3) ORDER BY m.created_at, m.id",
        *session.tenant,
        list(ids),
    )
