"""What buyers think of a product, from the columns and scales that shops use for it."""

from __future__ import annotations

import re
from decimal import Decimal

from aisle.catalog.importing.cell_reader import CellReader
from aisle.catalog.importing.outcomes import Severity
from aisle.catalog.importing.stock import LARGEST_STOCK
from aisle.catalog.importing.vocabulary import Field
from aisle.catalog.types import Rating

BEST = Decimal(5)
_RATING = re.compile(
    r"(?P<given>\d{1,3}(?:[.,]\d{1,6})?)\s*(?:(?P<share>%)|(?:/|out of|of|von|sur|de)\s*(?P<best>\d{1,3})\b|stars?|★)?.{0,20}",
    re.IGNORECASE | re.DOTALL,
)
_COUNT = re.compile(r"\(?(\d{1,3}(?:[., ]\d{3})+|\d{1,10})(?:\.0+)?\)?(?:\s\D{0,20})?")


def read_rating(cells: CellReader) -> Rating | None:
    """The average on a scale of five, and how many opinions it comes from; None when nobody has judged yet."""
    text = cells.raw(Field.RATING).strip()
    count = _count(cells)
    if not text or count == 0:
        return None
    average = average_in(text)
    if average is None:
        reason = "A rating is a number from 0 to 5, or one such as 8/10. The product was taken without it."
        cells.fault(Field.RATING, "unreadable_rating", reason, text, Severity.WARNING)
        return None
    # Shops write 0 for goods that nobody has judged; a lowest rating needs somebody who gave it.
    return Rating(average, count) if average or count else None


def average_in(text: str) -> Decimal | None:
    """The average that a text gives, on a scale of five; None for anything else."""
    found = _RATING.fullmatch(text.strip())
    if found is None:
        return None
    given = Decimal(found["given"].replace(",", "."))
    best = Decimal(100) if found["share"] else Decimal(found["best"] or BEST)
    if not best or given > best:
        return None
    return (given / best * BEST).quantize(Decimal("0.01"))


def _count(cells: CellReader) -> int | None:
    text = cells.raw(Field.RATING_COUNT).strip()
    if not text:
        return None
    found = _COUNT.fullmatch(text)
    count = int(re.sub(r"\D", "", found[1])) if found else LARGEST_STOCK + 1
    if count <= LARGEST_STOCK:
        return count
    reason = "The number of ratings must be a whole number such as 12. It was ignored."
    cells.fault(Field.RATING_COUNT, "unreadable_rating", reason, text, Severity.WARNING)
    return None
