"""Which addresses belong to what is read: rules with * for anything, and $ for the end, as in robots.txt."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from aisle.adapters.connectors.website.addresses import origin_of

# What browsers load beside a page, and nobody reads.
NOT_READ = (
    *(
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".avif",
        ".svg",
        ".ico",
        ".bmp",
        ".tif",
        ".tiff",
        ".css",
        ".js",
        ".mjs",
        ".map",
    ),
    *(
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
        ".mp3",
        ".mp4",
        ".webm",
        ".mov",
        ".avi",
        ".ogg",
        ".wav",
        ".zip",
        ".gz",
        ".tgz",
    ),
    *(".rar", ".7z", ".exe", ".dmg", ".apk", ".iso", ".xml", ".rss", ".atom", ".ics", ".wasm"),
)
# Places where something happens instead of standing there, in the shops that are seen most.
DEEDS = (
    *(
        "*/cart$",
        "*/cart/*",
        "*/cart?*",
        "*/checkout*",
        "*/account/*",
        "*/account$",
        "*/login*",
        "*/logout*",
        "*/signin*",
    ),
    *(
        "*/register*",
        "*/wishlist*",
        "*/compare/*",
        "*?add-to-cart=*",
        "*&add-to-cart=*",
        "*/wp-admin*",
        "*/wp-json*",
        "*/cdn-cgi/*",
    ),
    *(
        "*/warenkorb*",
        "*/kasse*",
        "*/mein-konto*",
        "*/search?*",
        "*/catalogsearch/*",
        "*?replytocom=*",
        "*/feed/",
        "*/feed",
    ),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """origins: that may be read. include: patterns of which an address must fit one; none: all fit. exclude: none of these."""

    origins: frozenset[str]
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()

    def holds(self, address: str) -> bool:
        """Whether an address in its one form may be read."""
        if origin_of(address) not in self.origins:
            return False
        parts = urlsplit(address)
        place = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if parts.path.lower().endswith(NOT_READ) or any(fits(place, one) for one in (*DEEDS, *self.exclude)):
            return False
        return not self.include or any(fits(place, one) for one in self.include)


def fits(place: str, pattern: str) -> bool:
    """Whether a path with its parameters fits a pattern, from its beginning; * stands for anything, a last $ for the end.

    Takes a time that grows with both lengths only: no pattern makes it slow. Source: RFC 9309, 2.2.3.
    """
    ends = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not place.startswith(first):
        return False
    at = len(first)
    last = parts.pop() if parts and ends else None
    for part in parts:
        found = place.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not ends:
        return True
    return place.endswith(last, at) and len(place) - len(last) >= at if last is not None else at == len(place)
