"""Writing HTML of what wikis say."""

import html
from typing import Any
from urllib.parse import urlsplit

from aisle.adapters.connectors.fields import storable

LINKS = ("http", "https", "mailto", "tel")


def escaped(text: Any) -> str:
    """Return a text as it may stand in HTML; nothing for what is no text."""
    return html.escape(storable(text)) if isinstance(text, str) else ""


def link(address: Any, words: str) -> str:
    """Return a link around HTML, or the HTML alone where the address leads nowhere for shoppers."""
    href = public(address)
    return f'<a href="{escaped(href)}">{words}</a>' if href else words


def public(address: Any) -> str | None:
    """Return an address that anybody may follow; those within a wiki have no scheme."""
    try:
        return address if isinstance(address, str) and urlsplit(address).scheme in LINKS else None
    except ValueError:
        return None
