"""Pages of a Magento shop's own content management."""

import html
import re
from collections.abc import Iterator
from urllib.parse import quote

from aisle.adapters.connectors.fields import Fields
from aisle.adapters.connectors.magento.lookups import ShopFacts
from aisle.sources.records import DocumentRecord

DIRECTIVE = re.compile(r"\{\{[^{}]*\}\}")  # {{widget ...}}: what the shop puts there is not in the page
HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'


def is_shown(row: Fields) -> bool:
    """Whether shoppers see the page."""
    return row.flag("active") is not False


def page(row: Fields, facts: ShopFacts) -> Iterator[DocumentRecord]:
    """Read a page."""
    key = row.word("identifier")
    title = html.escape(row.text("title"))
    heading = html.escape(row.word("content_heading") or row.text("title"))
    content = DIRECTIVE.sub(" ", row.text("content"))
    yield DocumentRecord(
        id=f"page:{row.id()}",
        name=f"{key or row.id()}.html",
        content=f"{HEAD.format(title=title)}<h1>{heading}</h1>{content}</body></html>".encode(),
        updated_at=row.time("update_time"),
        media_type="text/html",
        title=row.word("title"),
        url=f"{facts.pages}{quote(key)}" if key and facts.pages else None,
        category="page",
    )
