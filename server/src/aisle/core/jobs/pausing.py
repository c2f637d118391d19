"""Kinds of jobs that rest in a store until somebody lets them go on. They wait without losing an attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aisle.core.db import Session
from aisle.core.errors import InvalidInput

# What was promised to shoppers and owners is not put off.
NEVER = frozenset({"apply_retention", "erase_document", "erase_source", "erase_store", "erase_organization"})
MOST = 50


def may_rest(kind: str) -> bool:
    """Whether a kind of jobs may rest in a store."""
    return kind not in NEVER


@dataclass(frozen=True, slots=True)
class PausedKind:
    """A kind that rests, since when, and who said so."""

    kind: str
    paused_at: datetime
    paused_by: str


async def list_paused(session: Session) -> list[PausedKind]:
    """Return the kinds that rest in the session's store."""
    rows = await session.fetch(
        "SELECT kind, paused_at, paused_by FROM job_pause WHERE organization_id = $1 AND store_id = $2 ORDER BY kind",
        *session.tenant,
    )
    return [PausedKind(*row) for row in rows]


async def set_paused(session: Session, kinds: Sequence[str]) -> list[PausedKind]:
    """Let these kinds rest and all others go on, at once. Raises InvalidInput for kinds that may not rest."""
    if kept := NEVER.intersection(kinds):
        raise InvalidInput(f"{', '.join(sorted(kept))}: what erases is not put off.")
    wanted = sorted(set(kinds))
    await session.execute(
        "DELETE FROM job_pause WHERE organization_id = $1 AND store_id = $2 AND kind <> ALL($3)",
        *session.tenant,
        wanted,
    )
    await session.execute(
        "INSERT INTO job_pause (organization_id, store_id, kind, paused_by) SELECT $1, $2, unnest($3::text[]), $4"
        " ON CONFLICT DO NOTHING",
        *session.tenant,
        wanted,
        session.scope.principal,
    )
    await _wake(session, wanted)
    return await list_paused(session)


async def _wake(session: Session, resting: Sequence[str]) -> None:
    """What rested and may go on does so now, and not when it would have looked again."""
    await session.execute(
        "UPDATE job SET due_at = now() WHERE organization_id = $1 AND store_id = $2 AND state = 'queued' AND due_at > now()"
        " AND error LIKE 'Resting:%' AND kind <> ALL($3)",
        *session.tenant,
        list(resting),
    )


async def is_paused(session: Session, kind: str) -> bool:
    """Whether a kind rests in the session's store."""
    if session.scope.store_id is None:
        return False
    found = await session.fetchval(
        "SELECT 1 FROM job_pause WHERE organization_id = $1 AND store_id = $2 AND kind = $3",
        *session.tenant,
        kind,
    )
    return found is not None
