"""Dynamic inserts of guides: `{{product:HANDLE.price}}` stands for a value that is read each time it is shown.

A guide that was approved in March quotes today's price. What is between the braces names a product by its handle or id, and
one of the facts that are never written out; everything else between braces is plain text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aisle.answering.render_products import fact_text
from aisle.answering.types import Fact
from aisle.catalog.types import Product

INSERT = re.compile(r"\{\{\s*product:([^{}\n]{1,200}?)\.([a-z_]{1,20})\s*\}\}")
FIELDS = frozenset(str(fact) for fact in Fact)


@dataclass(frozen=True, slots=True)
class Insert:
    """One insert. text: as it is written, from `start` to `end`. field: of `FIELDS`, or one that nobody can fill in."""

    text: str
    handle: str
    field: str
    start: int
    end: int


def inserts_in(text: str) -> tuple[Insert, ...]:
    """Return a text's inserts in their order."""
    return tuple(
        Insert(match[0], match[1].strip(), match[2], match.start(), match.end())
        for match in INSERT.finditer(text)
    )


def fill(text: str, values: Mapping[tuple[str, str], str]) -> str:
    """Return a text with its inserts filled in. values: by handle and field; an insert without one stays as it is."""
    return INSERT.sub(lambda match: values.get((match[1].strip(), match[2]), match[0]), text)


def filled_with(text: str, products: Iterable[Product], language: str) -> str:
    """Return a text with what these products say now; an insert of none of them says that it is gone."""
    if "{{" not in text:
        return text
    known = {name: one for one in products for name in (one.handle, str(one.id))}
    values = {
        (one.handle, one.field): fact_text(known.get(one.handle), None, Fact(one.field), language)
        for one in inserts_in(text)
        if one.field in FIELDS
    }
    return fill(text, values)
