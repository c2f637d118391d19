"""What people see and decide: where each fact came from, on what sources disagree, and how they are weighed.

Every method works inside the caller's transaction. A decision makes the products that it concerns anew, by a run of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.catalog import service as catalog
from aisle.core.clock import Clock
from aisle.core.db import Session
from aisle.core.jobs import JobQueue
from aisle.knowledge import service as knowledge
from aisle.knowledge.views import OtherPlace
from aisle.sources.syncing.jobs import GoLive
from aisle.sources.truth import conflict_repository, repository, rules, standing_repository
from aisle.sources.truth.errors import ConflictNotFound, NotOneOfThem, RecordNotFound, TruthRulesInvalid
from aisle.sources.truth.merging import FIELDS, Merged, merge
from aisle.sources.truth.repository import Ref
from aisle.sources.truth.saying import read_products
from aisle.sources.truth.types import Origin, Speaker, TruthRules

URGENT = 5


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a product's facts came from. links: its records, and why they are of this product. speakers, runs: by id."""

    product_id: UUID
    fields: Sequence[Origin]
    links: dict[Ref, str]
    speakers: dict[UUID, Speaker]
    runs: dict[UUID, Any]


async def get_origins(session: Session, clock: Clock, product_id: UUID) -> Origins:
    """Return where each fact of a product came from, as of when, and what else was said. Raises ProductNotFound."""
    await catalog.get_product(session, product_id)
    members = await repository.members_of(session, [product_id], None)
    scales = await rules.get_scales(session, clock.now())
    merged = await _merged(session, product_id, list(members), clock.now())
    copies = [origin.said.copy for origin in merged.origins]
    run_ids = {one.run_id for one in copies if one.run_id is not None}
    return Origins(
        product_id,
        merged.origins,
        {ref: row["why"] for ref, row in members.items()},
        dict(scales.speakers),
        await conflict_repository.runs_of(session, sorted(run_ids)),
    )


async def _merged(session: Session, product_id: UUID, refs: Sequence[Ref], now: datetime) -> Merged:
    said = await read_products(session, refs)
    scales = await rules.get_scales(session, now)
    decided = await repository.decisions_on(session, [product_id])
    return merge(product_id, list(said.values()), scales.given(decided.get(product_id, {})))


async def get_document_origins(session: Session, document_id: UUID) -> list[Any]:
    """Return which sources and runs brought a document's versions, the newest first. Raises DocumentNotFound."""
    await knowledge.get_document(session, document_id)
    return await conflict_repository.document_origins(session, document_id)


async def same_documents(session: Session, document_id: UUID) -> list[OtherPlace]:
    """Return the documents of other sources, or of the same one, with the same text."""
    return await knowledge.same_documents(session, document_id)


async def list_conflicts(
    session: Session, after: UUID | None, most: int, *, decided: bool = False
) -> list[Any]:
    """Return conflicts that wait for a person, or those that one has decided."""
    state = "decided" if decided else "open"
    return await conflict_repository.list_conflicts(session, after, most, state)


async def require_product(session: Session, product_id: UUID) -> None:
    """Check that the store has a product. Raises ProductNotFound."""
    await catalog.get_product(session, product_id)


async def require_conflict(session: Session, conflict_id: UUID) -> None:
    """Check that the store has a conflict. Raises ConflictNotFound."""
    if await conflict_repository.lock_conflict(session, conflict_id) is None:
        raise ConflictNotFound()


async def decide(session: Session, jobs: JobQueue, conflict_id: UUID, source_id: UUID) -> UUID:
    """Believe one source about a field of a product, from now on; returns the run that shows it.

    Raises ConflictNotFound, NotOneOfThem.
    """
    row = await conflict_repository.lock_conflict(session, conflict_id)
    if row is None:
        raise ConflictNotFound()
    if str(source_id) not in {one["source_id"] for one in row["said"]}:
        raise NotOneOfThem("Choose one of the sources that the conflict quotes.")
    await conflict_repository.decide(session, conflict_id, source_id, session.scope.principal)
    after = {"product_id": str(row["product_id"]), "field": row["field"], "source_id": str(source_id)}
    await record(session, Event("source.conflict_decided", "truth_conflict", conflict_id, after=after))
    members = await repository.members_of(session, [row["product_id"]], None)
    return await _remake(session, jobs, source_id, list(members))


async def link(session: Session, jobs: JobQueue, product_id: UUID, ref: Ref) -> UUID:
    """Say that a source's record is part of a product; returns the run that shows it. Raises ProductNotFound, RecordNotFound."""
    await catalog.get_product(session, product_id)
    if not await conflict_repository.record_exists(session, ref):
        raise RecordNotFound()
    before = await repository.links_of(session, [ref], None)
    await conflict_repository.choose_link(session, ref, product_id, session.scope.principal)
    after = {"source_id": str(ref[0]), "record": ref[1]}
    await record(session, Event("source.record_linked", "product", product_id, after=after))
    products = {product_id, *(row["product_id"] for row in before.values())}
    members = await repository.members_of(session, products, None)
    return await _remake(session, jobs, ref[0], sorted({ref, *members}, key=str))


async def get_rules(session: Session) -> TruthRules:
    """Return how the store weighs its sources."""
    return await rules.get_rules(session)


async def save_rules(session: Session, wanted: TruthRules) -> TruthRules:
    """Weigh the store's sources so from now on; the products that several of them know follow within a minute or so. Raises TruthRulesInvalid."""
    unknown = [name for name in wanted.fields if name not in FIELDS]
    if unknown:
        raise TruthRulesInvalid(f"There is no field “{unknown[0]}”; there are {', '.join(FIELDS)}.")
    for one in wanted.fields.values():
        for source_id in one.order:
            if not await conflict_repository.source_exists(session, source_id):
                raise TruthRulesInvalid(f"The store has no source {source_id}.")
    before = await rules.get_rules(session)
    await rules.save_rules(session, wanted)
    await standing_repository.weigh_anew(session)
    change = rules.rules_data(before), rules.rules_data(wanted)
    await record(session, Event("source.rules_changed", "store", session.tenant[1], *change))
    return wanted


async def _remake(session: Session, jobs: JobQueue, source_id: UUID, refs: Sequence[Ref]) -> UUID:
    run_id = await conflict_repository.stage_remake(session, source_id, refs, session.scope.principal)
    await jobs.defer(session, GoLive(run_id), priority=URGENT)
    return run_id
