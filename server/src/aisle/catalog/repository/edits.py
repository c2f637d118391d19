"""Queries on edits of many products."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.catalog.edits.types import Change, ChangeState, Edit, EditState, Listed
from aisle.catalog.overriding.types import Override
from aisle.catalog.repository.conditions import plain
from aisle.core.db import Session

_HERE = "organization_id = $1 AND store_id = $2"
_EDIT = (
    "SELECT e.*, (SELECT count(*) FROM product_edit_change c WHERE c.organization_id = $1 AND c.store_id = $2"
    " AND c.edit_id = e.id AND c.state IN ('kept', 'not_undone')) AS left"
    " FROM product_edit e WHERE e.organization_id = $1 AND e.store_id = $2"
)


async def listed_ids(session: Session, wanted: Listed, most: int) -> list[UUID]:
    """Return products that are like this, by id."""
    rows = await session.fetch(
        f"SELECT id FROM product WHERE {_HERE} AND ($3::text IS NULL OR title ILIKE $3)"
        " AND ($4::text IS NULL OR category = $4 OR category LIKE $5) AND ($6::text IS NULL OR brand = $6)"
        " AND ($7::boolean IS NULL OR in_stock IS NOT DISTINCT FROM $7) AND ($8::boolean IS NULL OR hidden = $8)"
        " AND ($9::boolean IS NULL OR (overridden <> '{}') = $9) ORDER BY id LIMIT $10",
        *session.tenant,
        f"%{plain(wanted.q)}%" if wanted.q else None,
        wanted.category or None,
        f"{plain(wanted.category)}/%" if wanted.category else None,
        wanted.brand,
        wanted.in_stock,
        wanted.hidden,
        wanted.overridden,
        most,
    )
    return [row["id"] for row in rows]


async def insert_edit(
    session: Session, edit_id: UUID, what: Mapping[str, Any], why: str, at: datetime
) -> None:
    """Begin an edit that is to be shown."""
    await session.execute(
        "INSERT INTO product_edit (organization_id, store_id, id, state, what, why, products, changes, made_by, made_at)"
        " VALUES ($1, $2, $3, 'shown', $4, $5, 0, 0, $6, $7)",
        *session.tenant,
        edit_id,
        dict(what),
        why,
        session.scope.principal,
        at,
    )


async def insert_changes(session: Session, edit_id: UUID, changes: Sequence[Change]) -> None:
    """Keep what an edit would change."""
    await session.execute(
        "INSERT INTO product_edit_change (organization_id, store_id, edit_id, place, field, product_id, title, before,"
        " after, takes_back, stood, change_id) SELECT $1, $2, $3, g.place, g.field, g.product_id, g.title,"
        " g.before::jsonb, g.after::jsonb, g.takes_back, g.stood::jsonb, g.change_id FROM unnest($4::integer[], $5::text[],"
        " $6::uuid[], $7::text[], $8::text[], $9::text[], $10::boolean[], $11::text[], $12::uuid[])"
        " AS g (place, field, product_id, title, before, after, takes_back, stood, change_id)",
        *session.tenant,
        edit_id,
        [one.place for one in changes],
        [one.field for one in changes],
        [one.product_id for one in changes],
        [one.title for one in changes],
        [json.dumps(one.before) for one in changes],
        [json.dumps(one.after) for one in changes],
        [one.takes_back for one in changes],
        [json.dumps(asdict(one.stood), default=str) if one.stood else None for one in changes],
        [one.change_id for one in changes],
    )


async def set_size(session: Session, edit_id: UUID, products: int, changes: int) -> None:
    """Remember how much an edit changes."""
    await session.execute(
        f"UPDATE product_edit SET products = $4, changes = $5 WHERE {_HERE} AND id = $3",
        *session.tenant,
        edit_id,
        products,
        changes,
    )


async def find_edit(session: Session, edit_id: UUID) -> Edit | None:
    """Return an edit."""
    row = await session.fetchrow(f"{_EDIT} AND e.id = $3", *session.tenant, edit_id)
    return _edit(row) if row else None


async def list_edits(session: Session, before: UUID | None, most: int) -> list[Edit]:
    """Return edits, the newest first."""
    rows = await session.fetch(
        f"{_EDIT} AND ($3::uuid IS NULL OR e.id < $3) ORDER BY e.id DESC LIMIT $4",
        *session.tenant,
        before,
        most,
    )
    return [_edit(row) for row in rows]


async def list_changes(
    session: Session, edit_id: UUID, after: tuple[int, str], most: int, *, left: bool = False
) -> list[Change]:
    """Return an edit's changes by place, behind one. left: those alone that were not made, or not undone."""
    rows = await session.fetch(
        f"SELECT * FROM product_edit_change WHERE {_HERE} AND edit_id = $3 AND (place, field) > ($4, $5)"
        " AND (NOT $6 OR state IN ('kept', 'not_undone')) ORDER BY place, field LIMIT $7",
        *session.tenant,
        edit_id,
        *after,
        left,
        most,
    )
    return [_change(row) for row in rows]


async def changes_between(session: Session, edit_id: UUID, above: int, most: int) -> list[Change]:
    """Return the changes of so many products behind a place."""
    rows = await session.fetch(
        f"SELECT * FROM product_edit_change WHERE {_HERE} AND edit_id = $3 AND place > $4 AND place <= $5"
        " ORDER BY place, field",
        *session.tenant,
        edit_id,
        above,
        above + most,
    )
    return [_change(row) for row in rows]


async def move(session: Session, edit_id: UUID, before: EditState, after: EditState, at: datetime) -> bool:
    """Move an edit from one state to the next; says whether it was there."""
    by = session.scope.principal
    moved = await session.execute(
        "UPDATE product_edit SET state = $5, done = CASE WHEN $5 IN ('applying', 'undoing') THEN 0 ELSE done END,"
        " applied_by = CASE WHEN $5 = 'applying' THEN $6 ELSE applied_by END,"
        " applied_at = CASE WHEN $5 = 'applying' THEN $7 ELSE applied_at END,"
        " undone_by = CASE WHEN $5 = 'undoing' THEN $6 ELSE undone_by END,"
        f" ended_at = CASE WHEN $5 IN ('applied', 'undone') THEN $7 END WHERE {_HERE} AND id = $3 AND state = $4",
        *session.tenant,
        edit_id,
        before,
        after,
        by,
        at,
    )
    return moved == 1


async def advance(session: Session, edit_id: UUID, before: int, after: int) -> bool:
    """Remember how many products are done; says whether nobody else has gone on meanwhile."""
    moved = await session.execute(
        f"UPDATE product_edit SET done = $5 WHERE {_HERE} AND id = $3 AND done = $4",
        *session.tenant,
        edit_id,
        before,
        after,
    )
    return moved == 1


async def set_states(session: Session, edit_id: UUID, states: Mapping[tuple[int, str], ChangeState]) -> None:
    """Note what became of changes."""
    await session.execute(
        "UPDATE product_edit_change c SET state = g.state FROM unnest($4::integer[], $5::text[], $6::text[])"
        " AS g (place, field, state) WHERE c.organization_id = $1 AND c.store_id = $2 AND c.edit_id = $3"
        " AND c.place = g.place AND c.field = g.field",
        *session.tenant,
        edit_id,
        [place for place, _ in states],
        [name for _, name in states],
        [str(state) for state in states.values()],
    )


def _edit(row: Any) -> Edit:
    values = {one.name: row[one.name] for one in fields(Edit)}
    return Edit(**{**values, "state": EditState(row["state"])})


def _change(row: Any) -> Change:
    values = {one.name: row[one.name] for one in fields(Change)}
    stood = _override(row["stood"]) if row["stood"] else None
    return Change(**{**values, "stood": stood, "state": ChangeState(row["state"])})


def _override(said: Mapping[str, Any]) -> Override:
    changed_at, edit_id = said["own_changed_at"], said["edit_id"]
    read = {
        "own_changed_at": datetime.fromisoformat(changed_at) if changed_at else None,
        "change_id": UUID(said["change_id"]),
        "edit_id": UUID(edit_id) if edit_id else None,
        "set_at": datetime.fromisoformat(said["set_at"]),
    }
    return Override(**{**said, **read})
