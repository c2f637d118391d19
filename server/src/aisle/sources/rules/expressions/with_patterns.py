"""Functions with a regular expression. The pattern stands in the expression, so it is compiled once."""

from collections.abc import Callable, Mapping

from aisle.sources.rules.patterns import BadPattern, Pattern, replacement
from aisle.sources.rules.values import Value, as_text
from aisle.sources.rules.work import Work

Made = Callable[[Work, Value], Value]


def _matches(pattern: Value) -> Made:
    compiled = Pattern(_text(pattern))

    def function(work: Work, value: Value) -> Value:
        text = as_text(value)
        return text is not None and compiled.found_in(work.text(text))

    return function


def _extract(pattern: Value, group: Value = None) -> Made:
    compiled = Pattern(_text(pattern))
    taken = min(compiled.groups, 1) if group is None else int(group)
    if taken > compiled.groups:
        raise BadPattern(f"The pattern has {compiled.groups} groups.")

    def function(work: Work, value: Value) -> Value:
        text = as_text(value)
        return None if text is None else compiled.take(work.text(text), taken)

    return function


def _substitute(pattern: Value, new: Value) -> Made:
    compiled = Pattern(_text(pattern))
    put_in = replacement(_text(new), compiled.groups)

    def function(work: Work, value: Value) -> Value:
        text = as_text(value)
        return None if text is None else work.text(compiled.replace(work.text(text), put_in))

    return function


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise BadPattern("A pattern is a text.")
    return value


WITH_PATTERNS: Mapping[str, tuple[int, int, Callable[..., Made]]] = {
    "matches": (2, 2, _matches),
    "extract": (2, 3, _extract),
    "substitute": (3, 3, _substitute),
}
