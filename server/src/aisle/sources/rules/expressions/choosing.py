"""Functions that choose which of their arguments are computed."""

from collections.abc import Mapping

from aisle.sources.rules.expressions.nodes import Node, Scope
from aisle.sources.rules.expressions.signatures import Function
from aisle.sources.rules.values import Value, is_true


def _if(scope: Scope, condition: Node, yes: Node, no: Node | None = None) -> Value:
    if is_true(condition.value(scope)):
        return yes.value(scope)
    return no.value(scope) if no else None


def _coalesce(scope: Scope, *choices: Node) -> Value:
    """Return the first that is neither null nor empty; 0 and false are something."""
    for choice in choices:
        value = choice.value(scope)
        if value is not None and value not in ("", [], {}):
            return value
    return None


CHOOSING: Mapping[str, Function] = {"if": Function(_if, 2, 3), "coalesce": Function(_coalesce, 1, 20)}
