"""Sitemaps, indexes of sitemaps, and feeds of news: what a site lists by itself.

Sources: https://www.sitemaps.org/protocol.html (XML, text, gzip; 50,000 addresses and 50 MB a file); RSS 2.0; RFC 4287 (Atom).
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from aisle.adapters.connectors.times import time_in
from aisle.adapters.connectors.xml_events import Element, XmlItems
from aisle.sources.errors import BrokenData

MOST_BYTES = 50 * 2**20
MOST_LISTED = 50_000
PORTION = 64 * 1024
_LISTED = ("url", "sitemap", "item", "entry")


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that a site lists. index: whether it is another sitemap. changed: as the site says. alternates: by language."""

    address: str
    changed: datetime | None = None
    index: bool = False
    alternates: Sequence[tuple[str, str]] = ()


def listed_in(body: bytes) -> Iterator[Listed]:
    """Yield what a sitemap, an index, an RSS or Atom feed or a plain list of addresses names. Raises BrokenData for none of these."""
    head = unpacked(body, 1024).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<"):
        yield from _lines(unpacked(body, MOST_BYTES))
        return
    if b"<html" in head.lower():
        raise BrokenData("There is a page in place of the sitemap.")
    items, count, data = XmlItems(*_LISTED), 0, unpacked(body, MOST_BYTES)
    for start in range(0, len(data), PORTION):
        for element in items.feed(data[start : start + PORTION], start + PORTION >= len(data)):
            count += 1
            if count > MOST_LISTED:
                return
            if (one := _listed(element)) is not None:
                yield one


def unpacked(body: bytes, most: int) -> bytes:
    """Return a file that may be packed with gzip, unpacked up to a size. Raises BrokenData for one that unpacks to more."""
    if not body.startswith(b"\x1f\x8b"):
        return body[:most]
    unpack = zlib.decompressobj(wbits=31)
    try:
        data = unpack.decompress(body, most)
    except zlib.error:
        raise BrokenData("The packed file is damaged.") from None
    if unpack.unconsumed_tail and most >= MOST_BYTES:
        raise BrokenData(f"The packed file unpacks to more than {most:,} bytes.")
    return data


def _listed(element: Element) -> Listed | None:
    changed = time_in(element.first("lastmod", "pubDate", "updated", "modified", "published"))
    if element.name in ("url", "sitemap"):
        alternates = [
            (one.attributes.get("hreflang", "").lower(), one.attributes.get("href", ""))
            for one in element.all("link")
        ]
        return _known(
            element.first("loc"),
            changed,
            element.name == "sitemap",
            [pair for pair in alternates if all(pair)],
        )
    if element.name == "item":
        return _known(element.first("link") or _permanent(element), changed)
    return _known(_of_entry(element), changed)


def _known(
    address: str, changed: datetime | None, index: bool = False, alternates: Sequence[tuple[str, str]] = ()
) -> Listed | None:
    return Listed(address, changed, index, alternates) if address else None


def _permanent(item: Element) -> str:
    return next(
        (one.text.strip() for one in item.all("guid") if one.attributes.get("isPermaLink", "true") == "true"),
        "",
    )


def _of_entry(entry: Element) -> str:
    links = [one.attributes for one in entry.all("link")]
    return next((one.get("href", "") for one in links if one.get("rel", "alternate") == "alternate"), "")


def _lines(data: bytes) -> Iterator[Listed]:
    lines = data.decode("utf-8", "replace").split("\n")[:MOST_LISTED]
    yield from (Listed(line.strip()) for line in lines if line.strip().startswith(("http://", "https://")))
