"""A shop of two hundred pages, as a merchant would bring it: a sitemap, products with their data, policies and guides.

Whatever is sent to `/theme` stands before the end of every body from then on, as if it had been put into the theme.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGES = 200
KINDS = {
    "rucksack": ("rucksacks", "Carries {n} litres and weighs {w} g. The back is adjustable, the seams are taped."),
    "tent": ("tents", "Room for {p} people and their boots. It weighs {w} g and stands in {p} minutes."),
    "sleeping bag": ("sleeping-bags", "Comfortable down to {t} degrees, packed as small as {n} litres."),
    "jacket": ("jackets", "Three layers that keep {n},000 mm of rain out. Pit zips, a hood that fits a helmet."),
    "lantern": ("lanterns", "Burns {n} hours at half of its light. Charged by USB-C within {p} hours."),
    "stove": ("stoves", "Boils a litre in {p} minutes, wind or not. Weighs {w} g without the gas."),
    "boot": ("boots", "Leather from one piece, resoled for {n} years. Wide and narrow lasts."),
    "mug": ("mugs", "Holds {n}0 ml, keeps them hot for {p} hours, and survives the dishwasher."),
}  # fmt: skip
NAMES = ("Alder", "Birch", "Cairn", "Dale", "Esk", "Fell", "Garth", "Heron", "Inver", "Juniper", "Kestrel")
POLICIES = {
    "returns": (
        "Returns",
        "You can send anything back within 45 days of its delivery. We pay the postage within the United Kingdom. "
        "The money is back on your card three working days after the parcel reaches us.",
    ),
    "delivery": (
        "Delivery",
        "Standard delivery costs £4.50 and takes two to three working days. Orders over £80 are delivered free of charge. "
        "Islands take two days longer.",
    ),
    "guarantee": (
        "Guarantee",
        "Everything that we sew is guaranteed for ten years. Wear of soles and zips is repaired, not replaced.",
    ),
    "repairs": (
        "Repairs",
        "Send us a photograph first. A new zip costs £18, a patch costs £9, and both take about two weeks.",
    ),
    "sizes": (
        "Sizes",
        "Measure your back from the bony bump of your neck to the top of your hips. Up to 47 cm take S, above it M.",
    ),
    "payment": (
        "Payment",
        "We take cards, PayPal and bank transfers. Invoices are for schools and clubs only.",
    ),
    "contact": (
        "Contact",
        "Write to help@otter.example. Somebody answers on working days from nine to five.",
    ),
    "gift-cards": ("Gift cards", "Gift cards are sent by mail within an hour and are good for five years."),
    "privacy": ("Privacy", "We keep an order for as long as the tax office wants it, and nothing else."),
    "about": ("About us", "Three people and a dog have made outdoor things in Ambleside since 1998."),
}


@dataclass
class Shop:
    """pages: HTML by path. theme: what was put into all of them. asked: every path that was asked for, in order."""

    pages: dict[str, str] = field(default_factory=dict)
    theme: str = ""
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = list(KINDS.items())
        products = PAGES - 1 - len(kinds) - len(POLICIES)
        shelves: dict[str, list[str]] = {shelf: [] for shelf, _ in KINDS.values()}
        for number in range(products):
            name, (shelf, text) = kinds[number % len(kinds)]
            shelves[shelf].append(self._add_product(number, name, text))
        for shelf, paths in shelves.items():
            self._add(f"/{shelf}/", shelf.replace("-", " ").capitalize(), f"All our {shelf}.", links=paths)
        for slug, (title, text) in POLICIES.items():
            self._add(f"/help/{slug}", title, text)
        links = [path for path in self.pages if not path.startswith("/products/")]
        self._add("/", "Otter & Sons", "Things for outdoors, made to be mended.", links=links)
        assert len(self.pages) == PAGES

    def _add_product(self, number: int, kind: str, text: str) -> str:
        title = f"{NAMES[number % len(NAMES)]} {kind} {20 + number}"
        path = f"/products/{re.sub('[^a-z0-9]+', '-', title.lower())}"
        figures = {"n": 20 + number % 40, "w": 300 + 10 * number, "p": 2 + number % 5, "t": -(number % 12)}
        about = text.format(**figures)
        offer = {
            "@type": "Offer",
            "price": f"{19 + number}.00",
            "priceCurrency": "GBP",
            "availability": "https://schema.org/" + ("InStock" if number % 9 else "OutOfStock"),
        }
        data = {
            "@context": "https://schema.org",
            "@type": "Product",
            "name": title,
            "sku": f"OT-{number:03}",
            "description": about,
            "brand": {"@type": "Brand", "name": "Otter & Sons"},
            "offers": offer,
        }
        head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        self._add(path, title, f"{about} Number {number} of our list, sewn in Ambleside.", head=head)
        return path

    def _add(self, path: str, title: str, text: str, head: str = "", links: list[str] | None = None) -> None:
        anchors = " ".join(f'<a href="{one}">{one.strip("/")}</a>' for one in links or ())
        nav = '<a href="/">Home</a> <a href="/help/returns">Returns</a> <a href="/help/delivery">Delivery</a>'
        self.pages[path] = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
            f"<body><nav>{nav}</nav><main><h1>{escape(title)}</h1><p>{escape(text)}</p><p>{anchors}</p></main>"
            "<footer>Otter &amp; Sons, Ambleside</footer></body></html>"
        )


class _Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    shop: Shop

    def do_GET(self) -> None:
        path, origin = self.path.partition("?")[0], f"http://{self.headers['Host']}"
        self.shop.asked.append(path)
        if path == "/robots.txt":
            return self._send(200, "text/plain", f"User-agent: *\nAllow: /\nSitemap: {origin}/sitemap.xml\n")
        if path == "/sitemap.xml":
            return self._send(200, "application/xml", self._sitemap(origin))
        page = self.shop.pages.get(path)
        if page is None:
            return self._send(404, "text/html; charset=utf-8", "<h1>There is no such page</h1>")
        return self._send(
            200, "text/html; charset=utf-8", page.replace("</body>", f"{self.shop.theme}</body>")
        )

    def do_POST(self) -> None:
        self.shop.theme = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._send(204, "text/plain", "")

    def _sitemap(self, origin: str) -> str:
        places = "".join(f"<url><loc>{origin}{path}</loc></url>" for path in self.shop.pages)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'

    def _policy(self) -> str:
        """Return what a careful shop allows: itself and, once it is there, the host that the snippet names."""
        named = re.search(r'src="(https?://[^/"]+)', self.shop.theme)
        guest = named[1] if named else ""
        return f"default-src 'self'; script-src {guest}; connect-src {guest}; frame-src {guest}"

    def _send(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        if self.shop.theme:
            self.send_header("Content-Security-Policy", self._policy())
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def opened(shop: Shop) -> Iterator[str]:
    """Serve the shop on this machine; gives its address."""
    handler = type("Pages", (_Pages,), {"shop": shop})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://localhost:{server.server_address[1]}"
        finally:
            server.shutdown()
