"""Filters as a shopper sees them, turned into limits that the catalogue and the guides can check."""

from decimal import Decimal, InvalidOperation

from aisle.catalog.criteria import Criteria
from aisle.catalog.types import LARGEST_AMOUNT
from aisle.core.errors import InvalidInput
from aisle.retrieval.types import Filter, FilterOp

PLAIN_FIELDS = frozenset({"category", "brand", "tag"})
FIELDS = PLAIN_FIELDS | {"price", "stock", "source", "language"}
NAMED_OPS = frozenset({FilterOp.EQ, FilterOp.IN, FilterOp.NOT})
MOST_FILTERS = 50
LONGEST_VALUE = 1_000


class FilterRefused(InvalidInput):
    """A filter names a field or value that cannot be filtered on."""

    code = "filter_invalid"
    title = "A filter is not valid"


def check(filters: tuple[Filter, ...]) -> None:
    """Raise FilterRefused for a filter that cannot be applied."""
    if len(filters) > MOST_FILTERS:
        raise FilterRefused(f"At most {MOST_FILTERS} filters can be combined.")
    for one in filters:
        if one.field not in FIELDS and not one.field.startswith("attribute."):
            raise FilterRefused(
                f"“{one.field}” is not a filter: use {', '.join(sorted(FIELDS))} or attribute.<name>."
            )
        if not one.values or not all(0 < len(value) <= LONGEST_VALUE for value in one.values):
            raise FilterRefused(
                f"The filter “{one.field}” needs a value of at most {LONGEST_VALUE} characters."
            )
        if any("\0" in part for part in (one.field, *one.values)):
            raise FilterRefused("A filter holds a character that no text has.")
        if one.field == "price":
            prices(one)
        elif one.op not in NAMED_OPS:
            raise FilterRefused(f"“{one.field}” is compared with eq, in or not; only a price has limits.")
        elif one.field == "stock" and (one.op is FilterOp.NOT or set(one.values) != {"in_stock"}):
            raise FilterRefused("The filter “stock” knows one value: eq in_stock.")


def criteria_of(filters: tuple[Filter, ...]) -> Criteria:
    """Return the limits on products. Raises FilterRefused."""
    chosen, unwanted, plain = [], [], dict.fromkeys(PLAIN_FIELDS, ())
    least, most, in_stock = None, None, False
    for one in filters:
        if one.field == "price":
            low, high = prices(one)
            least, most = _larger(least, low), _smaller(most, high)
        elif one.field == "stock":
            in_stock = True
        elif one.op is FilterOp.NOT:
            unwanted.append((one.field.removeprefix("attribute."), one.values))
        elif one.field in PLAIN_FIELDS:
            plain[one.field] = (*plain[one.field], *one.values)  # type: ignore[assignment]
        elif one.field.startswith("attribute."):
            chosen.append((one.field.removeprefix("attribute."), one.values))
    return Criteria(
        plain["category"], plain["brand"], plain["tag"], least, most, in_stock, tuple(chosen), tuple(unwanted)
    )


def keeps_passage(filters: tuple[Filter, ...], source: str, language: str) -> bool:
    """Whether a passage stands within the filters that concern passages; all others are about products."""
    found = {"source": source, "language": language}
    return all(
        (found[one.field] in one.values) != (one.op is FilterOp.NOT) for one in filters if one.field in found
    )


def prices(one: Filter) -> tuple[Decimal | None, Decimal | None]:
    """Return the lowest and highest price that a filter allows. Raises FilterRefused."""
    try:
        values = [Decimal(value) for value in one.values]
    except InvalidOperation:
        raise FilterRefused(
            f"“{', '.join(one.values)}” is not a price: write plain numbers such as 49.90."
        ) from None
    if not all(value.is_finite() and 0 <= value <= LARGEST_AMOUNT for value in values):
        raise FilterRefused(f"A price limit is a number from 0 to {LARGEST_AMOUNT}.")
    if one.op is FilterOp.BETWEEN and len(values) == 2:
        if values[0] > values[1]:
            raise FilterRefused("A price range begins with the lower price.")
        return values[0], values[1]
    if len(values) == 1:
        limits = {
            FilterOp.GTE: (values[0], None),
            FilterOp.LTE: (None, values[0]),
            FilterOp.EQ: (values[0], values[0]),
        }
        if one.op in limits:
            return limits[one.op]
    raise FilterRefused("A price filter uses lte, gte or eq (one value), or between (two values).")


def _larger(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return max((value for value in (a, b) if value is not None), default=None)


def _smaller(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return min((value for value in (a, b) if value is not None), default=None)
