"""Loading and resetting the demo shop: the same services a merchant's own files go through."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from aisle.bootstrap.provision import NewStore, close_store, open_store
from aisle.bootstrap.resources import Resources
from aisle.catalog import service as catalog
from aisle.catalog.service import ImportRequest
from aisle.core.db import Scope, Session
from aisle.demo import content
from aisle.demo.jobs import MakeDemoHistory
from aisle.knowledge import service as knowledge
from aisle.knowledge.intake import IncomingFile, IntakeLimits
from aisle.tenants import repository as tenants
from aisle.tenants.errors import SlugTaken
from aisle.tenants.types import Contact, Store, StoreSettings
from aisle.widget import service as widgets

SLUG = "demo"
READING = timedelta(seconds=3)  # that guides and products are read first
LIMITS = IntakeLimits(max_bytes=10 * 2**20, max_files=1_000)


async def load_demo(parts: Resources, owner: Callable[[Resources], Awaitable[UUID]] | None = None) -> bool:
    """Make the demo shop and defer the reading of its files; False if it is there already.

    owner: makes or finds the organization that it belongs to; without one, the shop gets its own.
    """
    if await tenants.find_address(parts.database, SLUG) is not None:
        return False
    return await _load(parts, await owner(parts) if owner else None)


async def reset_demo(parts: Resources) -> None:
    """Delete the demo shop with everything in it and load it anew."""
    address = await tenants.find_address(parts.database, SLUG)
    if address is not None:
        async with parts.database.open_scope(Scope(address.organization_id, None)) as session:
            await close_store(session, parts.jobs, address.store_id)
    await _load(parts, address.organization_id if address else None)


async def _load(parts: Resources, organization_id: UUID | None) -> bool:
    try:
        await open_store(
            parts.database, organization_id, _wanted(), parts.recipe, parts.jobs, partial(_fill, parts)
        )
    except SlugTaken:  # another process was quicker
        return False
    return True


async def jobs_left(parts: Resources) -> int | None:
    """Return how many jobs the demo shop still waits for, or None before it was made."""
    address = await tenants.find_address(parts.database, SLUG)
    if address is None:
        return None
    async with parts.database.open_scope(Scope(address.organization_id, None)) as session:
        return await session.fetchval(  # type: ignore[no-any-return]
            "SELECT count(*) FROM job WHERE organization_id = $1 AND state IN ('queued', 'running') AND queue IN ('ingest', 'catalog')",
            address.organization_id,
        )


async def _fill(parts: Resources, session: Session, store: Store) -> None:
    wanted = ImportRequest("catalogue.jsonl", content.catalogue_file(), store.currency)
    await catalog.start_import(session, parts.jobs, parts.vault, wanted)
    await knowledge.accept(session, parts.jobs, parts.vault, _guides(), None, LIMITS)
    await widgets.change_draft(session, {"photo": True}, None)
    await widgets.publish(session, 0, "Shoppers may show a photo.")
    if parts.settings.loads_demo and parts.settings.demo_history:
        await parts.jobs.defer(session, MakeDemoHistory(), dedup_key="history", delay=READING)


def _guides() -> list[IncomingFile]:
    return [
        IncomingFile(
            guide.file.rsplit("/", 1)[-1],
            content.guide_file(guide),
            guide.media_type,
            guide.title,
            guide.url,
            "en",
            guide.category,
            tuple(guide.tags),
        )
        for guide in content.guides()
    ]


def _wanted() -> NewStore:
    facts = content.store()
    contact = Contact(
        email=facts.email, phone=facts.phone, hours="\n".join(facts.opening_hours), url="/demo/guides/contact"
    )
    settings = StoreSettings(
        contact=contact,
        brand_color=facts.brand_colour,
        mark=facts.mark,
        greeting=facts.greeting,
        suggestions=tuple(facts.suggestions),
        privacy_url=facts.privacy_url,
    )
    return NewStore(SLUG, facts.name, facts.currency, facts.language, is_demo=True, settings=settings)
