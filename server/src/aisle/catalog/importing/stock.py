"""A variant's stock and availability, from the columns that shops use for them."""

from __future__ import annotations

from aisle.catalog.importing.cell_reader import CellReader
from aisle.catalog.importing.cells import availability_in, stock_in
from aisle.catalog.importing.outcomes import Severity
from aisle.catalog.importing.vocabulary import Field
from aisle.catalog.types import Availability, availability_of

# Inside PostgreSQL's integer.
LARGEST_STOCK = 2_000_000_000


def read_stock(cells: CellReader) -> tuple[int | None, Availability]:
    """The count, if one is kept, and whether the variant can be bought."""
    stated = _stated(cells)
    if cells.column(Field.STOCK_TRACKED) and not cells.raw(Field.STOCK_TRACKED).strip():
        # Shopify: without a tracker the quantity column means nothing and the goods are always for sale.
        return None, stated or Availability.IN_STOCK if _has_variant(cells) else Availability.UNKNOWN
    stock, word = _count(cells)
    stated = stated or word
    if stock is None:
        return None, stated or Availability.UNKNOWN
    counted = availability_of(stock)
    if counted is Availability.OUT_OF_STOCK and _sells_on(cells):
        return stock, Availability.PREORDER
    # A shop that says "out of stock" means it, whatever an old count says.
    return stock, stated if stated in (Availability.OUT_OF_STOCK, Availability.PREORDER) else counted


def _has_variant(cells: CellReader) -> bool:
    return bool(cells.raw(Field.PRICE).strip() or cells.raw(Field.SKU).strip())


def _stated(cells: CellReader) -> Availability | None:
    text = cells.raw(Field.AVAILABILITY)
    if not text.strip():
        return None
    found = availability_in(text)
    if found is None and (count := stock_in(text)) is not None:
        found = availability_of(count)
    if found is None:
        reason = (
            "This word for availability is not known; write 'in stock' or 'out of stock'. It was ignored."
        )
        cells.fault(Field.AVAILABILITY, "unknown_availability", reason, text, Severity.WARNING)
    return found


def _count(cells: CellReader) -> tuple[int | None, Availability | None]:
    text = cells.raw(Field.STOCK)
    if not text.strip():
        return _counted_availability(cells), None
    count = stock_in(text)
    if count is not None and abs(count) <= LARGEST_STOCK:
        return count, None
    word = availability_in(text)
    if word is None:
        reason = "Stock must be a whole number such as 12. Correct it, or leave the cell blank."
        cells.fault(Field.STOCK, "stock_not_whole", reason, text)
    return None, word


def _counted_availability(cells: CellReader) -> int | None:
    """Some shops put the count under "in stock"; there 0 and 1 may just as well say no and yes."""
    text = cells.raw(Field.AVAILABILITY)
    count = stock_in(text) if text.strip() not in ("", "0", "1", "-1") else None
    return count if count is not None and abs(count) <= LARGEST_STOCK else None


def _sells_on(cells: CellReader) -> bool:
    """Whether the shop takes orders for what it has run out of."""
    policy = cells.raw(Field.BACKORDERS).strip().casefold()
    return policy in ("continue", "true", "1", "yes", "notify")
