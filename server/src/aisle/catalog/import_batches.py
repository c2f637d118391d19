"""A catalogue file cut into batches, each small enough for one transaction and always cut the same way."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aisle.catalog.batches import BatchResult
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.importing.outcomes import ProductRead, RowError, Severity
from aisle.catalog.importing.reader import ReadOptions, open_catalog
from aisle.catalog.views import ImportCounts

BATCH = 500
# A file of nothing but errors must be cut into transactions as well.
MOST_OUTCOMES = 2_000


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """Some products of a file and what was wrong among them.

    rows and share: read so far, since the beginning. unread: columns that nothing is read from, as far as they are known.
    """

    number: int
    products: tuple[ProductDraft, ...]
    errors: tuple[RowError, ...]
    skipped: int
    rows: int
    share: float
    mapping: Mapping[str, Any]
    unread: tuple[str, ...]

    def counted(self, counts: ImportCounts, result: BatchResult) -> ImportCounts:
        """The counts of an import with this batch added to them."""
        failed = sum(error.severity is Severity.ERROR for error in self.errors)
        return replace(
            counts,
            rows=self.rows,
            products=counts.products + len(self.products),
            created=counts.created + len(result.created_ids),
            updated=counts.updated + len(result.updated_ids),
            unchanged=counts.unchanged + result.unchanged,
            skipped=counts.skipped + self.skipped,
            failed=counts.failed + failed,
            warnings=counts.warnings + len(self.errors) - failed,
        )


def batches_of(data: bytes, options: ReadOptions) -> Iterator[ImportBatch]:
    """The batches of a file, numbered from 1. Raises as `open_catalog` does."""
    stream = io.BytesIO(data)
    file = open_catalog(stream, options)
    mapping = file.mapping.as_data()
    products: list[ProductDraft] = []
    errors: list[RowError] = []
    number = skipped = 0

    def cut() -> ImportBatch:
        share = stream.tell() / max(1, len(data))
        unread = file.mapping.unread(file.columns)
        return ImportBatch(number, tuple(products), tuple(errors), skipped, file.rows, share, mapping, unread)

    for outcome in file.outcomes():
        if isinstance(outcome, ProductRead):
            products.append(outcome.product)
        elif isinstance(outcome, RowError):
            errors.append(outcome)
        else:
            skipped += 1
        if len(products) >= BATCH or len(products) + len(errors) + skipped >= MOST_OUTCOMES:
            number += 1
            yield cut()
            products, errors, skipped = [], [], 0
    if products or errors or skipped:
        number += 1
        yield cut()
