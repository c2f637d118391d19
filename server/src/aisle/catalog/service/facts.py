"""Bringing prices and stock up to date at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from aisle.catalog.facts import VariantFacts
from aisle.catalog.repository import facts as repository
from aisle.core.db import Session


async def write_facts(session: Session, facts: Sequence[VariantFacts]) -> set[UUID]:
    """Write variants' prices and stock, with the price ranges of their products; those that are gone are passed by.

    The caller holds the catalogue's lock. Returns the products whose price, or whether they can be bought, is another one now.
    """
    if not facts:
        return set()
    changed, buying = await repository.write_facts(session, facts)
    if changed:
        await repository.refresh_products(session, changed)
    return buying
