"""Every query on synonyms."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.retrieval.synonyms.types import Rule, Synonym

OWN = "organization_id = $1 AND store_id = $2"
COLUMNS = "id, words, becomes, language"


async def list_synonyms(session: Session, after: UUID | None, limit: int) -> list[Synonym]:
    """Return rules in the order in which they were made."""
    rows = await session.fetch(
        f"SELECT {COLUMNS} FROM synonym WHERE {OWN} AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4",
        *session.tenant,
        after,
        limit,
    )
    return [_synonym(row) for row in rows]


async def find_synonym(session: Session, synonym_id: UUID) -> Synonym | None:
    """Return a rule, if the store has it."""
    row = await session.fetchrow(
        f"SELECT {COLUMNS} FROM synonym WHERE {OWN} AND id = $3", *session.tenant, synonym_id
    )
    return _synonym(row) if row else None


async def lock(session: Session) -> None:
    """Let writers of a store's rules go one after the other, so that each is checked against all others."""
    await session.fetchrow(f"SELECT 1 FROM store WHERE {OWN} FOR UPDATE", *session.tenant)


async def insert(session: Session, synonyms: Mapping[UUID, tuple[Rule, Sequence[str]]]) -> None:
    """Add rules with their keys."""
    for id_, (rule, _) in synonyms.items():
        await session.execute(
            "INSERT INTO synonym (organization_id, store_id, id, words, becomes, language) VALUES ($1, $2, $3, $4, $5, $6)",
            *session.tenant,
            id_,
            list(rule.words),
            list(rule.becomes),
            rule.language,
        )
    columns = {"organization_id": "uuid", "store_id": "uuid", "key": "text", "synonym_id": "uuid"}
    rows = [(*session.tenant, key, id_) for id_, (_, keys) in synonyms.items() for key in keys]
    await session.insert_rows("synonym_key", columns, rows)


async def delete(session: Session, synonym_id: UUID) -> int:
    """Remove a rule; returns how many there were."""
    return await session.execute(f"DELETE FROM synonym WHERE {OWN} AND id = $3", *session.tenant, synonym_id)


async def delete_all(session: Session) -> int:
    """Remove every rule of the store."""
    return await session.execute(f"DELETE FROM synonym WHERE {OWN}", *session.tenant)


async def rules_of(session: Session, keys: Sequence[str], limit: int) -> list[tuple[str, Rule]]:
    """Return the rules that are about any of these keys, with the key."""
    rows = await session.fetch(
        "SELECT k.key, s.words, s.becomes, s.language FROM synonym_key k JOIN synonym s"
        " ON s.organization_id = k.organization_id AND s.store_id = k.store_id AND s.id = k.synonym_id"
        " WHERE k.organization_id = $1 AND k.store_id = $2 AND k.key = ANY($3) ORDER BY s.id, k.key LIMIT $4",
        *session.tenant,
        list(keys),
        limit,
    )
    return [(row["key"], _rule(row)) for row in rows]


def _synonym(row: Any) -> Synonym:
    return Synonym(row["id"], _rule(row))


def _rule(row: Any) -> Rule:
    return Rule(tuple(row["words"]), tuple(row["becomes"]), row["language"])
