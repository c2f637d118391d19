"""What expressions compute with: JSON values, with exact decimals for numbers."""

from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow
from typing import Any, TypeAlias

from aisle.sources.rules.errors import CannotApply

Value: TypeAlias = Any  # None, bool, int, Decimal, str, list or dict
EXACT = Context(prec=34, traps=[InvalidOperation, DivisionByZero, Overflow])
LONGEST_NUMBER = 40  # digits, as text


def as_number(value: Value) -> Decimal | None:
    """Return a value as a number; None stays None. Raises CannotApply for what is none."""
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, (bool, list, dict)):
        raise CannotApply("not_a_number", f"{kind_of(value).capitalize()} is used as a number.")
    return read_number(str(value))


def read_number(text: str, mark: str = ".") -> Decimal:
    """Read a number as written, with `mark` before the decimals; what groups thousands is left out. Raises CannotApply."""
    plain = text.strip().replace("\u00a0", " ").replace("\u202f", " ")
    for group in {".", ",", " ", "'", "\u2019"} - {mark}:
        plain = plain.replace(group, "")
    plain = plain.replace(mark, ".")
    try:
        number = Decimal(plain) if 0 < len(plain) <= LONGEST_NUMBER else None
    except DecimalException:
        number = None
    if number is None or not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER:
        raise CannotApply("not_a_number", f"{shown(text)} is not a number.")
    return number


def as_text(value: Value) -> str | None:
    """Return a value as text; None stays None. Raises CannotApply for lists and objects."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    raise CannotApply("not_a_text", f"{kind_of(value).capitalize()} is used as a text.")


def as_list(value: Value) -> list[Value]:
    """Return a value as a list: None is empty, anything else but a list stands alone."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def is_true(value: Value) -> bool:
    """Whether a value counts as yes: not null, false, 0, or empty."""
    return bool(value)


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same: numbers by value, also where one is written as a text; true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str) and isinstance(other, (int, Decimal)):
        one, other = other, one
    if isinstance(one, (int, Decimal)) and isinstance(other, str):
        return _is_number(other, one)
    return bool(one == other)


def _is_number(text: str, number: int | Decimal) -> bool:
    try:
        return bool(read_number(text) == number)
    except CannotApply:
        return False


def plain(value: Value) -> Value:
    """Return a computed value as records hold it: numbers as text, exactly, which every field of a record reads."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return {name: plain(item) for name, item in value.items()} if isinstance(value, dict) else value


def kind_of(value: Value) -> str:
    """Return what a value is, in words."""
    kinds: dict[type, str] = {bool: "true or false", list: "a list", dict: "an object", str: "a text"}
    return "nothing" if value is None else kinds.get(type(value), "a number")


def shown(value: Value, most: int = 60) -> str:
    """Return a value as it stands in a message, shortened."""
    text = repr(value) if isinstance(value, (str, type(None))) else str(value)
    return text if len(text) <= most else text[: most - 1] + "\u2026"
