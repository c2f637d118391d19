"""Every query on the window's settings."""

from datetime import timedelta
from typing import Any

from aisle.core.db import Session
from aisle.widget.types import Sighting, WidgetDraft, WidgetRelease, WidgetSettings

WHERE = "organization_id = $1 AND store_id = $2"
_RELEASE = (
    f"SELECT number, settings, restores, note, created_at, created_by FROM widget_release WHERE {WHERE}"
)


async def lock(session: Session) -> None:
    """Hold the window's settings until the transaction ends: they change one after the other."""
    await session.execute(
        "INSERT INTO widget_draft (organization_id, store_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        *session.tenant,
    )
    await session.execute(f"SELECT 1 FROM widget_draft WHERE {WHERE} FOR UPDATE", *session.tenant)


async def find_live(session: Session) -> WidgetRelease | None:
    """Return the newest release; None where nothing was published."""
    row = await session.fetchrow(f"{_RELEASE} ORDER BY number DESC LIMIT 1", *session.tenant)
    return _release(row) if row else None


async def get_draft(session: Session) -> WidgetDraft:
    """Return the draft beside the live release."""
    live = await find_live(session) or WidgetRelease(0, WidgetSettings())
    row = await session.fetchrow(
        f"SELECT settings, changed_at, changed_by, revision FROM widget_draft WHERE {WHERE}", *session.tenant
    )
    if row is None:
        return WidgetDraft(live.settings, live)
    kept = row["settings"]
    settings = live.settings if kept is None else WidgetSettings.model_validate(kept)
    return WidgetDraft(settings, live, row["revision"], row["changed_at"], row["changed_by"])


async def keep_draft(session: Session, settings: WidgetSettings | None) -> None:
    """Write the draft; None makes it follow the live release."""
    kept = settings is not None
    await session.execute(
        "UPDATE widget_draft SET settings = $3, changed_at = CASE WHEN $4 THEN now() END,"
        f" changed_by = CASE WHEN $4 THEN $5 END, revision = revision + 1 WHERE {WHERE}",
        *session.tenant,
        settings.model_dump(mode="json") if settings is not None else None,
        kept,
        session.scope.principal,
    )


async def insert_release(session: Session, release: WidgetRelease) -> None:
    """Add a release, which is live from here on."""
    await session.execute(
        "INSERT INTO widget_release (organization_id, store_id, number, settings, restores, note, created_by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        *session.tenant,
        release.number,
        release.settings.model_dump(mode="json"),
        release.restores,
        release.note,
        session.scope.principal,
    )


async def list_releases(
    session: Session, before: int | None, limit: int, number: int | None = None
) -> list[WidgetRelease]:
    """Return releases, the newest first: those below a number, or the one of a number."""
    rows = await session.fetch(
        f"{_RELEASE} AND ($3::int IS NULL OR number < $3) AND ($4::int IS NULL OR number = $4)"
        " ORDER BY number DESC LIMIT $5",
        *session.tenant,
        before,
        number,
        limit,
    )
    return [_release(row) for row in rows]


async def note_sighting(session: Session, origin: str, every: timedelta) -> None:
    """Remember that a page of an origin asked for the window, at most once in so long."""
    await session.execute(
        "INSERT INTO widget_sighting (organization_id, store_id, origin) VALUES ($1, $2, $3)"
        " ON CONFLICT (organization_id, store_id, origin) DO UPDATE SET last_at = now()"
        " WHERE widget_sighting.last_at < now() - $4::interval",
        *session.tenant,
        origin,
        every,
    )


async def list_sightings(session: Session, limit: int) -> list[Sighting]:
    """Return the sites where the window was seen, the last seen first."""
    rows = await session.fetch(
        f"SELECT origin, first_at, last_at FROM widget_sighting WHERE {WHERE} ORDER BY last_at DESC LIMIT $3",
        *session.tenant,
        limit,
    )
    return [Sighting(row["origin"], row["first_at"], row["last_at"]) for row in rows]


def _release(row: Any) -> WidgetRelease:
    settings = WidgetSettings.model_validate(row["settings"])
    return WidgetRelease(
        row["number"], settings, row["restores"], row["note"], row["created_at"], row["created_by"]
    )
