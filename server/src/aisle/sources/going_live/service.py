"""Going live: prepare in portions beside the live state, look at the difference, switch in one transaction.

Each portion is one transaction, so a worker that is killed goes on after the last; the switch is one transaction, so
readers see all of a run or nothing of it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog

from aisle.answering.answerable import is_answerable
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.catalog.service import holding as catalog
from aisle.core.clock import Clock
from aisle.core.db import Session
from aisle.core.jobs import JobContext, JobQueue
from aisle.knowledge.errors import NotCut
from aisle.retrieval.holding import Covered, HeldIndex
from aisle.retrieval.indexing import Indexer, IndexVersionsChanged, Prepared
from aisle.retrieval.items import ItemKind
from aisle.retrieval.pictures.ahead import PicturesAhead
from aisle.retrieval.repository import refresh_statistics
from aisle.sources.going_live import planning, repository, switching
from aisle.sources.going_live.difference import difference_of
from aisle.sources.going_live.documents import HeldDocuments
from aisle.sources.going_live.errors import NotLiveYet
from aisle.sources.going_live.gate import lost_reason, reasons, rules_of
from aisle.sources.going_live.planning import Plan, PlannedFor
from aisle.sources.going_live.rehearsing import IsAnswered, Rehearsal, rehearse
from aisle.sources.notices import telling
from aisle.sources.syncing.types import Mode
from aisle.sources.truth.repository import Ref
from aisle.sources.truth.rules import get_scales
from aisle.tenants import service as tenants

log = structlog.get_logger()
PORTION = 500  # product records that are prepared in one transaction
REMOVED_AT_ONCE = 5_000
ROUNDS = 20  # of preparing anew what changed meanwhile
PATIENT_ROUNDS = 3  # of them before the rest is prepared within the switch itself
MOST_STALE = 5_000  # that are looked at once more in one round


@dataclass(frozen=True, slots=True)
class _Run:
    """A run on its way."""

    id: UUID
    source_id: UUID
    mode: str
    approved: bool
    whose: PlannedFor
    settings: Mapping[str, Any]

    @property
    def is_gated(self) -> bool:
        """Whether it is looked at before it goes live: an event, a removal and a way back were wanted as they are."""
        return not self.approved and self.mode in ("full", "incremental", "reconcile")


class _Stale(Exception):
    """Something that was prepared does not fit what is live now. refs: the records to be looked at once more."""

    def __init__(self, refs: Sequence[Ref], switches: int) -> None:
        super().__init__(f"{len(refs)} records")
        self.refs, self.switches = refs, switches


class _Held(Exception):
    """A look at what would be live says that a person should look, too."""

    def __init__(self, lost: Sequence[str], reason: str) -> None:
        super().__init__(reason)
        self.lost, self.reason = list(lost), reason


class GoingLive:
    """Brings staged runs live.

    is_answered: whether the assistant would answer a question from what was found. pictures: None where no photo is
    compared with products.
    """

    def __init__(
        self,
        indexer: Indexer,
        jobs: JobQueue,
        clock: Clock,
        documents: HeldDocuments,
        is_answered: IsAnswered = is_answerable,
        pictures: PicturesAhead | None = None,
    ) -> None:
        self._indexer, self._jobs, self._clock, self._is_answered = indexer, jobs, clock, is_answered
        self._documents, self._pictures = documents, pictures
        self._held = HeldIndex(indexer, jobs)

    async def run(self, context: JobContext, run_id: UUID) -> None:
        """Bring a staged run live, or to a person who is to look at it; of one that has ended, forget what was prepared."""
        run = await self._begin(context, run_id)
        if run is None:
            return
        for round_ in range(ROUNDS):
            await self._prepare(context, run)
            await self._prepare_documents(context, run)
            if await self._waits(context, run):
                return
            await self._read_pictures(context, run)
            try:
                await self._switch(context, run, inline=round_ >= PATIENT_ROUNDS)
                return
            except _Held as held:
                await self._wait(context, run, [held.reason], held.lost)
                return
            except _Stale as stale:
                async with context.scope() as session:
                    await repository.look_again(session, run.id, stale.refs)
                    await repository.seen_until(session, run.id, stale.switches)
            except (IndexVersionsChanged, NotCut):
                async with context.scope() as session:
                    await self._held.let_go(session, run.id)
                    await repository.start_over(session, run.id)
        raise NotLiveYet("The store's content changes faster than a run can be prepared; it is tried again.")

    async def _begin(self, context: JobContext, run_id: UUID) -> _Run | None:
        async with context.scope() as session:
            for ended in await repository.ended(session):
                await self._let_go(session, ended)
            row = await repository.lock_run(session, run_id)
            if row is None or row["state"] not in ("staged", "going_live"):
                return None
            if row["state"] == "staged":
                await repository.move_run(session, run_id, "going_live")
            state = await repository.begin(session, run_id)
            if not state["listed"]:
                await repository.list_work(session, run_id, row["source_id"])
            store = await tenants.get_store(session, session.tenant[1])
            settings = await repository.settings_of(session, row["source_id"])
        whose = PlannedFor(run_id, row["source_id"], store.language, self._clock.now())
        return _Run(run_id, row["source_id"], row["mode"], state["approved_by"] is not None, whose, settings)

    async def _let_go(self, session: Session, run_id: UUID) -> None:
        """Forget what was prepared for a run that does not go live."""
        await self._held.let_go(session, run_id)
        await self._documents.let_go(session, run_id)
        await catalog.let_go(session, run_id)
        await repository.drop(session, run_id)

    # looking first ----------------------------------------------------------------------------------------------
    async def _waits(self, context: JobContext, run: _Run) -> bool:
        """Keep the difference for people to look at; says whether the run waits for one of them."""
        if not run.is_gated:
            return False
        async with context.scope() as session:
            await repository.save_difference(
                session, run.id, await difference_of(session, run.id, run.source_id)
            )
            difference = await repository.difference(session, run.id)
        why = reasons(rules_of(run.settings), difference["catalogue"])
        if not why:
            return False
        await self._wait(context, run, why, [])
        return True

    async def _wait(self, context: JobContext, run: _Run, why: Sequence[str], lost: Sequence[str]) -> None:
        async with context.scope() as session:
            row = await repository.lock_run(session, run.id)
            if row is None or row["state"] != "going_live":
                return
            difference = await repository.difference(session, run.id)
            await repository.save_difference(
                session, run.id, {**difference, "reasons": list(why), "questions_lost": list(lost)}
            )
            await repository.move_run(session, run.id, "waiting", "run_needs_approval", " ".join(why))
            await record(session, Event("source.run_waits", "sync_run", run.id, after={"reasons": list(why)}))
            await telling.tell(session, self._jobs, telling.RUN_WAITS, run.source_id, run=run.id)

    async def _rehearsal(self, context: JobContext, run: _Run) -> Rehearsal | None:
        if not run.is_gated:
            return None
        return await rehearse(
            context.database, context.tenant, self._indexer.embedders, run.settings, self._is_answered
        )

    # beside -----------------------------------------------------------------------------------------------------
    async def _prepare(self, context: JobContext, run: _Run) -> None:
        """Work through what is not prepared yet, portion by portion."""
        portions = 0
        while True:
            async with context.scope() as session:
                refs = await repository.next_work(session, run.id, PORTION)
                if not refs and portions:
                    await refresh_statistics(session)  # for the statements of the switch
                if not refs:
                    return
                done, total = await repository.count_work(session, run.id)
                found = await self._plan(session, run, refs)
                lacking = await self._held.lacking(session, run.id, found.texts)
            prepared = await self._held.prepare(context.scope, lacking) if lacking else None
            async with context.scope() as session:
                await self._write(session, run, found, prepared)
            portions += 1
            if portions & (portions - 1) == 0:  # plans made for empty tables are slow
                async with context.scope() as session:
                    await refresh_statistics(session)
            await context.progress("preparing", done + len(refs), total)

    async def _plan(self, session: Session, run: _Run, refs: Sequence[Ref]) -> Plan:
        scales = await get_scales(session, self._clock.now())
        return await planning.plan(session, run.whose, refs, scales)

    async def _prepare_documents(self, context: JobContext, run: _Run) -> None:
        while (texts := await self._documents.next_texts(context, run.id, run.source_id)) is not None:
            async with context.scope() as session:
                lacking = await self._held.lacking(session, run.id, texts)
            prepared = await self._held.prepare(context.scope, lacking) if lacking else None
            async with context.scope() as session:
                if prepared is not None:
                    await self._hold(session, run, prepared)
                await self._documents.mark(session, run.id)
            await context.progress("reading documents", 0, None)

    async def _read_pictures(self, context: JobContext, run: _Run) -> None:
        """Read new pictures before the products show them. A shop's event is shown at once; its pictures follow."""
        if self._pictures and run.mode != Mode.PUSH:
            await self._pictures.read(context, run.id)

    async def _write(self, session: Session, run: _Run, found: Plan, prepared: Prepared | None) -> None:
        await planning.write(session, run.whose, found)
        await self._held.keep_only(session, run.id, found.hashes)
        if prepared is not None:
            await self._hold(session, run, prepared)

    async def _hold(self, session: Session, run: _Run, prepared: Prepared) -> None:
        covered = _covered(await repository.begin(session, run.id))
        covered = await self._held.hold(session, run.id, prepared, covered)
        given_up = {str(id_): list(why) for id_, why in covered.given_up.items()}
        await repository.cover(session, run.id, sorted(covered.versions), given_up)

    # the switch -------------------------------------------------------------------------------------------------
    async def _switch(self, context: JobContext, run: _Run, *, inline: bool) -> None:
        """Make everything live in one transaction. inline: what has become stale meanwhile is prepared within it.

        Raises _Stale, _Held, IndexVersionsChanged.
        """
        rehearsal, begun = await self._rehearsal(context, run), time.monotonic()
        async with context.scope() as session:
            row = await repository.lock_run(session, run.id)
            if row is None or row["state"] != "going_live":
                return
            await catalog.lock(session)
            await self._require_fresh(session, run, inline=inline)
            back = run.mode == "rollback"
            outdated = await switching.settle_journal(session, run.id, run.source_id, back=back)
            covered = _covered(await repository.begin(session, run.id))
            given_up = frozenset(covered.given_up)
            await self._documents.switch(session, run.id, run.source_id, given_up)
            await self._remove_from_index(session, run)
            await self._held.switch(session, run.id, covered)
            otherwise = await catalog.with_other_pictures(session, run.id) if self._pictures else []
            written, removed = await catalog.switch_products(session, run.id)
            if self._pictures:
                await self._pictures.show(session, otherwise)
            await switching.switch_records(session, run.id, run.source_id)
            await switching.switch_conflicts(session, run.id)
            await switching.switch_links(session, run.id)
            await (switching.take_marks_back if back else switching.switch_marks)(
                session, run.id, run.source_id
            )
            await repository.drop(session, run.id)
            if rehearsal is not None:
                lost = await rehearsal.lost(session)
                if reason := lost_reason(rules_of(run.settings), lost):
                    raise _Held(lost, reason)  # nothing of this transaction stays
            await repository.move_run(session, run.id, "live")
            counts = {"written": written, "removed": removed, "outdated": outdated}
            await record(session, Event("source.run_live", "sync_run", run.id, after=counts))
        seconds = round(time.monotonic() - begun, 3)
        log.info("sources.run_live", run_id=str(run.id), seconds=seconds, **counts)

    async def _require_fresh(self, session: Session, run: _Run, *, inline: bool) -> None:
        switches = await repository.switches(session)
        stale = await self._stale(session, run)
        if stale and not inline:
            raise _Stale(stale, switches)
        while stale:
            found = await self._plan(session, run, stale)
            if await self._held.lacking(session, run.id, found.texts):
                raise _Stale(stale, switches)  # something has to be embedded: never within a transaction
            await self._write(session, run, found, None)
            await repository.seen_until(session, run.id, switches)
            stale = await self._stale(session, run)

    async def _stale(self, session: Session, run: _Run) -> list[Ref]:
        """Records whose products were made by what stood before: of the catalogue, or of another source."""
        since = (await repository.begin(session, run.id))["switches"]
        changed = await catalog.stale_products(session, run.id, MOST_STALE)
        found = await repository.refs_of(session, run.id, changed) if changed else []
        found += await repository.met_meanwhile(session, run.id, since, MOST_STALE)
        found += await repository.changed_meanwhile(session, run.id, MOST_STALE)
        return list(dict.fromkeys(found))

    async def _remove_from_index(self, session: Session, run: _Run) -> None:
        place: UUID | None = None
        while ids := await catalog.removed_products(session, run.id, place, REMOVED_AT_ONCE):
            await self._indexer.remove(session, ItemKind.PRODUCT, ids)
            place = ids[-1]


def _covered(state: Any) -> Covered:
    given_up = {UUID(id_): (why[0], why[1]) for id_, why in state["given_up"].items()}
    return Covered(frozenset(state["versions"]), given_up)
