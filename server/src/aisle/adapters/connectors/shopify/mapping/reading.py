"""Objects to records, one at a time: one that cannot be read stops no other."""

from collections.abc import Callable, Iterable, Sequence

from aisle.adapters.connectors.shopify.mapping.products import Shop
from aisle.adapters.connectors.shopify.mapping.values import Node, Unreadable, kind_of
from aisle.sources.ports import Broken
from aisle.sources.records import Record

Mapper = Callable[[Node, Shop], Record]


def read_all(nodes: Iterable[Node], mapper: Mapper, shop: Shop) -> tuple[Sequence[Record], Sequence[Broken]]:
    """Return records, and what could not be read."""
    records: dict[str, Record] = {}
    broken: list[Broken] = []
    for node in nodes:
        try:
            record = mapper(node, shop)
            records[record.id] = record
        except Unreadable as failure:
            broken.append(Broken(_id(node), failure.field, failure.reason, _raw(node)))
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as failure:
            broken.append(Broken(_id(node), "", f"cannot be read ({type(failure).__name__})", _raw(node)))
    return list(records.values()), broken


def _id(node: Node) -> str | None:
    """Return the id under which the record can be read again."""
    said = node.get("id")
    if not isinstance(said, str):
        return None
    number = said.rpartition("/")[2]
    if kind_of(said) in ("Page", "Article", "ShopPolicy"):
        return said
    return f"item/{number}" if kind_of(said) == "InventoryItem" else number


def _raw(node: Node) -> dict[str, object]:
    """Return the object with long texts cut."""
    return {
        name: value[:1000] if isinstance(value, str) else value
        for name, value in list(node.items())[:100]
        if not isinstance(value, list) or len(value) <= 20
    }
