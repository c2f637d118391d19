"""Notion's rich text as HTML (developers.notion.com/reference/rich-text)."""

from typing import Any

from aisle.adapters.connectors.fields import storable
from aisle.adapters.connectors.markup import escaped, link

MARKS = {"bold": "strong", "italic": "em", "strikethrough": "s", "underline": "u", "code": "code"}


def rich(items: Any) -> str:
    """Return rich text as HTML."""
    return "".join(_item(one) for one in items if isinstance(one, dict)) if isinstance(items, list) else ""


def plain(items: Any) -> str:
    """Return the words of rich text."""
    if not isinstance(items, list):
        return ""
    return storable("".join(_words(one) for one in items if isinstance(one, dict)))


def _item(item: dict[str, Any]) -> str:
    words = escaped(_words(item)).replace("\n", "<br>")
    marks = item.get("annotations")
    for name, tag in MARKS.items():
        if words and isinstance(marks, dict) and marks.get(name) is True:
            words = f"<{tag}>{words}</{tag}>"
    return link(item.get("href"), words) if words else ""


def _words(item: dict[str, Any]) -> str:
    """Who is mentioned is nobody's business but the shop's own people."""
    mention = item.get("mention")
    if isinstance(mention, dict) and mention.get("type") == "user":
        return ""
    words = item.get("plain_text")
    return words if isinstance(words, str) else ""
