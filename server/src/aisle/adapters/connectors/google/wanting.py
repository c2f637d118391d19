"""Which files are read: of a type that a parser knows, where the shop's patterns let them."""

from aisle.adapters.connectors.google.items import Form, Item, form_of
from aisle.adapters.connectors.google.options import GoogleOptions
from aisle.adapters.connectors.website.scope import fits


def wanted(item: Item, path: str, options: GoogleOptions) -> Form | None:
    """Return what a file is read as; None: it is left alone."""
    taken = not options.include or any(fits(path, one) for one in options.include)
    if item.trashed or not taken or any(fits(path, one) for one in options.exclude):
        return None
    return form_of(item, options)


def is_catalogue(item: Item, options: GoogleOptions) -> bool:
    """Whether a file's rows are products."""
    return item.id in options.catalogues
