"""How good products are as answers go: what they lack, and in how many conversations they were shown."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from aisle.core.db import Session
from aisle.overview import quality_repository as repository

SHOWN_DAYS = 28
THIN = 80  # characters of a description below which there is little to answer from


class Lack(StrEnum):
    """What a product lacks."""

    NO_IMAGE = "no_image"
    NO_PRICE = "no_price"
    NO_CATEGORY = "no_category"
    NO_ATTRIBUTES = "no_attributes"
    THIN_TEXT = "thin_text"
    UNREADABLE_IMAGE = "unreadable_image"  # photos cannot be compared with it


@dataclass(frozen=True, slots=True)
class ProductQuality:
    """A product with what it lacks.

    Attributes:
        shown: Conversations of the last 28 days in which it was shown.
        sources: Names of the connected sources that have it; none: it was imported.
        source_changed: A source says something else where the merchant speaks in its place.
    """

    product_id: UUID
    handle: str
    title: str
    lacks: list[Lack]
    shown: int
    sources: list[str]
    source_changed: bool


@dataclass(frozen=True, slots=True)
class QualityPage:
    """Products by title, and of all the store's products how many lack each."""

    items: list[ProductQuality]
    products: int
    lacking: dict[Lack, int]


async def list_quality(
    session: Session, lack: Lack | None, after: tuple[str, UUID] | None, limit: int
) -> QualityPage:
    """Return products by title from behind a place on: all, or those that lack something."""
    rows = await repository.list_products(session, lack and str(lack), THIN, after, limit)
    shown = await repository.shown_in(session, [row["id"] for row in rows], SHOWN_DAYS)
    counts = await repository.count_lacks(session, THIN)
    return QualityPage(
        [
            ProductQuality(
                row["id"],
                row["handle"],
                row["title"],
                [Lack(one) for one in row["lacks"]],
                shown.get(row["id"], 0),
                row["sources"],
                row["source_changed"],
            )
            for row in rows
        ],
        counts["products"],
        {one: counts[str(one)] for one in Lack},
    )
