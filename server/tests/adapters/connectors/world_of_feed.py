"""A feed of a search engine with manuals that its rows link to."""

from recorded_shop import path_of, reply
from worlds import World

from aisle.adapters.connectors.feeds.options import FeedCredentials, FeedOptions
from aisle.sources.ports import Answer, Request
from aisle.sources.records import Resource

ROWS = 450
GOOGLE = "http://base.google.com/ns/1.0"


def google_feed(rows: int = ROWS) -> bytes:
    """Return a feed in which each group has three variants, and each tenth row a manual."""
    items = "".join(
        f"<item><g:id>B-{n}</g:id><g:item_group_id>G-{n // 3}</g:item_group_id><title>Bag {n // 3}</title><link>https://shop.example/p/{n // 3}</link>"
        f"<g:color>{('red', 'blue', 'green')[n % 3]}</g:color><g:price>{n}.50 EUR</g:price><g:availability>in_stock</g:availability>"
        f"<g:description>Look into https://shop.example/manuals/{n % 30}.pdf first.</g:description></item>"
        for n in range(rows)
    )
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:g="{GOOGLE}"><channel><title>Bags</title>{items}</channel></rss>'.encode()


class FeedShop:
    """Serves the feed and its manuals, both with ETags."""

    def __init__(self, feed: bytes | None = None, kind: str = "application/xml") -> None:
        self.feed, self.kind = feed or google_feed(), kind
        self.asked: list[str] = []

    async def send(self, request: Request) -> Answer:
        """Answer."""
        path = path_of(request)
        body = (
            self.feed
            if path.startswith("/feed")
            else b"%PDF-1.4 " + path.encode()
            if path.startswith("/manuals/")
            else None
        )
        self.asked.append(path)
        if body is None:
            return reply(request, status=404)
        etag = f'"{hash(body)}"'
        if request.headers.get("If-None-Match") == etag:
            return reply(request, b"", 304)
        return reply(
            request,
            body,
            content_type=self.kind if path.startswith("/feed") else "application/pdf",
            etag=etag,
        )


def world() -> World:
    """Return the feed."""
    return World(
        FeedOptions(address="https://shop.example/feed.xml"),
        FeedCredentials(),
        FeedShop,
        {Resource.PRODUCTS: ROWS // 3, Resource.DOCUMENTS: 30},
    )
