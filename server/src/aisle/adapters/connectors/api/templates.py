"""Texts with expressions in braces, as requests are written with."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from aisle.sources.errors import BrokenData
from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions import Node, Scope, parse
from aisle.sources.rules.values import as_text
from aisle.sources.rules.work import Work

Known = Mapping[str, Any]
Filled = Callable[[Known], Any]
_BRACES = re.compile(r"\{([^{}]*)\}")


def reading(expression: str) -> Filled:
    """Return what computes an expression over what is known. Raises BadExpression."""
    node = parse(expression)
    return lambda known: value_of(node, known)


def value_of(node: Node, known: Any, root: Any = None) -> Any:
    """Compute an expression over an answer. Raises BrokenData where the answer does not fit it."""
    try:
        return node.value(Scope(known if root is None else root, known, Work()))
    except CannotApply as problem:
        raise BrokenData(f"The answer does not fit the configuration: {problem.reason}") from None


def template(written: Any) -> Filled:
    """Return what fills in JSON values: one `{expression}` alone keeps its type, within a text it is text. Raises BadExpression."""
    if isinstance(written, str):
        return _text(written)
    if isinstance(written, list):
        items = [template(item) for item in written]
        return lambda known: [item(known) for item in items]
    if isinstance(written, dict):
        fields = {name: template(value) for name, value in written.items()}
        return lambda known: {name: value(known) for name, value in fields.items()}
    return lambda known: written


def path_template(written: str) -> Callable[[Known], str]:
    """Return what fills in a path: what is put in is one segment, whatever signs are in it."""
    pieces = _pieces(written)

    def fill(known: Known) -> str:
        return "".join(
            piece if isinstance(piece, str) else quote(as_text(value_of(piece, known)) or "", safe="")
            for piece in pieces
        )

    return fill


def _text(written: str) -> Filled:
    pieces = _pieces(written)
    if len(pieces) == 1 and not isinstance(pieces[0], str):
        node = pieces[0]
        return lambda known: value_of(node, known)
    if all(isinstance(piece, str) for piece in pieces):
        return lambda known: written
    return lambda known: "".join(
        piece if isinstance(piece, str) else as_text(value_of(piece, known)) or "" for piece in pieces
    )


def _pieces(written: str) -> list[str | Node]:
    pieces = _BRACES.split(written)
    made: list[str | Node] = [parse(piece) if at % 2 else piece for at, piece in enumerate(pieces)]
    return [piece for piece in made if piece != ""]
