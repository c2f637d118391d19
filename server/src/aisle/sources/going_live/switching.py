"""The statements of the switch: what was prepared becomes live, all in the caller's one transaction."""

from __future__ import annotations

from uuid import UUID

from aisle.core.db import Session
from aisle.sources import holding_repository as holding
from aisle.sources.truth.repository import LIVE_RUN

_RUN = "organization_id = $1 AND store_id = $2 AND run_id = $3"
# A change and the live record that it would change.
_STANDING = (
    "source_record r WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $3"
    " AND r.organization_id = $1 AND r.store_id = $2 AND r.source_id = $4 AND r.resource = c.resource"
    " AND r.external_id = c.external_id"
)
_NOT_THERE = (
    "NOT EXISTS (SELECT 1 FROM source_record r WHERE r.organization_id = $1 AND r.store_id = $2 AND r.source_id = $4"
    " AND r.resource = c.resource AND r.external_id = c.external_id)"
)


async def settle_journal(session: Session, run_id: UUID, source_id: UUID, *, back: bool = False) -> int:
    """Bring a run's changes to what they really change now; returns how many do nothing any more.

    Of two looks at a record the later one stands: what was read before the live copy was made is left out. What stood
    before is written down as it is at this moment, for the way back. back: the run takes another one back; then what is
    not as that one left it is left out.
    """
    later = "r.hash IS DISTINCT FROM c.before_hash" if back else "r.as_of > c.as_of"
    outdated = await session.execute(
        f"DELETE FROM sync_change c USING {_STANDING} AND {later}", *session.tenant, run_id, source_id
    )
    outdated += await session.execute(
        f"DELETE FROM sync_change c WHERE {_RUN} AND action = 'remove' AND {_NOT_THERE}",
        *session.tenant,
        run_id,
        source_id,
    )
    await session.execute(
        "UPDATE sync_change c SET before = r.data, before_hash = r.hash, before_as_of = r.as_of, before_shop_time = r.shop_time,"
        f" action = CASE WHEN c.data IS NULL THEN 'remove' ELSE 'change' END FROM {_STANDING}",
        *session.tenant,
        run_id,
        source_id,
    )
    await session.execute(
        "UPDATE sync_change c SET before = NULL, before_hash = NULL, action = 'add'"
        f" WHERE {_RUN} AND action = 'change' AND {_NOT_THERE}",
        *session.tenant,
        run_id,
        source_id,
    )
    return outdated


async def switch_records(session: Session, run_id: UUID, source_id: UUID) -> None:
    """Make a run's changes the live copy of the shop."""
    gone = await session.fetch(
        holding.counting_gone(
            "DELETE FROM source_record r USING sync_change c WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $3"
            " AND c.action = 'remove' AND r.organization_id = $1 AND r.store_id = $2 AND r.source_id = $4"
            " AND r.resource = c.resource AND r.external_id = c.external_id RETURNING r.resource"
        ),
        *session.tenant,
        run_id,
        source_id,
    )
    added = await session.fetch(
        holding.counting(
            "INSERT INTO source_record (organization_id, store_id, source_id, resource, external_id, data, hash, shop_time, as_of, run_id)"
            " SELECT $1, $2, $4, resource, external_id, data, hash, shop_time, as_of, $3 FROM sync_change"
            f" WHERE {_RUN} AND data IS NOT NULL"
            " ON CONFLICT (organization_id, store_id, source_id, resource, external_id) DO UPDATE SET data = excluded.data,"
            " hash = excluded.hash, shop_time = excluded.shop_time, as_of = excluded.as_of, run_id = excluded.run_id"
            f" {holding.FRESH}"
        ),
        *session.tenant,
        run_id,
        source_id,
    )
    await holding.count(session, source_id, [*gone, *added])


async def switch_links(session: Session, run_id: UUID) -> None:
    """Make what a run links the live links, in place of those of the records it has looked at."""
    # Each row's reference to its source is looked up by one plan for all tenants, which goes by the key.
    await session.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    for table in ("product_key", "product_link", "variant_link"):
        await session.execute(
            f"DELETE FROM {table} t USING going_live_work w WHERE t.organization_id = $1 AND t.store_id = $2 AND t.run_id = {LIVE_RUN}"
            " AND w.organization_id = $1 AND w.store_id = $2 AND w.run_id = $3"
            " AND w.source_id = t.source_id AND w.product_ref = t.product_ref",
            *session.tenant,
            run_id,
        )
    number = await session.fetchval(
        "UPDATE truth_rules SET switches = switches + 1 WHERE organization_id = $1 AND store_id = $2 RETURNING switches",
        *session.tenant,
    )
    await session.execute(
        f"UPDATE product_key SET run_id = {LIVE_RUN}, since = $4 WHERE {_RUN}",
        *session.tenant,
        run_id,
        number,
    )
    await session.execute(
        f"UPDATE product_link SET run_id = {LIVE_RUN} WHERE {_RUN}", *session.tenant, run_id
    )
    await session.execute(
        f"UPDATE variant_link SET run_id = {LIVE_RUN} WHERE {_RUN}", *session.tenant, run_id
    )
    await session.execute("SET LOCAL plan_cache_mode = DEFAULT")


async def switch_conflicts(session: Session, run_id: UUID) -> None:
    """Let the open conflicts of the products that a run has made be those that it found; what was decided stands."""
    await session.execute(
        "DELETE FROM truth_conflict t USING (SELECT DISTINCT l.product_id FROM product_link l JOIN going_live_work w"
        " ON w.organization_id = $1 AND w.store_id = $2 AND w.run_id = $3 AND w.source_id = l.source_id"
        " AND w.product_ref = l.product_ref WHERE l.organization_id = $1 AND l.store_id = $2"
        f" AND (l.run_id = {LIVE_RUN} OR l.run_id = $3)) AS made WHERE t.organization_id = $1 AND t.store_id = $2"
        f" AND t.run_id = {LIVE_RUN} AND t.state = 'open' AND t.product_id = made.product_id",
        *session.tenant,
        run_id,
    )
    await session.execute(
        f"DELETE FROM truth_conflict t WHERE {_RUN} AND EXISTS (SELECT 1 FROM truth_conflict d WHERE d.organization_id = $1"
        f" AND d.store_id = $2 AND d.run_id = {LIVE_RUN} AND d.product_id = t.product_id AND d.field = t.field)",
        *session.tenant,
        run_id,
    )
    await session.execute(
        f"UPDATE truth_conflict SET run_id = {LIVE_RUN} WHERE {_RUN}", *session.tenant, run_id
    )


async def switch_marks(session: Session, run_id: UUID, source_id: UUID) -> None:
    """Let the next run begin where this one ended."""
    await session.execute(
        "INSERT INTO source_mark (organization_id, store_id, source_id, resource, mark, run_id)"
        " SELECT $1, $2, $4, resource, mark_after, $3 FROM sync_part"
        f" WHERE {_RUN} AND step = 'done' AND mark_after IS NOT NULL"
        " ON CONFLICT (organization_id, store_id, source_id, resource) DO UPDATE SET mark = excluded.mark,"
        " run_id = excluded.run_id, at = now()",
        *session.tenant,
        run_id,
        source_id,
    )


async def take_marks_back(session: Session, run_id: UUID, source_id: UUID) -> None:
    """Let the next run begin where the one that is taken back began, so that it meets again what was taken back."""
    await session.execute(
        "UPDATE source_mark m SET mark = p.mark_before, run_id = $3, at = now() FROM sync_run s JOIN sync_part p"
        " ON p.organization_id = $1 AND p.store_id = $2 AND p.run_id = s.undoes"
        " WHERE s.organization_id = $1 AND s.store_id = $2 AND s.id = $3 AND m.organization_id = $1 AND m.store_id = $2"
        " AND m.source_id = $4 AND m.resource = p.resource AND m.run_id = s.undoes AND p.mark_before IS NOT NULL",
        *session.tenant,
        run_id,
        source_id,
    )
    await session.execute(
        "DELETE FROM source_mark m USING sync_run s JOIN sync_part p"
        " ON p.organization_id = $1 AND p.store_id = $2 AND p.run_id = s.undoes"
        " WHERE s.organization_id = $1 AND s.store_id = $2 AND s.id = $3 AND m.organization_id = $1 AND m.store_id = $2"
        " AND m.source_id = $4 AND m.resource = p.resource AND m.run_id = s.undoes AND p.mark_before IS NULL",
        *session.tenant,
        run_id,
        source_id,
    )
