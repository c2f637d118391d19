"""Use cases on organizations and stores."""

import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.core.ids import OrganizationId, StoreId, new_id
from aisle.tenants import repository
from aisle.tenants.errors import StoreNotFound
from aisle.tenants.facts import checked_facts, checked_name
from aisle.tenants.types import LONGEST_SLUG, SLUG_PATTERN, Store, StoreFacts, StoreSettings, settings_of

SLUG = re.compile(SLUG_PATTERN, re.ASCII)


async def create_organization(session: Session, name: str) -> None:
    """Make the organization that the session's scope names (its id was chosen by the caller)."""
    await repository.insert_organization(session, checked_name(name, "An organization"))


async def create_store(
    session: Session,
    *,
    slug: str,
    name: str,
    currency: str,
    language: str,
    site_url: str | None = None,
    time_zone: str = "UTC",
    is_demo: bool = False,
    settings: StoreSettings | None = None,
) -> Store:
    """Add a store to the session's organization. Raises InvalidInput, SlugTaken, OrganizationNotFound."""
    if not SLUG.fullmatch(slug):
        raise InvalidInput(
            f"“{slug}” cannot be a slug: use 1 to {LONGEST_SLUG} small letters and digits, with single hyphens between them."
        )
    facts = checked_facts(StoreFacts(name, currency, language, site_url, time_zone))
    store = Store(
        organization_id=OrganizationId(session.scope.organization_id),
        id=StoreId(new_id()),
        slug=slug,
        **asdict(facts),
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


async def change_settings(
    session: Session, store_id: UUID, changes: Mapping[str, Any], rerankers: Collection[str]
) -> Store:
    """Set some of a store's settings, as `change_store` does."""
    return await change_store(session, store_id, {}, changes, rerankers)


async def change_store(
    session: Session,
    store_id: UUID,
    facts: Mapping[str, str | None],
    changes: Mapping[str, Any],
    rerankers: Collection[str],
) -> Store:
    """Change what a store is to the world and some of its settings; the audit log tells it once.

    facts: by the names of StoreFacts; what is left out stays. Whether content allows it is for the caller to see to.
    changes: dotted names such as `contact.email`, and their values. rerankers: names of those that work here.
    Raises StoreNotFound, InvalidInput when a name is unknown or a value does not fit.
    """
    store = await get_store(session, store_id)
    told = checked_facts(replace(store.facts, **facts))  # type: ignore[arg-type]  # only site_url may be None
    settings = _changed_settings(store, changes, rerankers)
    if told != store.facts:
        await repository.update_facts(session, store_id, told)
    if changes:
        await repository.update_settings(session, store_id, settings)
    new = store.model_copy(update={**asdict(told), "settings": settings})
    said = _differences(store, new)
    await record(session, Event("store.changed", "store", store_id, *said, store_id=store_id))
    return new


def _changed_settings(store: Store, changes: Mapping[str, Any], rerankers: Collection[str]) -> StoreSettings:
    try:
        settings = settings_of(changed(store.settings.model_dump(mode="json"), changes))
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise InvalidInput("; ".join(faults)) from None
    # What was chosen before may be away by now; it must not keep other settings from changing.
    if "reranking" in changes:
        _check_rerankers(settings.reranking or (), rerankers)
    return settings


def _check_rerankers(chosen: Collection[str], known: Collection[str]) -> None:
    for name in chosen:
        if name not in known:
            raise InvalidInput(
                f"There is no reranker “{name}” here; there is {', '.join(sorted(known)) or 'none'}."
            )


def _differences(before: Store, after: Store) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what changed, as it was and as it is; of the contact, which may be a person's, only that it changed."""
    was, now = ({**asdict(one.facts), **one.settings.model_dump(mode="json")} for one in (before, after))
    names = [name for name in now if was.get(name) != now[name]]
    said = [{name: value[name] for name in names if name != "contact"} for value in (was, now)]
    return said[0], {**said[1], **({"contact": "changed"} if "contact" in names else {})}


def changed(settings: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with the dotted names set; a name that leads through a plain value is left to validation."""
    result = deepcopy(settings)
    for name, value in changes.items():
        *path, last = name.split(".")
        place = result
        for step in path:
            inner = place.setdefault(step, {})
            place = inner if isinstance(inner, dict) else place.setdefault(name, {})
        place[last] = value
    return result
