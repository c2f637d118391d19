"""A shop's API on this machine: a list of items in pages, each with a time of change, read with a bearer token."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 2
CONFIGURATION = {
    "auth": {"kind": "bearer"},
    "resources": {
        "products": {
            "request": {"path": "/items", "query": {"page": "{page.number}"}},
            "items": "items",
            "paging": {"kind": "page", "size": PAGE, "total": "total"},
            "record": {
                "id": "id",
                "handle": "slug(name)",
                "title": "name",
                "variants": {
                    "each": "[@]",
                    "take": {
                        "id": "id",
                        "product_id": "id",
                        "sku": "code",
                        "price": "amount(price, 'EUR')",
                    },
                },
            },
        }
    },
}


@dataclass
class Items:
    """What the shop has. It can be changed while it is read."""

    address: str
    token: str = "right"
    items: dict[str, dict[str, Any]] = field(default_factory=dict)

    def put(self, number: int, price: str, name: str | None = None) -> None:
        """Add an item or change it."""
        self.items[str(number)] = {
            "id": str(number),
            "name": name or f"Lamp {number}",
            "code": f"L-{number}",
            "price": price,
        }


@contextmanager
def open_items() -> Iterator[Items]:
    """Serve a shop until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    items = Items(f"http://127.0.0.1:{server.server_port}")
    server.items = items  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield items
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        shop: Items = self.server.items  # type: ignore[attr-defined]
        if self.headers["authorization"] != f"Bearer {shop.token}":
            self._answer(401, {"error": "no"})
            return
        number = int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])
        kept = [shop.items[one] for one in sorted(shop.items, key=int)]
        page = kept[(number - 1) * PAGE : number * PAGE]
        self._answer(200, {"items": page, "total": len(kept)})

    def _answer(self, status: int, body: Any) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: Any) -> None: ...
