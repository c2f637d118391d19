"""Reads expressions: precedence climbing (Pratt, "Top down operator precedence", 1973)."""

from decimal import Decimal
from typing import TypeVar

from aisle.sources.rules.expressions.functions import made_call
from aisle.sources.rules.expressions.nodes import Both, Call, Constant, Here, Listed, Node, Object, Root
from aisle.sources.rules.expressions.operators import OPERATORS, negative, opposite
from aisle.sources.rules.expressions.steps import Every, Filter, Name, Path, Place, Step
from aisle.sources.rules.expressions.tokens import BadExpression, Token, tokens_of

T = TypeVar("T")
__all__ = ["BadExpression", "parse"]
LONGEST = 2000  # characters of an expression
DEEPEST = 40  # parts within parts
MOST_OPERATORS = 100
_BINDING = {"or": 1, "and": 2, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "in": 4}
_BINDING |= {"+": 5, "-": 5, "*": 6, "/": 6}
_NOT, _MINUS = 3, 7
_WORDS = {"true": True, "false": False, "null": None}


def parse(expression: str) -> Node:
    """Read an expression. Raises BadExpression with the place and what was expected."""
    if len(expression) > LONGEST:
        raise BadExpression(f"An expression has at most {LONGEST} characters.")
    reader = _Reader(tokens_of(expression))
    node = reader.expression(0)
    if reader.next.kind != "end":
        raise reader.unexpected("an operator or the end")
    return node


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0
        operators = sum(token.kind in ("sign", "name") and token.text in _BINDING for token in tokens)
        if operators > MOST_OPERATORS:
            raise BadExpression(f"An expression has at most {MOST_OPERATORS} operators.")

    @property
    def next(self) -> Token:
        return self._tokens[self._at]

    def unexpected(self, wanted: str) -> BadExpression:
        found = repr(self.next.text) if self.next.kind != "end" else "the end"
        return BadExpression(f"At place {self.next.at + 1}: expected {wanted}, found {found}.")

    def expression(self, binding: int) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadExpression(f"Parts lie more than {DEEPEST} deep in each other.")
        node = self._operand()
        while (sign := self._operator()) and _BINDING[sign] > binding:
            self._at += 1
            second = self.expression(_BINDING[sign])
            if sign in ("and", "or"):
                node = Both(node, second, stops_at=sign == "or")
            else:
                node = Call(OPERATORS[sign], (node, second))
        self._depth -= 1
        return node

    def _operator(self) -> str | None:
        token = self.next
        return token.text if token.kind in ("sign", "name") and token.text in _BINDING else None

    def _operand(self) -> Node:
        if self._takes("-"):
            return Call(negative, (self.expression(_MINUS),))
        if self.next.kind == "name" and self._takes("not"):
            return Call(opposite, (self.expression(_NOT),))
        start, steps = self._start()
        while step := self._step():
            steps.append(step)
        return Path(start, steps) if steps else start

    def _start(self) -> tuple[Node, list[Step]]:
        token = self.next
        self._at += token.kind != "end"
        match token.kind, token.text:
            case "number", text:
                return Constant(Decimal(text)), []
            case "text", text:
                return Constant(text), []
            case "name", text:
                return self._named(text)
            case "sign", "(":
                return self._closed(self.expression(0), ")"), []
            case "sign", "[":
                return Listed(self._listed("]")), []
            case "sign", "{":
                return self._object(), []
            case "sign", ("$" | "@") as sign:
                return (Root() if sign == "$" else Here()), []
        self._at -= token.kind != "end"
        raise self.unexpected("a value")

    def _named(self, name: str) -> tuple[Node, list[Step]]:
        if self._takes("("):
            try:
                return made_call(name, self._listed(")")), []
            except ValueError as error:
                raise BadExpression(str(error)) from None
        if name in _WORDS:
            return Constant(_WORDS[name]), []
        return Here(), [Name(name)]

    def _step(self) -> Step | None:
        if self._takes("."):
            if self.next.kind != "name":
                raise self.unexpected("a name")
            return Name(self._taken())
        return self._bracket() if self._takes("[") else None

    def _bracket(self) -> Step:
        step: Step
        if self._takes("*"):
            step = Every()
        elif self._takes("?"):
            step = Filter(self.expression(0))
        elif self.next.kind == "text":
            step = Name(self._taken())
        else:
            step = self._place()
        return self._closed(step, "]")

    def _place(self) -> Step:
        sign = -1 if self._takes("-") else 1
        if self.next.kind != "number" or not self.next.text.isdigit() or len(self.next.text) > 6:
            raise self.unexpected("a place, a name in quotes, * or ?")
        return Place(sign * int(self._taken()))

    def _listed(self, end: str) -> list[Node]:
        items: list[Node] = []
        while not self._takes(end):
            if items:
                self._needs(",")
            items.append(self.expression(0))
        return items

    def _object(self) -> Node:
        fields: list[tuple[str, Node]] = []
        while not self._takes("}"):
            if fields:
                self._needs(",")
            if self.next.kind not in ("name", "text"):
                raise self.unexpected("the name of a field")
            name = self._taken()
            self._needs(":")
            fields.append((name, self.expression(0)))
        return Object(fields)

    def _closed(self, made: T, end: str) -> T:
        self._needs(end)
        return made

    def _taken(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1].text

    def _takes(self, text: str) -> bool:
        taken = self.next.kind in ("sign", "name") and self.next.text == text
        self._at += taken
        return taken

    def _needs(self, text: str) -> None:
        if not self._takes(text):
            raise self.unexpected(repr(text))
