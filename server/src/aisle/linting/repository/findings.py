"""Queries of findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.linting.types import Finding, FindingState, FindingView, Severity

_COLUMNS = (
    "id, kind, severity, message, suggestion, places, state, reason, decided_by, first_at, last_at, fixed_at"
)


async def save(session: Session, run_id: UUID, found: Sequence[Finding]) -> None:
    """Write what a run met. What was fixed and is back is open again, or ignored if a person once said so."""
    unique = {one.key: one for one in found}
    await session.execute(
        "INSERT INTO lint_finding AS f (organization_id, store_id, id, key, kind, severity, message, suggestion, places, run_id)"
        " SELECT $1, $2, n.id, n.key, n.kind, n.severity, n.message, n.suggestion, n.places::jsonb, $3"
        " FROM unnest($4::uuid[], $5::bytea[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])"
        " AS n (id, key, kind, severity, message, suggestion, places)"
        " ON CONFLICT (organization_id, store_id, key) DO UPDATE SET severity = excluded.severity, message = excluded.message,"
        " suggestion = excluded.suggestion, places = excluded.places, run_id = greatest(f.run_id, excluded.run_id), last_at = now(),"
        " fixed_at = NULL, state = CASE WHEN f.state <> 'fixed' THEN f.state WHEN f.reason IS NULL THEN 'open' ELSE 'ignored' END",
        *session.tenant,
        run_id,
        [new_id() for _ in unique],
        list(unique),
        [one.kind for one in unique.values()],
        [one.severity for one in unique.values()],
        [one.message for one in unique.values()],
        [one.suggestion for one in unique.values()],
        [json.dumps([place.data() for place in one.places]) for one in unique.values()],
    )


async def settle(session: Session, run_id: UUID) -> None:
    """Close what a run did not meet any more, but for what a later run has met meanwhile."""
    await session.execute(
        "UPDATE lint_finding SET state = 'fixed', fixed_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND state <> 'fixed' AND run_id < $3",
        *session.tenant,
        run_id,
    )


async def keep(session: Session, run_id: UUID, kind: str, quotes: Sequence[str]) -> None:
    """Let findings of a kind stand that a run had no time to look at. quotes: of their first places."""
    await session.execute(
        "UPDATE lint_finding SET run_id = greatest(run_id, $3) WHERE organization_id = $1 AND store_id = $2 AND kind = $4"
        " AND places->0->>'url' = ANY($5)",
        *session.tenant,
        run_id,
        kind,
        list(quotes),
    )


async def forget_erased(session: Session) -> None:
    """Drop what quotes documents that are erased: their words must be nowhere."""
    await session.execute(
        "DELETE FROM lint_finding f WHERE f.organization_id = $1 AND f.store_id = $2 AND EXISTS"
        " (SELECT 1 FROM jsonb_array_elements(f.places) p WHERE p->>'document_id' IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM document d WHERE d.organization_id = $1 AND d.store_id = $2 AND d.id = (p->>'document_id')::uuid))",
        *session.tenant,
    )


async def find(session: Session, finding_id: UUID) -> FindingView | None:
    """Return a finding."""
    row = await session.fetchrow(
        f"SELECT {_COLUMNS} FROM lint_finding WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        finding_id,
    )
    return _view(row) if row else None


async def page(
    session: Session,
    state: FindingState | None,
    severity: Severity | None,
    kind: str | None,
    after: UUID | None,
    most: int,
) -> list[FindingView]:
    """Return findings, the newest first; None: any."""
    rows = await session.fetch(
        f"SELECT {_COLUMNS} FROM lint_finding WHERE organization_id = $1 AND store_id = $2"
        " AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR severity = $4)"
        " AND ($5::text IS NULL OR kind = $5) AND ($6::uuid IS NULL OR id < $6) ORDER BY id DESC LIMIT $7",
        *session.tenant,
        state,
        severity,
        kind,
        after,
        most,
    )
    return [_view(row) for row in rows]


async def decide(session: Session, finding_id: UUID, state: FindingState, reason: str | None) -> None:
    """Ignore a finding for a reason, or open it again."""
    await session.execute(
        "UPDATE lint_finding SET state = CASE WHEN state = 'fixed' THEN state ELSE $4 END, reason = $5, decided_by = $6"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        finding_id,
        state,
        reason,
        session.scope.principal,
    )


async def open_counts(session: Session) -> dict[str, int]:
    """Return how many findings are open, by severity."""
    rows = await session.fetch(
        "SELECT severity, count(*) AS n FROM lint_finding WHERE organization_id = $1 AND store_id = $2 AND state = 'open'"
        " GROUP BY severity",
        *session.tenant,
    )
    return {str(one): 0 for one in Severity} | {row["severity"]: row["n"] for row in rows}


def _view(row: Any) -> FindingView:
    places = row["places"] if isinstance(row["places"], list) else json.loads(row["places"])
    return FindingView(
        **{
            **dict(row),
            "places": places,
            "severity": Severity(row["severity"]),
            "state": FindingState(row["state"]),
        }
    )
