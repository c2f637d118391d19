"""A group of rows becomes one product with its variants, or the reasons why not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from aisle.catalog.drafts import ProductDraft, VariantDraft
from aisle.catalog.importing.grouping import Group
from aisle.catalog.importing.limits import MOST_IMAGES, MOST_VARIANTS
from aisle.catalog.importing.outcomes import Outcome, ProductRead, RowError, RowSkipped, excerpt
from aisle.catalog.importing.rows import Row
from aisle.catalog.types import Image

Options = tuple[tuple[str, str], ...]
Taken = dict[Options, int]


@dataclass(slots=True)
class Assembler:
    """Makes products of one file, and knows which handles and SKUs the file has used already."""

    _handles: dict[int, int] = field(default_factory=dict)
    _skus: dict[int, int] = field(default_factory=dict)

    def assemble(self, group: Group) -> Iterator[Outcome]:
        """The group's product, if it has one, after everything that is wrong with its rows."""
        head = next((row for row in group if row.title and row.parent is None), None)
        if head is None:
            yield from _headless(group)
        elif head.hidden:
            yield RowSkipped(head.line, "The shop does not show this product.")
        else:
            yield from self._product(head, group)

    def _product(self, head: Row, group: Group) -> Iterator[Outcome]:
        rows = []
        for row in group:
            yield from row.product_faults
            if row is not head and _is_another(row, head):
                yield _duplicate_handle(row, head)
            else:
                rows.append(row)
        if head.product_refused:
            return
        handle = head.handle or _slug(head.title)
        key = hash(handle)
        if not handle or key in self._handles:
            yield _taken_handle(head, handle, self._handles.get(key, 0))
            return
        offered = _with_variant(rows)
        variants: list[VariantDraft] = []
        for outcome in self._variants(rows, offered):
            if isinstance(outcome, VariantDraft):
                variants.append(outcome)
            else:
                yield outcome
        if variants or not offered:
            self._handles[key] = head.line
            yield ProductRead(head.line, _draft(head, rows, handle, tuple(variants)))

    def _variants(
        self, rows: list[Row], offered: list[Row]
    ) -> Iterator[VariantDraft | RowError | RowSkipped]:
        names = next((pairs for row in rows if (pairs := row.options) and any(name for name, _ in pairs)), ())
        taken: Taken = {}
        for row in offered:
            yield from row.variant_faults
            if row.variant_refused or row.variant is None:
                continue
            if row.hidden:
                yield RowSkipped(row.line, "The shop does not show this variant.")
                continue
            options = {
                name or names[place][0]: value
                for place, (name, value) in enumerate(row.options)
                if value and (name or place < len(names))
            }
            fault = self._clash(row, row.variant, tuple(sorted(options.items())), taken)
            if fault is not None:
                yield fault
                continue
            title = (
                row.variant.title
                or " / ".join(options.values())[:500]
                or (row.title if row.shares_group else "")
            )
            yield replace(row.variant, options=options, title=title)

    def _clash(self, row: Row, variant: VariantDraft, options: Options, taken: Taken) -> RowError | None:
        """Why this variant cannot stand beside those before it; when it can, its SKU and options are taken."""
        if len(taken) >= MOST_VARIANTS:
            reason = f"A product can have {MOST_VARIANTS} variants; this one was left out. Split the product."
            return RowError(row.line, None, "too_many_variants", reason, excerpt(variant.sku or ""))
        own = options or (("sku", variant.sku or ""), ("title", variant.title))
        if own in taken:
            reason = (
                f"The product has a variant with the same options in line {taken[own]}. Change one of them."
            )
            return RowError(row.line, None, "duplicate_variant", reason, excerpt(dict(own)))
        key = hash(variant.sku)
        if variant.sku is not None and key in self._skus:
            return _taken_sku(row, variant.sku, self._skus[key])
        taken[own] = self._skus[key] = row.line
        return None


def _with_variant(rows: list[Row]) -> list[Row]:
    """The rows whose variants are for sale; a WooCommerce parent is one only while it has no variations."""
    offered = [row for row in rows if row.variant is not None]
    children = [row for row in offered if not row.is_parent]
    return children or offered


def _draft(head: Row, rows: list[Row], handle: str, variants: tuple[VariantDraft, ...]) -> ProductDraft:
    images: dict[str, Image] = {}
    for image in (image for row in rows for image in row.images):
        images.setdefault(image.url, image)
    options = tuple(dict.fromkeys(name for variant in variants for name in variant.options))
    return ProductDraft(
        handle=handle,
        title=head.title,
        description=head.description,
        brand=head.brand or None,
        category=head.category or None,
        tags=head.tags,
        url=head.url or None,
        images=tuple(images.values())[:MOST_IMAGES],
        attributes={name: value for name, value in head.attributes.items() if name not in options},
        options=options,
        variants=variants,
        rating=head.rating,
        relations=head.relations,
    )


def _is_another(row: Row, head: Row) -> bool:
    """A row that repeats a handle under another title, and is no variant by its options."""
    differs = bool(row.title) and row.title != head.title
    return differs and row.parent is None and not row.shares_group and not row.options


def _headless(group: Group) -> Iterator[RowError]:
    first = group[0]
    yield from (fault for row in group for fault in row.product_faults)
    if first.parent is not None:
        reason = "The product that this variation belongs to is not in the file. Export parents and variations together."
        yield RowError(first.line, None, "missing_parent", reason, excerpt(first.parent))
    elif not first.product_refused:
        reason = "The product has no title. Fill the title in its first row."
        yield RowError(first.line, None, "missing_title", reason, first.handle)


def _duplicate_handle(row: Row, head: Row) -> RowError:
    reason = f"The row repeats the handle of line {head.line} with another title. Give each product its own handle."
    return RowError(row.line, None, "duplicate_handle", reason, excerpt(row.handle))


def _taken_handle(head: Row, handle: str, line: int) -> RowError:
    if not handle:
        reason = "The product has neither handle nor SKU, and none can be made of its title. Give it one."
        return RowError(head.line, None, "missing_handle", reason, excerpt(head.title))
    if head.variant is not None and head.variant.sku == handle:
        return _taken_sku(head, handle, line)
    reason = f"'{excerpt(handle)}' already names the product in line {line}. Give each product its own handle or SKU."
    return RowError(head.line, None, "duplicate_handle", reason, excerpt(head.title))


def _taken_sku(row: Row, sku: str, line: int) -> RowError:
    reason = f"The SKU stands in line {line} already. Give each variant a SKU of its own."
    return RowError(row.line, None, "duplicate_sku", reason, excerpt(sku))


def _slug(title: str) -> str:
    text = unicodedata.normalize("NFKD", title.replace("ß", "ss")).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", text).strip("-")[:200]
