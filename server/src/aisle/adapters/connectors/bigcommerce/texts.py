"""Pages and blog posts of a BigCommerce shop. None of them says when it was changed."""

import html
from collections.abc import Iterator

from aisle.adapters.connectors.fields import Fields
from aisle.sources.records import DocumentRecord

HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
WRITTEN = ("page", "raw", "contact_form")


def is_page(row: Fields) -> bool:
    """Whether shoppers read it: it is seen, by all of them, and no link."""
    seen = row.flag("is_visible") is not False and not row.flag("is_customers_only")
    return seen and row.text("type") in WRITTEN


def is_post(row: Fields) -> bool:
    """Whether it is published."""
    return row.flag("is_published") is not False


def page(row: Fields, home: str) -> Iterator[DocumentRecord]:
    """Read a page (v3)."""
    yield _document(row, "page", row.text("name"), home)


def post(row: Fields, home: str) -> Iterator[DocumentRecord]:
    """Read a blog post (v2)."""
    yield _document(row, "post", row.text("title"), home)


def _document(row: Fields, kind: str, title: str, home: str) -> DocumentRecord:
    said, path = html.escape(title), row.word("url")
    content = f"{HEAD.format(title=said)}<h1>{said}</h1>{row.text('body')}</body></html>"
    return DocumentRecord(
        id=f"{kind}:{row.id()}",
        name=f"{(path or '').strip('/').replace('/', '-') or row.id()}.html",
        content=content.encode(),
        media_type="text/html",
        title=title or None,
        url=f"{home}{path}" if home and path and path.startswith("/") else None,
        category=kind,
        tags=tuple(row.texts("tags")),
    )
