"""A small language for values: `round(price * 1.19, 2)`, `variants[?stock > 0].sku`, `if(brand == 'X', 'Y', brand)`.

It only looks at the record and makes new values; it has no loops, names to assign, clock or chance. So it ends, gives the same
for the same record, and can be shown to whoever approves it. What is missing is null, and null stays null in what is computed.
"""

from aisle.sources.rules.expressions.nodes import Node, Scope
from aisle.sources.rules.expressions.parsing import BadExpression, parse
from aisle.sources.rules.values import Value

__all__ = ["BadExpression", "Node", "Scope", "Value", "parse"]
