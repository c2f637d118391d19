"""Notion's rich text as HTML (developers.notion.com/reference/rich-text)."""

import html
from typing import Any
from urllib.parse import urlsplit

from aisle.adapters.connectors.fields import storable

MARKS = {"bold": "strong", "italic": "em", "strikethrough": "s", "underline": "u", "code": "code"}
LINKS = ("http", "https", "mailto", "tel")


def rich(items: Any) -> str:
    """Return rich text as HTML."""
    return "".join(_item(one) for one in items if isinstance(one, dict)) if isinstance(items, list) else ""


def plain(items: Any) -> str:
    """Return the words of rich text."""
    if not isinstance(items, list):
        return ""
    return storable("".join(_words(one) for one in items if isinstance(one, dict)))


def escaped(text: Any) -> str:
    """Return a text as it may stand in HTML."""
    return html.escape(storable(text)) if isinstance(text, str) else ""


def link(address: Any, words: str) -> str:
    """Return a link around HTML, or the HTML alone where the address leads nowhere for shoppers."""
    href = public(address)
    return f'<a href="{escaped(href)}">{words}</a>' if href else words


def public(address: Any) -> str | None:
    """Return an address that anybody may follow; within Notion they begin with a slash."""
    try:
        return address if isinstance(address, str) and urlsplit(address).scheme in LINKS else None
    except ValueError:
        return None


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
