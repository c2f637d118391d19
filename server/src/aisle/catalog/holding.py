"""Products that wait to be live: planned and stored beside the catalogue, shown to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aisle.catalog.batches import PlannedProduct


@dataclass(frozen=True, slots=True)
class HeldVariant:
    """The id of a variant, in the order of its product's draft. as_of: of its price and stock; None: as of the product."""

    id: UUID
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeldProduct:
    """A product as it will be.

    Attributes:
        planned: None: it goes.
        variants: Of the planned draft, one by one.
        expected: Content hash of the product that stands now; None: there is none. Another one then: it is planned anew.
        as_of: Of its facts.
    """

    id: UUID
    planned: PlannedProduct | None
    variants: tuple[HeldVariant, ...]
    expected: bytes | None
    as_of: datetime
