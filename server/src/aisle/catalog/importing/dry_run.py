"""Trying an import out: everything that it would do, and nothing done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO

from aisle.catalog.drafts import ProductDraft
from aisle.catalog.importing.outcomes import ProductRead, RowError, RowSkipped, Severity
from aisle.catalog.importing.reader import CatalogFile, ReadOptions
from aisle.catalog.importing.vocabulary import Field

SHOWN_PRODUCTS = 10
SHOWN_ERRORS = 200


@dataclass(frozen=True, slots=True)
class ReadCounts:
    """How much of a file could be used."""

    products: int
    variants: int
    skipped: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """The mapping with its confidence by field, columns that nothing reads, and the first of what came out."""

    kind: str
    columns: tuple[str, ...]
    unmapped: tuple[str, ...]
    mapping: dict[str, Any]
    confidence: dict[str, float]
    sample: tuple[ProductDraft, ...]
    errors: tuple[RowError, ...]
    counts: ReadCounts


def dry_run(stream: BinaryIO, options: ReadOptions) -> DryRun:
    """Reads the whole file. Raises as CatalogFile does; an unmapped title is shown as an error to be mended."""
    file = CatalogFile(stream, options)
    sample: list[ProductDraft] = []
    errors: list[RowError] = []
    tally = dict.fromkeys(("products", "variants", "skipped", "errors", "warnings"), 0)
    if not file.mapping.columns.get(Field.TITLE):
        reason = "No column holds the products' titles. Map 'title' to one of the columns."
        errors.append(RowError(1, None, "title_not_mapped", reason))
        tally["errors"] += 1
    for outcome in file.outcomes() if not errors else ():
        if isinstance(outcome, ProductRead):
            tally["products"] += 1
            tally["variants"] += len(outcome.product.variants)
            sample += [outcome.product] if len(sample) < SHOWN_PRODUCTS else []
        elif isinstance(outcome, RowSkipped):
            tally["skipped"] += 1
        else:
            tally["errors" if outcome.severity is Severity.ERROR else "warnings"] += 1
            errors += [outcome] if len(errors) < SHOWN_ERRORS else []
    return DryRun(
        kind=file.kind.value,
        columns=tuple(file.columns),
        unmapped=file.mapping.unread(file.columns),
        mapping=file.mapping.as_data(),
        confidence=file.mapping.confidence,
        sample=tuple(sample),
        errors=tuple(errors),
        counts=ReadCounts(**tally),
    )
