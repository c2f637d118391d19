"""Queries on what is linked to what: live, and beside it what a run would make of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.sources.truth.identity import STRENGTH, Key
from aisle.sources.truth.types import Conflict

Ref = tuple[UUID, str]  # a source, and the id of a product record there

LIVE = UUID(int=0)  # in place of a run: what is live
LIVE_RUN = f"'{LIVE}'"
_LINK = "organization_id = $1 AND store_id = $2 AND run_id = $3"


async def records_of(
    session: Session, keys: Sequence[tuple[UUID, str, str]], run_id: UUID | None = None
) -> tuple[list[Any], list[Any]]:
    """Return live records and what a run would make of them. keys: source, resource, id."""
    columns = [list(column) for column in zip(*keys, strict=True)] or [[], [], []]
    live = await session.fetch(
        "SELECT r.source_id, r.resource, r.external_id, r.data, r.shop_time, r.as_of, r.run_id"
        " FROM unnest($3::uuid[], $4::text[], $5::text[]) AS g (source_id, resource, external_id)"
        " JOIN source_record r ON r.organization_id = $1 AND r.store_id = $2 AND r.source_id = g.source_id"
        " AND r.resource = g.resource AND r.external_id = g.external_id",
        *session.tenant,
        *columns,
    )
    if run_id is None:
        return live, []
    staged = await session.fetch(
        "SELECT s.source_id, c.resource, c.external_id, c.data, c.shop_time, c.as_of, c.run_id, s.mode"
        " FROM sync_run s JOIN sync_change c ON c.organization_id = $1 AND c.store_id = $2 AND c.run_id = s.id"
        " JOIN unnest($3::uuid[], $4::text[], $5::text[]) AS g (source_id, resource, external_id)"
        " ON g.source_id = s.source_id AND g.resource = c.resource AND g.external_id = c.external_id"
        " WHERE s.organization_id = $1 AND s.store_id = $2 AND s.id = $6",
        *session.tenant,
        *columns,
        run_id,
    )
    return live, staged


async def links_of(session: Session, refs: Sequence[Ref], run_id: UUID | None) -> dict[Ref, Any]:
    """Return the links of product records: product_id and why."""
    rows = await session.fetch(
        "SELECT l.source_id, l.product_ref, l.product_id, l.why FROM unnest($4::uuid[], $5::text[]) AS g (source_id, ref)"
        " JOIN product_link l ON l.organization_id = $1 AND l.store_id = $2 AND l.run_id = $3"
        " AND l.source_id = g.source_id AND l.product_ref = g.ref",
        *session.tenant,
        run_id or LIVE,
        [source for source, _ in refs],
        [ref for _, ref in refs],
    )
    return {(row["source_id"], row["product_ref"]): row for row in rows}


async def members_of(session: Session, product_ids: Iterable[UUID], run_id: UUID | None) -> dict[Ref, Any]:
    """Return the records that are part of some products."""
    rows = await session.fetch(
        f"SELECT source_id, product_ref, product_id, why FROM product_link WHERE {_LINK} AND product_id = ANY($4)",
        *session.tenant,
        run_id or LIVE,
        list(product_ids),
    )
    return {(row["source_id"], row["product_ref"]): row for row in rows}


async def chosen_links(session: Session, refs: Sequence[Ref]) -> dict[Ref, UUID]:
    """Return the products that persons put records to."""
    rows = await session.fetch(
        "SELECT c.source_id, c.product_ref, c.product_id FROM unnest($3::uuid[], $4::text[]) AS g (source_id, ref)"
        " JOIN chosen_link c ON c.organization_id = $1 AND c.store_id = $2 AND c.source_id = g.source_id AND c.product_ref = g.ref",
        *session.tenant,
        [source for source, _ in refs],
        [ref for _, ref in refs],
    )
    return {(row["source_id"], row["product_ref"]): row["product_id"] for row in rows}


async def bearers_of(session: Session, keys: Iterable[Key]) -> list[Any]:
    """Return the live records that bear some names, with their products: kind, key, source_id, product_ref, product_id."""
    wanted = list(keys)
    return await session.fetch(
        "SELECT k.kind, k.key, k.source_id, k.product_ref, l.product_id FROM unnest($3::text[], $4::text[]) AS g (kind, key)"
        f" JOIN product_key k ON k.organization_id = $1 AND k.store_id = $2 AND k.run_id = {LIVE_RUN} AND k.kind = g.kind AND k.key = g.key"
        f" JOIN product_link l ON l.organization_id = $1 AND l.store_id = $2 AND l.run_id = {LIVE_RUN}"
        " AND l.source_id = k.source_id AND l.product_ref = k.product_ref",
        *session.tenant,
        [one.kind for one in wanted],
        [one.key for one in wanted],
    )


async def variants_of(session: Session, refs: Sequence[Ref], run_id: UUID | None) -> list[Any]:
    """Return the variants that product records have had: source_id, product_ref, variant_ref, product_id, variant_id."""
    return await session.fetch(
        "SELECT l.source_id, l.product_ref, l.variant_ref, l.product_id, l.variant_id"
        " FROM unnest($4::uuid[], $5::text[]) AS g (source_id, ref) JOIN variant_link l ON l.organization_id = $1 AND l.store_id = $2"
        " AND l.run_id = $3 AND l.source_id = g.source_id AND l.product_ref = g.ref",
        *session.tenant,
        run_id or LIVE,
        [source for source, _ in refs],
        [ref for _, ref in refs],
    )


async def facts_by_sku(session: Session, skus: Iterable[str]) -> list[Any]:
    """Return the facts that are known by an SKU: source_id, resource, external_id, sku."""
    return await session.fetch(
        "SELECT source_id, resource, external_id, sku FROM fact_key"
        " WHERE organization_id = $1 AND store_id = $2 AND sku = ANY($3)",
        *session.tenant,
        list(skus),
    )


async def save_facts(
    session: Session, facts: Sequence[tuple[UUID, str, str, str | None, datetime | None]]
) -> None:
    """Keep how facts are known: source, resource, id, SKU, and when they begin or end to count."""
    columns = [list(column) for column in zip(*facts, strict=True)] or [[], [], [], [], []]
    await session.execute(
        "INSERT INTO fact_key (organization_id, store_id, source_id, resource, external_id, sku, due_at)"
        " SELECT $1, $2, * FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])"
        " ON CONFLICT (organization_id, store_id, source_id, resource, external_id) DO UPDATE SET sku = excluded.sku,"
        " due_at = excluded.due_at",
        *session.tenant,
        *columns,
    )


async def drop_facts(session: Session, facts: Sequence[tuple[UUID, str, str]]) -> None:
    """Forget how facts are known: source, resource, id."""
    columns = [list(column) for column in zip(*facts, strict=True)] or [[], [], []]
    await session.execute(
        "DELETE FROM fact_key f USING unnest($3::uuid[], $4::text[], $5::text[]) AS g (source_id, resource, external_id)"
        " WHERE f.organization_id = $1 AND f.store_id = $2 AND f.source_id = g.source_id AND f.resource = g.resource"
        " AND f.external_id = g.external_id",
        *session.tenant,
        *columns,
    )


async def records_of_variants(session: Session, source_id: UUID, variants: Sequence[str]) -> list[Any]:
    """Return which live product records variants of a source belong to: variant_ref, product_ref, variant_id."""
    return await session.fetch(
        "SELECT variant_ref, product_ref, variant_id FROM variant_link WHERE organization_id = $1 AND store_id = $2"
        f" AND run_id = {LIVE_RUN} AND source_id = $3 AND variant_ref = ANY($4)",
        *session.tenant,
        source_id,
        list(variants),
    )


async def records_by_sku(session: Session, skus: Sequence[str]) -> list[Ref]:
    """Return live product records of all sources that have a variant of one of these SKUs."""
    rows = await session.fetch(
        "SELECT DISTINCT k.source_id, k.product_ref FROM product_key k WHERE k.organization_id = $1 AND k.store_id = $2"
        f" AND k.run_id = {LIVE_RUN} AND k.kind = 'sku' AND k.key = ANY($3)",
        *session.tenant,
        list(skus),
    )
    return [(row["source_id"], row["product_ref"]) for row in rows]


async def gone_in(session: Session, run_id: UUID, refs: Sequence[str]) -> set[str]:
    """Return those product records that a run removes."""
    rows = await session.fetch(
        "SELECT external_id FROM sync_change WHERE organization_id = $1 AND store_id = $2 AND run_id = $3"
        " AND resource = 'products' AND action = 'remove' AND external_id = ANY($4)",
        *session.tenant,
        run_id or LIVE,
        list(refs),
    )
    return {row["external_id"] for row in rows}


async def clear(session: Session, run_id: UUID | None, refs: Sequence[Ref]) -> None:
    """Forget keys, links and variants of some product records."""
    await clear_links(session, run_id, refs)
    await _clear(session, run_id, refs, ("variant_link",))


async def clear_links(session: Session, run_id: UUID | None, refs: Sequence[Ref]) -> None:
    """Forget keys and links of some product records, but not which variants belong to them."""
    await _clear(session, run_id, refs, ("product_key", "product_link"))


async def _clear(session: Session, run_id: UUID | None, refs: Sequence[Ref], tables: Sequence[str]) -> None:
    for table in tables:
        await session.execute(
            f"DELETE FROM {table} t USING unnest($4::uuid[], $5::text[]) AS g (source_id, ref)"
            " WHERE t.organization_id = $1 AND t.store_id = $2 AND t.run_id = $3"
            " AND t.source_id = g.source_id AND t.product_ref = g.ref",
            *session.tenant,
            run_id or LIVE,
            [source for source, _ in refs],
            [ref for _, ref in refs],
        )


async def save_keys(session: Session, run_id: UUID | None, keys: Sequence[tuple[Ref, Key]]) -> None:
    """Keep by what product records are known again."""
    columns = {
        "organization_id": "uuid",
        "store_id": "uuid",
        "run_id": "uuid",
        "kind": "text",
        "key": "text",
        "source_id": "uuid",
        "product_ref": "text",
    }
    rows = [(*session.tenant, run_id or LIVE, key.kind, key.key, *ref) for ref, key in keys]
    await session.insert_rows("product_key", columns, rows)


async def save_links(session: Session, run_id: UUID | None, links: Sequence[tuple[Ref, UUID, str]]) -> None:
    """Keep which products records are part of."""
    columns = {
        "organization_id": "uuid",
        "store_id": "uuid",
        "run_id": "uuid",
        "source_id": "uuid",
        "product_ref": "text",
        "product_id": "uuid",
        "why": "text",
    }
    rows = [(*session.tenant, run_id or LIVE, *ref, product_id, why) for ref, product_id, why in links]
    await session.insert_rows("product_link", columns, rows)


async def save_variants(
    session: Session,
    run_id: UUID | None,
    variants: Sequence[tuple[UUID, str, str, UUID | None, UUID | None]],
) -> None:
    """Keep which variants records are. variants: source, variant, product record, product id, variant id."""
    columns = {
        "organization_id": "uuid",
        "store_id": "uuid",
        "run_id": "uuid",
        "source_id": "uuid",
        "variant_ref": "text",
        "product_ref": "text",
        "product_id": "uuid",
        "variant_id": "uuid",
    }
    await session.insert_rows(
        "variant_link", columns, [(*session.tenant, run_id or LIVE, *variant) for variant in variants]
    )


async def save_conflicts(
    session: Session, run_id: UUID | None, conflicts: Sequence[tuple[UUID, Conflict, Any]]
) -> None:
    """Keep on what sources disagree. conflicts: product, conflict, what was said as JSON values."""
    for product_id, conflict, said in conflicts:
        await session.execute(
            "INSERT INTO truth_conflict (organization_id, store_id, id, run_id, product_id, field, said, state)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, 'open') ON CONFLICT (organization_id, store_id, run_id, product_id, field)"
            " DO UPDATE SET said = excluded.said WHERE truth_conflict.state = 'open'",
            *session.tenant,
            new_id(),
            run_id or LIVE,
            product_id,
            conflict.field,
            said,
        )


async def drop_conflicts(session: Session, run_id: UUID | None, product_ids: Sequence[UUID]) -> None:
    """Forget open conflicts of some products."""
    await session.execute(
        f"DELETE FROM truth_conflict WHERE {_LINK} AND product_id = ANY($4) AND state = 'open'",
        *session.tenant,
        run_id or LIVE,
        list(product_ids),
    )


async def decisions_on(session: Session, product_ids: Sequence[UUID]) -> dict[UUID, dict[str, UUID]]:
    """Return what persons decided, by product and field."""
    rows = await session.fetch(
        "SELECT product_id, field, source_id FROM truth_conflict WHERE organization_id = $1 AND store_id = $2"
        f" AND run_id = {LIVE_RUN} AND product_id = ANY($3) AND state = 'decided'",
        *session.tenant,
        list(product_ids),
    )
    found: dict[UUID, dict[str, UUID]] = {}
    for row in rows:
        found.setdefault(row["product_id"], {})[row["field"]] = row["source_id"]
    return found


async def speakers(session: Session) -> list[Any]:
    """Return the store's sources as far as their word counts."""
    return await session.fetch(
        "SELECT c.source_id, s.name, c.priority, c.unwell_since, c.settings FROM source_connection c"
        " JOIN source s ON s.organization_id = $1 AND s.store_id = $2 AND s.id = c.source_id"
        " WHERE c.organization_id = $1 AND c.store_id = $2",
        *session.tenant,
    )


async def rules(session: Session) -> Any | None:
    """Return how the store weighs its sources: rules and switches."""
    return await session.fetchrow(
        "SELECT rules, switches FROM truth_rules WHERE organization_id = $1 AND store_id = $2",
        *session.tenant,
    )


async def save_rules(session: Session, data: dict[str, Any]) -> None:
    """Keep how the store weighs its sources."""
    await session.execute(
        "INSERT INTO truth_rules (organization_id, store_id, rules) VALUES ($1, $2, $3)"
        " ON CONFLICT (organization_id, store_id) DO UPDATE SET rules = excluded.rules",
        *session.tenant,
        data,
    )


def strongest(kinds: Iterable[str]) -> str:
    """Return the kind of name that counts most."""
    return min(kinds, key=lambda kind: STRENGTH[kind])
