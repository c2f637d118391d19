"""The functions of expressions by name, and how their calls are checked when they are read."""

from collections.abc import Mapping, Sequence

from aisle.sources.rules.expressions.choosing import CHOOSING
from aisle.sources.rules.expressions.nodes import Call, Constant, LazyCall, Node
from aisle.sources.rules.expressions.on_lists import LAZY_ON_LISTS, ON_LISTS
from aisle.sources.rules.expressions.on_numbers import ON_NUMBERS
from aisle.sources.rules.expressions.on_texts import ON_TEXTS
from aisle.sources.rules.expressions.on_times import ON_TIMES
from aisle.sources.rules.expressions.signatures import Function
from aisle.sources.rules.expressions.tokens import BadExpression
from aisle.sources.rules.expressions.with_patterns import WITH_PATTERNS
from aisle.sources.rules.patterns import BadPattern

EAGER: Mapping[str, Function] = {**ON_TEXTS, **ON_NUMBERS, **ON_LISTS, **ON_TIMES}
LAZY: Mapping[str, Function] = {**CHOOSING, **LAZY_ON_LISTS}


def made_call(name: str, arguments: Sequence[Node]) -> Node:
    """Return the call of a function. Raises BadExpression for a name that is none, too few or many arguments, a bad pattern."""
    if name in WITH_PATTERNS:
        return _with_pattern(name, arguments)
    function = EAGER.get(name) or LAZY.get(name)
    if function is None:
        raise BadExpression(
            f"There is no function {name!r}; there are {', '.join(sorted({*EAGER, *LAZY, *WITH_PATTERNS}))}."
        )
    function.check(name, len(arguments))
    return (LazyCall if name in LAZY else Call)(function.call, arguments)


def _with_pattern(name: str, arguments: Sequence[Node]) -> Node:
    """Compile the pattern once, when the expression is read: so it must be a text that stands there, not a computed one."""
    least, most, make = WITH_PATTERNS[name]
    Function(make, least, most).check(name, len(arguments))
    written = [node.constant for node in arguments[1:] if isinstance(node, Constant)]
    if len(written) != len(arguments) - 1:
        raise BadExpression(f"The pattern of {name}() must stand there as a text; it cannot be computed.")
    try:
        return Call(make(*written), arguments[:1])
    except BadPattern as error:
        raise BadExpression(str(error)) from None
