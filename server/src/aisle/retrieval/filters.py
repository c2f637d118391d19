"""Filters as a shopper sees them, turned into limits that the catalogue and the guides can check."""

from decimal import Decimal, InvalidOperation

from aisle.catalog.criteria import Criteria
from aisle.core.errors import InvalidInput
from aisle.retrieval.types import Filter, FilterOp

PLAIN_FIELDS = frozenset({"category", "brand", "tag"})
FIELDS = PLAIN_FIELDS | {"price", "stock", "source", "language"}
MOST_FILTERS = 50


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
        if not one.values:
            raise FilterRefused(f"The filter “{one.field}” has no value.")
        if one.field == "price":
            prices(one)


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
    if not all(value.is_finite() and value >= 0 for value in values):
        raise FilterRefused("A price limit is a number from 0 up.")
    if one.op is FilterOp.BETWEEN and len(values) == 2:
        return values[0], values[1]
    if one.op is FilterOp.GTE:
        return values[0], None
    if one.op is FilterOp.LTE:
        return None, values[0]
    if one.op is FilterOp.EQ:
        return values[0], values[0]
    raise FilterRefused("A price filter uses lte, gte, eq or between (two values).")


def _larger(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return max((value for value in (a, b) if value is not None), default=None)


def _smaller(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return min((value for value in (a, b) if value is not None), default=None)
