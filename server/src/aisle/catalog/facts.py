"""What changes by the hour: a variant's price and stock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aisle.catalog.types import Availability, Money


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """A variant's price and stock as of a moment."""

    id: UUID
    price: Money | None
    compare_at: Money | None
    stock: int | None
    availability: Availability
    as_of: datetime
