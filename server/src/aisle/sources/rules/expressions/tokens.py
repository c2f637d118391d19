"""Cuts an expression into words and signs."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>\d+(?:\.\d+)?)
      | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<name>[^\W\d]\w*)
      | (?P<sign>==|!=|<=|>=|[-+*/<>()\[\]{},.:@$?])
      | (?P<end>\Z))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class BadExpression(ValueError):
    """An expression that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Token:
    """kind: number, text, name, sign or end. text: without quotes and escapes. at: its place, from 0."""

    kind: str
    text: str
    at: int


def tokens_of(expression: str) -> list[Token]:
    """Return the tokens, the last of them of the kind "end". Raises BadExpression."""
    tokens: list[Token] = []
    at = 0
    while not tokens or tokens[-1].kind != "end":
        found = _TOKEN.match(expression, at)
        if found is None:
            raise BadExpression(f"{expression[at : at + 10]!r} at place {at + 1} cannot be read.")
        kind = str(found.lastgroup)
        text = found.group(kind)
        tokens.append(
            Token(kind, _ESCAPE.sub(r"\1", text[1:-1]) if kind == "text" else text, found.start(kind))
        )
        at = found.end()
    return tokens
