"""Stock and prices at once: what a page of them, or an event, says is shown with the transaction that stores it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from aisle.catalog.facts import VariantFacts
from aisle.catalog.service import facts as catalog
from aisle.catalog.service import holding
from aisle.core.clock import Clock
from aisle.core.db import Session
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.items import ItemKind
from aisle.sources.records import PriceRecord, Resource, StockRecord
from aisle.sources.records.coding import from_data
from aisle.sources.syncing.types import Change
from aisle.sources.truth import repository
from aisle.sources.truth.identity import sku_of
from aisle.sources.truth.merging import Merged, merge
from aisle.sources.truth.repository import Ref
from aisle.sources.truth.rules import get_scales
from aisle.sources.truth.saying import News, Place, read_products
from aisle.sources.truth.telling import conflict_data
from aisle.sources.truth.types import Copy, SaidProduct


class ImmediateFacts:
    """Shows stock and prices to shoppers at once; see `sources.syncing.ports.Immediate`."""

    def __init__(self, indexer: Indexer, clock: Clock) -> None:
        self._indexer, self._clock = indexer, clock

    async def apply_now(
        self, session: Session, source_id: UUID, resource: Resource, changes: Sequence[Change]
    ) -> None:
        """Apply a page of stock or prices in the transaction that writes the same changes into the live copy.

        The caller has left out what is older than the live copy. A variant that nobody has yet finds them when it comes.
        """
        news = {(source_id, str(resource), one.external_id): _news(source_id, one) for one in changes}
        if not news:
            return
        await holding.lock(session)
        await self._keep_names(session, source_id, news)
        await self.refresh(session, await _concerned(session, source_id, news), news)

    async def refresh(
        self, session: Session, refs: Iterable[Ref], news: Mapping[Place, News | None] | None = None
    ) -> None:
        """Let the products of some records show what their sources say of price and stock now. The caller holds the catalogue."""
        merged = await self._merged(session, list(refs), news or {})
        facts = [fact for one in merged.values() for fact in _facts_of(one)]
        buying = await catalog.write_facts(session, facts)
        await repository.drop_conflicts(session, None, list(merged))
        conflicts = [
            (id_, conflict, conflict_data(conflict))
            for id_, one in merged.items()
            for conflict in one.conflicts
        ]
        await repository.save_conflicts(session, None, conflicts)
        if buying:
            await self._indexer.note_change(session, ItemKind.PRODUCT)

    async def _merged(
        self, session: Session, refs: Sequence[Ref], news: Mapping[Place, News | None]
    ) -> dict[UUID, Merged]:
        links = await repository.links_of(session, refs, None)
        members = await repository.members_of(session, {row["product_id"] for row in links.values()}, None)
        said = await read_products(session, list(members), None, news)
        groups: dict[UUID, list[SaidProduct]] = defaultdict(list)
        for ref, one in said.items():
            groups[members[ref]["product_id"]].append(one)
        scales = await get_scales(session, self._clock.now())
        decided = await repository.decisions_on(session, list(groups))
        return {id_: merge(id_, group, scales.given(decided.get(id_, {}))) for id_, group in groups.items()}

    async def _keep_names(self, session: Session, source_id: UUID, news: Mapping[Place, News | None]) -> None:
        """Keep by which SKU facts are known, and when a price begins or ends."""
        kept = [
            (*place, sku_of(_sku(one)), _due(one, self._clock.now()))
            for place, one in news.items()
            if one is not None
        ]
        await repository.save_facts(session, [one for one in kept if one[3] or one[4]])
        await repository.drop_facts(session, [place for place, one in news.items() if one is None])


async def _concerned(session: Session, source_id: UUID, news: Mapping[Place, News | None]) -> set[Ref]:
    """Product records whose variants the facts are about: by the variant's id, or by its SKU at another source."""
    rows = await repository.records_of_variants(session, source_id, [place[2] for place in news])
    known = {row["variant_ref"] for row in rows}
    skus = {
        sku for place, one in news.items() if place[2] not in known and one and (sku := sku_of(_sku(one)))
    }
    found = {(source_id, row["product_ref"]) for row in rows}
    return found | set(await repository.records_by_sku(session, sorted(skus))) if skus else found


def _facts_of(merged: Merged) -> Iterable[VariantFacts]:
    for one in merged.variants if merged.draft is not None else ():
        draft = one.draft
        yield VariantFacts(one.id, draft.price, draft.compare_at, draft.stock, draft.availability, one.as_of)


def _news(source_id: UUID, change: Change) -> News | None:
    if change.data is None:
        return None
    copy = Copy(source_id, change.resource, change.external_id, change.as_of, change.shop_time)
    return News(from_data(change.resource, change.data), copy)


def _sku(one: News) -> str | None:
    record = one.record
    return record.sku if isinstance(record, StockRecord | PriceRecord) else None


def _due(one: News, now: datetime) -> datetime | None:
    record = one.record
    if not isinstance(record, PriceRecord):
        return None
    ahead = [moment for moment in (record.valid_from, record.valid_until) if moment and moment > now]
    return min(ahead, default=None)
