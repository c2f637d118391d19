"""Functions of numbers, amounts and measures. Null gives null."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, DecimalException

from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions.signatures import Function
from aisle.sources.rules.money import currency_code, major_of
from aisle.sources.rules.units import converted
from aisle.sources.rules.values import EXACT, Value, as_list, as_number, as_text, read_number
from aisle.sources.rules.work import Work

MOST_DECIMALS = 12


def rounded(number: Decimal, decimals: int, way: str = ROUND_HALF_UP) -> Decimal:
    """Round as people do (half up), or as told. Raises CannotApply for too many decimals."""
    if not -MOST_DECIMALS <= decimals <= MOST_DECIMALS:
        raise CannotApply("not_computable", f"{decimals} decimals are too many.")
    try:
        return number.quantize(Decimal(1).scaleb(-decimals), way, EXACT)
    except DecimalException:
        raise CannotApply("not_computable", f"{number} is too large to be rounded.") from None


def _number(work: Work, value: Value, mark: Value = None) -> Value:
    if mark is None or not isinstance(value, str):
        return as_number(value)
    return read_number(value, as_text(mark) or ".") if value.strip() else None


def _round(work: Work, value: Value, decimals: Value = 0) -> Value:
    number = as_number(value)
    return None if number is None else rounded(number, int(as_number(decimals) or 0))


def _whole(work: Work, value: Value) -> Value:
    number = as_number(value)
    return None if number is None else int(rounded(number, 0, ROUND_HALF_EVEN))


def _best(choose: Callable[[list[Decimal]], Decimal]) -> Callable[..., Value]:
    def function(work: Work, *values: Value) -> Value:
        flat = [item for value in values for item in as_list(value)]
        work.spend(len(flat))
        numbers = [number for item in flat if (number := as_number(item)) is not None]
        return choose(numbers) if numbers else None

    return function


def _sum(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return total


def _absolute(work: Work, value: Value) -> Value:
    number = as_number(value)
    return None if number is None else abs(number)


def _amount(work: Work, value: Value, currency: Value) -> Value:
    number, code = as_number(value), as_text(currency)
    if number is None or code is None:
        return None
    return {"amount": format(number, "f"), "currency": currency_code(code)}


def _minor(work: Work, value: Value, currency: Value) -> Value:
    number, code = as_number(value), as_text(currency)
    if number is None or code is None:
        return None
    named = currency_code(code)
    return {"amount": format(major_of(number, named), "f"), "currency": named}


def _convert(work: Work, value: Value, unit: Value, wanted: Value) -> Value:
    number = as_number(value)
    return None if number is None else converted(number, as_text(unit) or "", as_text(wanted) or "")


ON_NUMBERS: Mapping[str, Function] = {
    "number": Function(_number, 1, 2),
    "round": Function(_round, 1, 2),
    "whole": Function(_whole, 1, 1),
    "abs": Function(_absolute, 1, 1),
    "min": Function(_best(min), 1, 20),
    "max": Function(_best(max), 1, 20),
    "sum": Function(_best(_sum), 1, 20),
    "amount": Function(_amount, 2, 2),
    "minor": Function(_minor, 2, 2),
    "convert": Function(_convert, 3, 3),
}
