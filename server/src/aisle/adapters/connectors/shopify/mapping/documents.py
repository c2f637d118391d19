"""Pages, articles of blogs and policies."""

from html import escape

from aisle.adapters.connectors.shopify.mapping.products import Shop
from aisle.adapters.connectors.shopify.mapping.values import Node, needed, text, when
from aisle.sources.records import DocumentRecord


def page(node: Node, shop: Shop) -> DocumentRecord:
    """Read a page of the online store."""
    return _document(node, shop, f"pages/{needed(node, 'handle')}", category="page")


def article(node: Node, shop: Shop) -> DocumentRecord:
    """Read an article of a blog."""
    place = f"blogs/{needed(node, 'blog')['handle']}/{needed(node, 'handle')}"
    return _document(node, shop, place, tags=tuple(node.get("tags") or ()), category="article")


def policy(node: Node, shop: Shop) -> DocumentRecord:
    """Read a policy. Its time of change is not asked for: it is but a day, and no time to compare with."""
    place = f"policies/{needed(node, 'type').lower().replace('_', '-')}"
    return _document(node, shop, place, url=text(node, "url"), category="policy")


def _document(
    node: Node, shop: Shop, place: str, *, category: str, url: str | None = None, tags: tuple[str, ...] = ()
) -> DocumentRecord:
    title = needed(node, "title")
    return DocumentRecord(
        id=needed(node, "id"),
        name=f"{place}.html",
        content=_html(title, node.get("body") or ""),
        updated_at=when(node, "updatedAt"),
        media_type="text/html",
        title=title,
        url=url or f"{shop.address}/{place}",
        category=category,
        tags=tags,
    )


def _html(title: str, body: str) -> bytes:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    whole = f"<!doctype html><html><head>{head}</head><body><h1>{escape(title)}</h1>{body}</body></html>"
    return whole.encode("utf-8", "replace")
