"""What several sources say of a product, and how they are weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.sources.records import PriceRecord, ProductRecord, StockRecord, VariantRecord


class Rule(StrEnum):
    """How sources that disagree are settled. FLAG: a person decides; until then the one of highest priority is shown."""

    PRIORITY = "priority"
    NEWEST = "newest"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field is settled. order: sources for this field alone, the most believed first; those left out come after."""

    rule: Rule = Rule.PRIORITY
    order: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class TruthRules:
    """How a store's sources are weighed.

    Attributes:
        fields: By field, as `FIELDS` names them; others go by priority.
        failover_after: Seconds for which a source may fail before the others are believed in its place.
    """

    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    failover_after: float = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as far as its word counts.

    Attributes:
        priority: The higher is believed.
        failing_since: Of its failures without a success between; None: it is well.
        valid_from, valid_until: When its word counts at all, as of a season's price list.
    """

    id: UUID
    name: str = ""
    priority: int = 100
    failing_since: datetime | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """When and by which run a record was copied. shop_time: of its last change, as the shop says; as_of: when it was read."""

    source_id: UUID
    resource: str
    external_id: str
    as_of: datetime
    shop_time: datetime | None = None
    run_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SaidVariant:
    """A variant as one source has it, with what its own feeds of stock and prices say. known: its product and its id, so far."""

    record: VariantRecord
    copy: Copy
    stock: tuple[StockRecord, Copy] | None = None
    price: tuple[PriceRecord, Copy] | None = None
    known: tuple[UUID | None, UUID | None] = (None, None)


@dataclass(frozen=True, slots=True)
class SaidProduct:
    """A product as one source has it. facts: of its variants, by sources that have stock or prices alone."""

    record: ProductRecord
    copy: Copy
    variants: tuple[SaidVariant, ...] = ()
    facts: tuple[SaidVariant, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One source's word on one field."""

    value: Any
    copy: Copy


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field's value came from. others: what else was said, the more believed first. decided: by a person."""

    field: str
    said: Said
    others: tuple[Said, ...] = ()
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources disagree on a field, and a person is to decide. said: the one that is shown first."""

    field: str
    said: tuple[Said, ...]
