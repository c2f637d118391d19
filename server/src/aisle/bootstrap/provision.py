"""Making a store whole: every store starts with a source for uploads, an assistant, an index and a hosted page's key."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from aisle.assistants import service as assistants
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.conversations.jobs import ApplyRetention
from aisle.core.db import Database, Scope, Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.identity.authenticator import SELF
from aisle.identity.keys import service as keys
from aisle.knowledge import service as knowledge
from aisle.retrieval import states, versions
from aisle.retrieval.recipe import Recipe
from aisle.tenants import repository as tenants_repository
from aisle.tenants import service as tenants
from aisle.tenants.types import Store, StoreSettings

RETENTION_STARTS = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class NewStore:
    """What a new store is made from."""

    slug: str
    name: str
    currency: str = "GBP"
    language: str = "en"
    site_url: str | None = None
    time_zone: str = "UTC"
    is_demo: bool = False
    settings: StoreSettings = field(default_factory=StoreSettings)


async def open_organization(database: Database, name: str) -> UUID:
    """Make an organization and return its id."""
    organization_id = new_id()
    async with database.open_scope(Scope(organization_id, None)) as session:
        await tenants.create_organization(session, name)
    return organization_id


async def open_store(
    database: Database,
    organization_id: UUID | None,
    wanted: NewStore,
    recipe: Recipe,
    jobs: JobQueue,
    fill: Callable[[Session, Store], Awaitable[None]] | None = None,
    principal: str = "system",
) -> Store:
    """Make a store with everything it needs to be asked, in one transaction.

    Without an organization_id one of the store's name is made with it. fill: puts first content in, in the same transaction.
    principal: who asked for it.
    Raises InvalidInput, SlugTaken, OrganizationNotFound.
    """
    async with database.open_scope(Scope(organization_id or new_id(), None, principal)) as session:
        if organization_id is None:
            await tenants.create_organization(session, wanted.name)
        store = await tenants.create_store(
            session,
            slug=wanted.slug,
            name=wanted.name,
            currency=wanted.currency,
            language=wanted.language,
            site_url=wanted.site_url,
            time_zone=wanted.time_zone,
            is_demo=wanted.is_demo,
            settings=wanted.settings,
        )
        await _furnish(session.for_store(store.id), store, recipe, jobs)
        if fill is not None:
            await fill(session.for_store(store.id), store)
        told = {"slug": store.slug, "name": store.name}
        await record(session, Event("store.opened", "store", store.id, after=told, store_id=store.id))
    return store


async def close_store(session: Session, jobs: JobQueue, store_id: UUID) -> None:
    """Delete a store with everything in it. session: of the whole organization; what is left of its index goes by a job."""
    await states.defer_drops(session, jobs, store_id)
    await tenants_repository.delete_store(session, store_id)


async def _furnish(session: Session, store: Store, recipe: Recipe, jobs: JobQueue) -> None:
    await knowledge.create_source(session, kind="upload", name="Uploads")
    await assistants.create_assistant(session, f"Ask {store.name}")
    await versions.create_live(session, recipe)
    await keys.create_key(session, kind="publishable", store_id=store.id, name="Hosted page", origins=[SELF])
    await jobs.defer(session, ApplyRetention(), dedup_key=str(store.id), delay=RETENTION_STARTS)
