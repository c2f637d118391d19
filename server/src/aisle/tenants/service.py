"""Use cases on organizations and stores."""

from uuid import UUID

from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.core.ids import OrganizationId, StoreId, new_id
from aisle.tenants import repository
from aisle.tenants.errors import StoreNotFound
from aisle.tenants.types import Store, StoreSettings

LANGUAGES = frozenset(
    [
        "en",
        "de",
        "fr",
        "es",
        "it",
        "nl",
        "pt",
        "sv",
        "da",
        "no",
        "fi",
        "pl",
        "cs",
        "hu",
        "ro",
        "tr",
        "ru",
        "uk",
        "el",
        "ar",
        "he",
        "ja",
        "zh",
        "ko",
    ]
)


async def create_organization(session: Session, name: str) -> None:
    """Make the organization that the session's scope names (its id was chosen by the caller)."""
    if not name.strip():
        raise InvalidInput("An organization needs a name.")
    await repository.insert_organization(session, name.strip())


async def create_store(
    session: Session,
    *,
    slug: str,
    name: str,
    currency: str,
    language: str,
    site_url: str | None = None,
    is_demo: bool = False,
    settings: StoreSettings | None = None,
) -> Store:
    """Add a store to the session's organization. Raises InvalidInput, SlugTaken."""
    if language not in LANGUAGES:
        raise InvalidInput(f"Unknown language “{language}”: use a two-letter code such as en or de.")
    store = Store(
        organization_id=OrganizationId(session.scope.organization_id),
        id=StoreId(new_id()),
        slug=slug,
        name=name,
        currency=currency,
        language=language,
        site_url=site_url,
        is_demo=is_demo,
        settings=settings or StoreSettings(),
    )
    await repository.insert_store(session, store)
    return store


async def get_store(session: Session, store_id: UUID) -> Store:
    """Return a store. Raises StoreNotFound."""
    store = await repository.find_store(session, store_id)
    if store is None:
        raise StoreNotFound()
    return store
