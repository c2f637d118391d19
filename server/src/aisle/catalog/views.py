"""What readers of the catalogue get: pages, the store's own words, and how an import went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.catalog.importing.outcomes import RowError
from aisle.catalog.types import ImportId, Product


@dataclass(frozen=True, slots=True)
class ProductPage:
    """Some products by title. next_after: the place behind the last, None on the last page."""

    items: tuple[Product, ...]
    next_after: tuple[str, UUID] | None


@dataclass(frozen=True, slots=True)
class CatalogWords:
    """Every value by which products can be told apart, the most frequent first.

    attributes: values by the name of an attribute or option; counts: products by category, without sub-categories;
    is_rated: whether any product has a rating.
    """

    categories: tuple[str, ...]
    brands: tuple[str, ...]
    tags: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    is_rated: bool = False


class ImportState(StrEnum):
    """How far an import is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import has done so far. failed: rows left out; warnings: rows taken without a value."""

    rows: int = 0
    products: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: int = 0
    failed: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import of a file. unread: columns of it that nothing was read from."""

    id: ImportId
    name: str
    state: ImportState
    options: Mapping[str, Any]
    mapping: Mapping[str, Any] | None
    unread: tuple[str, ...]
    counts: ImportCounts
    error: str | None
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class ImportErrorPage:
    """Some errors of an import in the order of the file. next_after: ordinal of the last, None on the last page."""

    items: tuple[RowError, ...]
    next_after: int | None
