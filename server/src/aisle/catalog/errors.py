"""What can go wrong in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aisle.core.errors import Conflict, InvalidInput, NotFound, Unsupported


class InvalidMoney(ValueError):
    """An amount and a currency that do not make a price."""


class InvalidMapping(InvalidInput):
    """A mapping of columns that does not fit the file; `problems` in extra has a sentence for each fault."""

    code = "invalid_mapping"
    title = "The mapping does not fit the file"

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems), problems=list(problems))


class EmptyCatalogFile(InvalidInput):
    """A file with nothing in it."""

    code = "empty_file"
    title = "The file is empty"


class UnreadableCatalogFile(Unsupported):
    """A file that is not CSV, TSV, XLSX, JSON or JSON lines."""

    code = "unreadable_file"
    title = "This file cannot be read as a catalogue"


class CurrencyInUse(Conflict):
    """Products have prices in another currency than the one wanted; `currencies` in extra counts their variants."""

    code = "currency_in_use"
    title = "Products have prices in another currency"

    def __init__(self, wanted: str, found: Mapping[str, int]) -> None:
        count = sum(found.values())
        super().__init__(
            f"{count:,} variants have prices in {', '.join(sorted(found))}. Read the products with prices in {wanted} first,"
            " or remove them; then change the currency.",
            currencies=dict(found),
        )


class LanguageInUse(Conflict):
    """Products were indexed for the store's language; `products` in extra counts them."""

    code = "language_in_use"
    title = "Search knows the products in the store's language"

    def __init__(self, language: str, count: int) -> None:
        super().__init__(
            f"Search knows {count:,} products by their words in “{language}”. Remove the sources of products first and read"
            " them again after the change, or open another store in the other language.",
            products=count,
        )


class ProductNotFound(NotFound):
    """No such product in this store."""

    code = "product_not_found"
    title = "There is no such product here"


class CategoryNotFound(NotFound):
    """No product of this store has such a category."""

    code = "category_not_found"
    title = "There is no such category here"


class ComparisonRefused(InvalidInput):
    """Too few or too many products to stand side by side."""

    code = "comparison_invalid"
    title = "These products cannot be compared"


class ImportNotFound(NotFound):
    """No such import in this store."""

    code = "import_not_found"
    title = "There is no such import here"


class CatalogChanged(Conflict):
    """Another import wrote the same products between planning and writing; plan again."""

    code = "catalog_changed"
    title = "The catalogue was changed meanwhile"


class CatalogOverridden(CatalogChanged):
    """A merchant overrode one of the products, or a source renamed it, between planning and writing; plan again."""


class InvalidOverride(InvalidInput):
    """A value that cannot stand in place of the source's; `field` in extra says which."""

    code = "override_invalid"
    title = "This cannot be shown in place of the source's word"


class OverridesChanged(Conflict):
    """Somebody else edited the product in between; `current` is what it says now, `sent` what was not saved."""

    code = "overrides_changed"
    title = "Somebody else edited the product meanwhile"


class EditNotFound(NotFound):
    """No such edit of many products in this store."""

    code = "product_edit_not_found"
    title = "There is no such edit here"


class EditNotReady(Conflict):
    """The edit is not in the state for this; `state` says in which it is."""

    code = "product_edit_not_ready"
    title = "The edit is at another point"


class EditTooLarge(InvalidInput):
    """More products than one edit may change."""

    code = "product_edit_too_large"
    title = "These are too many products for one edit"


class EditTooOld(Conflict):
    """The time within which an edit can be undone is over."""

    code = "product_edit_too_old"
    title = "This edit cannot be undone any more"
