"""What a run makes of some products: read, linked, merged, and compared with the catalogue. Writes nothing live."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from aisle.catalog.batches import UNTOUCHED, Edited, PlannedProduct, StoredHashes, laid_over
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.hashing import content_hash
from aisle.catalog.holding import HeldProduct, HeldVariant
from aisle.catalog.service import holding as catalog
from aisle.core.db import Session
from aisle.retrieval.items import IndexText
from aisle.retrieval.texts import product_text
from aisle.sources.going_live import repository as work
from aisle.sources.truth import repository as truth
from aisle.sources.truth.identity import Key, keys_of
from aisle.sources.truth.linking import Known, Link, link, read_known
from aisle.sources.truth.merging import Merged, merge
from aisle.sources.truth.repository import Ref
from aisle.sources.truth.saying import read_products
from aisle.sources.truth.telling import conflict_data
from aisle.sources.truth.types import SaidProduct, SaidVariant
from aisle.sources.truth.weighing import Scales

ROUNDS = 3  # of looking for further records that belong to the same products


@dataclass(frozen=True, slots=True)
class PlannedFor:
    """Whose plan it is. run_id: that the links are kept for until it is live; source_id: whose records it changes."""

    run_id: UUID
    source_id: UUID
    language: str
    now: datetime


@dataclass(slots=True)
class Plan:
    """Some products as they will be.

    Attributes:
        refs: Every record that was looked at; what is known of them is replaced by what stands here.
        held: Products to be written or removed.
        settled: All products that were looked at, whether they change or not.
        texts: Of products whose words for search are new.
    """

    refs: list[Ref] = field(default_factory=list)
    held: list[HeldProduct] = field(default_factory=list)
    settled: list[UUID] = field(default_factory=list)
    merged: dict[UUID, Merged] = field(default_factory=dict)
    links: dict[Ref, Link] = field(default_factory=dict)
    said: Mapping[Ref, SaidProduct] = field(default_factory=dict)
    texts: list[IndexText] = field(default_factory=list)

    @property
    def hashes(self) -> dict[UUID, bytes | None]:
        """What the index is to hold of each product: the hash of its words; None: nothing new."""
        kept = {one.id: one.planned for one in self.held if not _is_hidden(one)}
        return {id_: planned.search_hash if (planned := kept.get(id_)) else None for id_ in self.settled}


async def plan(session: Session, whose: PlannedFor, refs: Sequence[Ref], scales: Scales) -> Plan:
    """Work out what becomes of the products of some records."""
    said, known, every, products = await _gather(session, whose, refs)
    links = link(said, known)
    groups: dict[UUID, list[SaidProduct]] = defaultdict(list)
    for ref, (product_id, _) in links.items():
        groups[product_id].append(said[ref])
    found = Plan(refs=every, settled=sorted(products | groups.keys(), key=str), links=links, said=said)
    decided = await truth.decisions_on(session, found.settled)
    found.merged = {id_: merge(id_, groups[id_], scales.given(decided.get(id_, {}))) for id_ in groups}
    await _compare(session, whose, found)
    return found


async def _gather(
    session: Session, whose: PlannedFor, refs: Sequence[Ref]
) -> tuple[dict[Ref, SaidProduct], Known, list[Ref], set[UUID]]:
    """Read some records with all others that are, were, or may be part of the same products."""
    every, products = set(refs), set[UUID]()
    for _ in range(ROUNDS):
        said = await read_products(session, sorted(every, key=str), whose.run_id)
        known = await read_known(session, whose.run_id, whose.source_id, said)
        products |= {row for row, _ in known.links.values()}
        products |= {row["product_id"] for row in (await truth.links_of(session, list(every), None)).values()}
        products |= {id_ for bearers in known.bearers.values() for _, id_ in bearers}
        products |= set(known.chosen.values())
        members = await truth.members_of(session, products, None)
        members |= await truth.members_of(session, products, whose.run_id)
        if members.keys() <= every:
            break
        every |= members.keys()
    else:
        said = await read_products(session, sorted(every, key=str), whose.run_id)
        known = await read_known(session, whose.run_id, whose.source_id, said)
    return said, known, sorted(every, key=str), products


async def _compare(session: Session, whose: PlannedFor, found: Plan) -> None:
    merged = found.merged
    drafts = {id_: merged[id_].draft if id_ in merged else None for id_ in found.settled}
    await _free_handles(session, whose, drafts)
    ids = {id_: [one.id for one in of.variants] for id_, of in merged.items()}
    changed, stored, edited = await catalog.plan_products(session, drafts, ids)
    for id_, draft in drafts.items():
        known = stored.get(id_)
        if draft is None:
            if known is not None:
                found.held.append(HeldProduct(id_, None, (), known.content_hash, whose.now))
            continue
        planned = changed.get(id_) or _rewritten(draft, known, merged[id_], edited.get(id_, UNTOUCHED))
        if planned is not None:
            found.held.append(_held(planned, known, merged[id_]))
            if planned.reindex:
                found.texts.append(product_text(planned.draft, id_, planned.search_hash, whose.language))


async def _free_handles(session: Session, whose: PlannedFor, drafts: dict[UUID, ProductDraft | None]) -> None:
    """Give a product whose handle another one has a handle of its own: two products are never taken for one."""
    wanted = [draft.handle for draft in drafts.values() if draft is not None]
    owners = await catalog.ids_by_handles(session, wanted)
    # A product that the run makes anew may be about to let go of its handle; the switch looks once more.
    moving = await work.made_anew(session, whose.run_id, list(owners.values()))
    taken = {handle: id_ for handle, id_ in owners.items() if id_ not in moving and id_ not in drafts}
    taken |= await catalog.held_handles(session, whose.run_id, wanted)
    for id_, draft in sorted(drafts.items(), key=lambda one: str(one[0])):
        if draft is None:
            continue
        if taken.setdefault(draft.handle, id_) != id_:
            own = replace(draft, handle=f"{draft.handle}-{hashlib.sha256(id_.bytes).hexdigest()[:6]}")
            drafts[id_] = own
            taken[own.handle] = id_


def _is_hidden(one: HeldProduct) -> bool:
    """Whether the index is to hold nothing of it: a merchant hides it."""
    return one.planned is not None and one.planned.overrides.hidden


def _rewritten(
    draft: ProductDraft, known: StoredHashes | None, merged: Merged, edited: Edited
) -> PlannedProduct | None:
    """A product that looks the same, but whose variants have no ids of ours yet, is written once more."""
    ours = {
        one.known[1]
        for variant in merged.variants
        for one in variant.of
        if known and one.known[0] == known.id
    }
    if known is None or all(variant.id in ours for variant in merged.variants):
        return None
    return laid_over(draft, known.id, known, edited, bytes.fromhex(content_hash(draft)))


def _held(planned: PlannedProduct, known: StoredHashes | None, merged: Merged) -> HeldProduct:
    variants = tuple(HeldVariant(one.id, one.as_of) for one in merged.variants)
    return HeldProduct(
        planned.id, planned, variants, known.content_hash if known else None, merged.of[0].copy.as_of
    )


async def write(session: Session, whose: PlannedFor, found: Plan) -> None:
    """Keep what was planned beside the live state, in place of what was planned of these products before."""
    run_id = whose.run_id
    await truth.clear(session, run_id, list(found.said))
    missing = [ref for ref in found.refs if ref not in found.said]
    await truth.clear_links(session, run_id, missing)
    await work.keep_orphans(session, run_id, missing)
    await truth.save_links(session, run_id, [(ref, *of) for ref, of in found.links.items()])
    await truth.save_keys(session, run_id, list(_keys(found)))
    await truth.save_variants(session, run_id, list(_variants(found)))
    await truth.drop_conflicts(session, run_id, found.settled)
    conflicts = [
        (id_, conflict, conflict_data(conflict))
        for id_, one in found.merged.items()
        if one.draft is not None
        for conflict in one.conflicts
    ]
    await truth.save_conflicts(session, run_id, conflicts)
    await catalog.let_go(session, run_id, found.settled)
    await catalog.hold_products(session, run_id, found.held)
    await work.mark_done(session, run_id, found.refs)


def _keys(found: Plan) -> Iterator[tuple[Ref, Key]]:
    for ref, said in found.said.items():
        for key in keys_of(said.record, (variant.record for variant in said.variants)):
            yield ref, key


def _variants(found: Plan) -> Iterator[tuple[UUID, str, str, UUID | None, UUID | None]]:
    """Every variant of the records, also of those that are not for sale: their facts may come first."""
    ids = {
        (said.copy.source_id, said.record.id, said_ref): (product_id, variant.id)
        for product_id, one in found.merged.items()
        if one.draft is not None
        for variant in one.variants
        for said in variant.of
        for said_ref in [_ref_of(said)]
    }
    for (source, ref), product in found.said.items():
        for one in product.variants:
            product_id, variant_id = ids.get((source, one.record.id, ref), (None, None))
            yield source, one.record.id, ref, product_id, variant_id


def _ref_of(said: SaidVariant) -> str:
    return said.copy.external_id if said.copy.resource == "products" else said.record.product_id
