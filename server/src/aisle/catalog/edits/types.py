"""What an edit of many products does, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.catalog.overriding.types import Override


class EditState(StrEnum):
    """How far an edit is."""

    SHOWN = "shown"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


class ChangeState(StrEnum):
    """What became of one change. KEPT, NOT_UNDONE: somebody else changed the field since, so that it stays as it is."""

    SHOWN = "shown"
    DONE = "done"
    KEPT = "kept"
    UNDONE = "undone"
    NOT_UNDONE = "not_undone"


WORDS = ("title", "description")  # fields whose words can be worked on


@dataclass(frozen=True, slots=True)
class Replace:
    """Words that others take the place of; no pattern."""

    search: str
    instead: str
    any_case: bool = False
    fields: tuple[str, ...] = WORDS


@dataclass(frozen=True, slots=True)
class AddWords:
    """Words put before and after what a field says, exactly as they are; not where they stand already."""

    fields: tuple[str, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ProductEdit:
    """What is done to each product: first fields are taken back, then set, then tags and words are changed.

    Of words, some are replaced before others are added.
    """

    set: Mapping[str, Any] = field(default_factory=dict)
    take_back: tuple[str, ...] = ()
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    replace: Replace | None = None
    add_words: AddWords | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Products by what they are like; None: whatever it is. category: with what lies below it; q: a part of the title."""

    q: str | None = None
    category: str | None = None
    brand: str | None = None
    in_stock: bool | None = None
    hidden: bool | None = None
    overridden: bool | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit does to one field of a product. place: of the product; stood: the override there; None: none."""

    place: int
    field: str
    product_id: UUID
    title: str
    before: Any
    after: Any
    takes_back: bool
    stood: Override | None
    change_id: UUID
    state: ChangeState = ChangeState.SHOWN


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit. products, changes: that it changes; done: products so far; left: changes that were not made, or not undone."""

    id: UUID
    state: EditState
    what: Mapping[str, Any]
    why: str
    products: int
    changes: int
    done: int
    left: int
    made_by: str
    made_at: datetime
    applied_by: str | None
    applied_at: datetime | None
    undone_by: str | None
    ended_at: datetime | None
