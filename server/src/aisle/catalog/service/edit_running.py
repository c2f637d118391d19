"""Carrying out an edit of many products, or undoing it: each portion is one transaction, and a killed job goes on after the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.catalog.edits.changing import OUTCOMES, as_wanted, fits, made, undoes
from aisle.catalog.edits.types import Change, ChangeState, Edit, EditState
from aisle.catalog.errors import CatalogChanged, InvalidOverride
from aisle.catalog.overriding.laying import Laid, Standing, lay
from aisle.catalog.overriding.types import Wanted
from aisle.catalog.ports import OpenScope, ProductIndex
from aisle.catalog.repository import edits
from aisle.catalog.service.editing import PORTION, get_edit
from aisle.catalog.service.import_running import Report
from aisle.catalog.service.overriding import carry_out, standing_of
from aisle.core.db import Session

_ENDS = {EditState.APPLYING: EditState.APPLIED, EditState.UNDOING: EditState.UNDONE}


@dataclass(slots=True)
class _Portion:
    """Some products of an edit. outcomes: of each change, by place and field."""

    edit: Edit
    done: int
    outcomes: dict[tuple[int, str], ChangeState] = field(default_factory=dict)

    @property
    def undoes(self) -> bool:
        return self.edit.state is EditState.UNDOING

    async def decide(self, session: Session) -> Sequence[Laid]:
        """Say what becomes of the products as they are now; what somebody else has changed since stays as it is."""
        self.outcomes.clear()
        by_product: dict[UUID, list[Change]] = defaultdict(list)
        for one in await edits.changes_between(session, self.edit.id, self.done, PORTION):
            if not self.undoes or one.state is ChangeState.DONE:
                by_product[one.product_id].append(one)
        standing = await standing_of(session, list(by_product))
        at = datetime.now(UTC)
        found = []
        for id_, changes in by_product.items():
            if wanted := self._wanted(standing.get(id_), changes, at):
                try:
                    found.append(lay(standing[id_], wanted, at))
                except InvalidOverride:  # one product that has no room for it must not hold up the others
                    self._leave(changes)
        return found

    def _leave(self, changes: Sequence[Change]) -> None:
        _, left = OUTCOMES[self.undoes]
        self.outcomes |= dict.fromkeys(((one.place, one.field) for one in changes), left)

    def _wanted(
        self, standing: Standing | None, changes: Sequence[Change], at: datetime
    ) -> dict[str, Wanted | None]:
        done, left = OUTCOMES[self.undoes]
        wanted: dict[str, Wanted | None] = {}
        for one in changes:
            is_as_known = standing is not None and (undoes if self.undoes else fits)(one, standing)
            self.outcomes[one.place, one.field] = done if is_as_known else left
            if is_as_known:
                wanted[one.field] = self._word(one, at)
        return wanted

    def _word(self, one: Change, at: datetime) -> Wanted | None:
        if self.undoes:
            return as_wanted(one.stood) if one.stood else None
        return made(one, self.edit.why, self.edit.applied_by or self.edit.made_by, at, self.edit.id)

    async def remember(self, session: Session, found: Sequence[Laid]) -> None:
        """Keep how far the edit is, in the transaction that writes the products."""
        if not await edits.advance(session, self.edit.id, self.done, self.done + PORTION):
            raise CatalogChanged("Another worker has taken this edit over.")
        await edits.set_states(session, self.edit.id, self.outcomes)


async def run_edit(
    open_scope: OpenScope, edit_id: UUID, index: ProductIndex[Any], report: Report
) -> Edit | None:
    """Carry out an edit that was started, or undo it; None when there is nothing to do any more.

    Args:
        open_scope: Opens a transaction in the edit's store.
        report: Called with the products done, and how many there are.
    """
    while True:
        async with open_scope() as session:
            edit = await get_edit(session, edit_id)
            if edit.state not in _ENDS:
                return None
            if edit.done >= edit.products:
                return await _end(session, edit)
        portion = _Portion(edit, edit.done)
        await carry_out(open_scope, index, portion.decide, portion.remember)
        await report(min(edit.done + PORTION, edit.products), edit.products)


async def _end(session: Session, edit: Edit) -> Edit:
    after = _ENDS[edit.state]
    if await edits.move(session, edit.id, edit.state, after, datetime.now(UTC)):
        counts = {"products": edit.products, "changes": edit.changes, "left": edit.left}
        await record(session, Event(f"product_edit.{after}", "product_edit", edit.id, after=counts))
    return await get_edit(session, edit.id)
