"""Pages and posts of the WordPress that a shop runs on: public, read without the key."""

import html
from collections.abc import Iterator

from aisle.adapters.connectors.fields import Fields
from aisle.sources.records import DocumentRecord

FIELDS = "id,type,slug,link,title,content,modified_gmt"
HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'


def text(row: Fields, kind: str) -> Iterator[DocumentRecord]:
    """Read a page or post. One behind a password comes without its content."""
    title = html.unescape(row.inside("title").text("rendered"))
    said = html.escape(title)
    content = row.inside("content").text("rendered")
    yield DocumentRecord(
        id=f"{kind}:{row.id()}",
        name=f"{row.word('slug') or row.id()}.html",
        content=f"{HEAD.format(title=said)}<h1>{said}</h1>{content}</body></html>".encode(),
        updated_at=row.time("modified_gmt"),
        media_type="text/html",
        title=title or None,
        url=row.word("link"),
        category=kind,
    )
