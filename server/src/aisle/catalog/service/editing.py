"""Edits of many products: what one would change, its beginning, and its undoing. A job carries them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.catalog.edits.changing import changes_of, checked_edit
from aisle.catalog.edits.types import Change, Edit, EditState, Listed, ProductEdit
from aisle.catalog.errors import (
    EditNotFound,
    EditNotReady,
    EditTooLarge,
    EditTooOld,
    InvalidOverride,
    ProductNotFound,
)
from aisle.catalog.jobs import CarryOutEdit
from aisle.catalog.overriding.laying import Standing
from aisle.catalog.repository import edits
from aisle.catalog.service.overriding import standing_of
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue

MOST_PRODUCTS = 10_000
PORTION = 500
UNDO_FOR = timedelta(days=30)
_BEGUN = {EditState.APPLYING: "product_edit.started", EditState.UNDOING: "product_edit.undo_started"}


async def show_edit(session: Session, meant: Sequence[UUID] | Listed, wanted: ProductEdit, why: str) -> Edit:
    """Work out what an edit would do to every product that is meant, and keep it; nothing else is changed.

    Raises: InvalidOverride, EditTooLarge, ProductNotFound (of an id that the store does not have).
    """
    wanted, edit_id = checked_edit(wanted), new_id()
    ids = await _ids_of(session, meant)
    await edits.insert_edit(session, edit_id, _told(wanted), why, datetime.now(UTC))
    products = changes = 0
    for start in range(0, len(ids), PORTION):
        found = await _changes(session, ids[start : start + PORTION], wanted, products)
        await edits.insert_changes(session, edit_id, found)
        products = found[-1].place if found else products
        changes += len(found)
    await edits.set_size(session, edit_id, products, changes)
    counts = {"products": products, "changes": changes, "fields": sorted({*wanted.set, *wanted.take_back})}
    await record(session, Event("product_edit.shown", "product_edit", edit_id, after=counts))
    return await get_edit(session, edit_id)


async def _ids_of(session: Session, meant: Sequence[UUID] | Listed) -> list[UUID]:
    if isinstance(meant, Listed):
        found = await edits.listed_ids(session, meant, MOST_PRODUCTS + 1)
    else:
        found = list(dict.fromkeys(meant))
    if len(found) > MOST_PRODUCTS:
        raise EditTooLarge(f"An edit changes at most {MOST_PRODUCTS:,} products; narrow the list down.")
    return found


async def _changes(session: Session, ids: Sequence[UUID], wanted: ProductEdit, place: int) -> list[Change]:
    standing = await standing_of(session, ids)
    if missing := next((id_ for id_ in ids if id_ not in standing), None):
        raise ProductNotFound(f"There is no product {missing} here.")
    found: list[Change] = []
    for id_ in ids:
        if one := _changes_of_one(wanted, standing[id_], place + 1):
            found += one
            place += 1
    return found


def _changes_of_one(wanted: ProductEdit, standing: Standing, place: int) -> list[Change]:
    try:
        return changes_of(wanted, standing, place, new_id())
    except InvalidOverride as refused:  # of many products it must be told which
        raise InvalidOverride(f"{standing.product.title}: {refused.detail}", **refused.extra) from None


async def get_edit(session: Session, edit_id: UUID) -> Edit:
    """Return an edit as it stands. Raises EditNotFound."""
    found = await edits.find_edit(session, edit_id)
    if found is None:
        raise EditNotFound()
    return found


async def list_edits(session: Session, before: UUID | None, most: int) -> list[Edit]:
    """Return edits, the newest first."""
    return await edits.list_edits(session, before, most)


async def list_changes(
    session: Session, edit_id: UUID, after: tuple[int, str], most: int, *, left: bool = False
) -> list[Change]:
    """Return what an edit changes, field by field. left: what was not made, or not undone."""
    return await edits.list_changes(session, edit_id, after, most, left=left)


async def start_edit(session: Session, jobs: JobQueue, edit_id: UUID) -> tuple[Edit, UUID]:
    """Have an edit carried out as it was shown; returns it with its job. Raises EditNotFound, EditNotReady."""
    return await _start(session, jobs, edit_id, EditState.SHOWN, EditState.APPLYING)


async def undo_edit(session: Session, jobs: JobQueue, edit_id: UUID) -> tuple[Edit, UUID]:
    """Have all of an edit undone; returns it with its job. Raises EditNotFound, EditNotReady, EditTooOld."""
    edit = await get_edit(session, edit_id)
    if edit.applied_at is not None and datetime.now(UTC) - edit.applied_at > UNDO_FOR:
        raise EditTooOld(f"An edit can be undone for {UNDO_FOR.days} days.")
    return await _start(session, jobs, edit_id, EditState.APPLIED, EditState.UNDOING)


async def _start(
    session: Session, jobs: JobQueue, edit_id: UUID, before: EditState, after: EditState
) -> tuple[Edit, UUID]:
    if not await edits.move(session, edit_id, before, after, datetime.now(UTC)):
        edit = await get_edit(session, edit_id)
        raise EditNotReady(f"The edit is “{edit.state}”, not “{before}”.", state=edit.state)
    job_id = await jobs.defer(session, CarryOutEdit(edit_id), dedup_key=str(edit_id))
    await record(session, Event(_BEGUN[after], "product_edit", edit_id))
    return await get_edit(session, edit_id), job_id


def _told(wanted: ProductEdit) -> Mapping[str, Any]:
    return {name: value for name, value in asdict(wanted).items() if value}
