"""Microdata as the nodes that JSON-LD would write (WHATWG, "Microdata", section 5; https://schema.org)."""

from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_ITEMS, MOST_PROPERTIES, DEEPEST = 200, 200, 6
_ADDRESSES = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "source": "src",
}


def items_of(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Yield the items of a page that are no property of another."""
    for node in tree.css("[itemscope][itemtype]")[:MOST_ITEMS]:
        if "itemprop" not in node.attributes:
            yield _item(node, 0)


def _item(node: LexborNode, depth: int) -> dict[str, Any]:
    kind = (node.attributes.get("itemtype") or "").split()
    item: dict[str, Any] = {"@type": [one.rstrip("/").rpartition("/")[2] for one in kind]}
    if known := node.attributes.get("itemid"):
        item["@id"] = known
    for place, part in enumerate(_properties(node)):
        if place >= MOST_PROPERTIES:
            break
        value = _value(part, depth)
        for name in (part.attributes.get("itemprop") or "").split():
            _add(item, name.rpartition("/")[2], value)
    return item


def _properties(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what bears a property of this item; what lies inside another item belongs to that one."""
    path, at = list[LexborNode](), node.child
    while at is not None or path:
        if at is None:
            at = path.pop().next
            continue
        if at.is_element_node and "itemprop" in at.attributes:
            yield at
        if at.is_element_node and "itemscope" not in at.attributes and at.child is not None:
            path.append(at)
            at = at.child
        else:
            at = at.next


def _value(node: LexborNode, depth: int) -> Any:
    attributes, tag = node.attributes, node.tag or ""
    if "itemscope" in attributes:
        return _item(node, depth + 1) if depth < DEEPEST else {}
    if "content" in attributes:
        return attributes["content"] or ""
    if tag in _ADDRESSES:
        return attributes.get(_ADDRESSES[tag]) or ""
    if tag in ("data", "meter"):
        return attributes.get("value") or ""
    if tag == "time" and attributes.get("datetime"):
        return attributes["datetime"]
    return " ".join(node.text(deep=True).split())


def _add(item: dict[str, Any], name: str, value: Any) -> None:
    if name not in item:
        item[name] = value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]
