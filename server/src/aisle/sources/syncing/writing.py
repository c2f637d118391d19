"""Comparing what a page holds with the live copy, and remembering what is different. Runs within a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.vault import Vault
from aisle.sources.records import Resource
from aisle.sources.syncing.ports import Immediate
from aisle.sources.syncing.preparing import Prepared, Taken
from aisle.sources.syncing.repository import problems, records
from aisle.sources.syncing.repository.parts import Counts
from aisle.sources.syncing.repository.records import Stored
from aisle.sources.syncing.types import IMMEDIATE, Action, Change


@dataclass(frozen=True, slots=True)
class Target:
    """Whose resource is written, by which run. goes_back: whether a record older than the live one is taken at its word,
    as in a read of everything; else the newer stays."""

    source_id: UUID
    run_id: UUID
    resource: Resource
    goes_back: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a page. fresh: how many of its ids the run had not met before."""

    counts: Counts
    fresh: int


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes pages. immediate: shows stock and prices."""

    vault: Vault
    immediate: Immediate

    async def write(self, session: Session, target: Target, taken: Taken, as_of: datetime) -> Written:
        """Remember a page's changes beside the live copy; stock and prices go live with it."""
        held = [*taken.kept, *taken.gone]
        stored = await records.live(session, target.source_id, target.resource, held)
        changes = changes_of(target, taken, stored, as_of)
        if target.resource in IMMEDIATE:
            await records.write_live(session, target.source_id, target.run_id, changes)
            await self.immediate.apply_now(session, target.source_id, target.resource, changes)
        else:
            await self._stage(session, target, taken, changes, held)
        await problems.put(session, target.source_id, target.run_id, taken.problems)
        bad = {one.external_id for one in taken.problems}
        well = [one for one in held if one not in bad]
        await problems.repair(session, target.source_id, target.resource, well)
        fresh = await records.see(session, target.run_id, target.resource, taken.ids)
        return Written(_counts(taken, changes), fresh)

    async def _stage(
        self, session: Session, target: Target, taken: Taken, changes: list[Change], held: list[str]
    ) -> None:
        changed = {one.external_id for one in changes}
        same = [one for one in held if one not in changed]
        await records.drop_changes(session, target.run_id, target.resource, same)
        kept = [
            await self._with_file(session, target.run_id, one, taken.kept.get(one.external_id))
            for one in changes
        ]
        await records.put_changes(session, target.run_id, kept)

    async def _with_file(
        self, session: Session, run_id: UUID, change: Change, prepared: Prepared | None
    ) -> Change:
        if change.data is None or prepared is None or prepared.content is None:
            return change
        file_id = new_id()
        sealed = await self.vault.seal(session, prepared.content, file_place(file_id))
        await records.put_file(session, run_id, file_id, sealed)
        return replace(change, file_id=file_id)


def file_place(file_id: UUID) -> str:
    """Return what a document's bytes are sealed for."""
    return f"sync_file.sealed:{file_id}"


def changes_of(target: Target, taken: Taken, stored: Mapping[str, Stored], as_of: datetime) -> list[Change]:
    """Return how a page differs from the live copy."""
    found = [_change(target, one, stored.get(one.external_id), as_of) for one in taken.kept.values()]
    gone = [_removal(target, one, stored[one], as_of) for one in taken.gone if one in stored]
    return [one for one in found if one is not None] + gone


def _change(target: Target, prepared: Prepared, live: Stored | None, as_of: datetime) -> Change | None:
    data, digest = prepared.finished(live.data if live else None)
    if live is not None and (live.hash == digest or _is_older(target, prepared.shop_time, live)):
        return None
    return Change(
        target.resource,
        prepared.external_id,
        Action.CHANGE if live else Action.ADD,
        as_of,
        data,
        digest,
        prepared.shop_time,
        live.data if live else None,
        live.hash if live else None,
    )


def _removal(target: Target, external_id: str, live: Stored, as_of: datetime) -> Change:
    return Change(target.resource, external_id, Action.REMOVE, as_of, before=live.data, before_hash=live.hash)


def _is_older(target: Target, shop_time: datetime | None, live: Stored) -> bool:
    if target.goes_back or shop_time is None or live.shop_time is None:
        return False
    return shop_time < live.shop_time


def _counts(taken: Taken, changes: list[Change]) -> Counts:
    by_action = {action: sum(one.action is action for one in changes) for action in Action}
    unchanged = len(taken.kept) - by_action[Action.ADD] - by_action[Action.CHANGE]
    return Counts(
        by_action[Action.ADD],
        by_action[Action.CHANGE],
        by_action[Action.REMOVE],
        unchanged,
        taken.refused,
    )
