"""Headers that protect whoever reads an answer: what may run, who may frame it, who may keep it."""

from collections.abc import Sequence
from functools import lru_cache

from aisle.core.settings import Settings
from aisle.web.edge.sharing import KEPT, is_shared

Header = tuple[bytes, bytes]
# For everything that does not bring a policy of its own: data, which a browser might be led to open as a page.
BARE_POLICY = b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
NOT_NEEDED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip


def permissions(own: Sequence[str] = ()) -> str:
    """Return a permissions policy that refuses everything but `own`, which the page itself may ask for."""
    return ", ".join(f"{name}=({'self' if name in own else ''})" for name in NOT_NEEDED)


ALWAYS: list[Header] = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", permissions().encode()),
    (b"origin-agent-cluster", b"?1"),
]
TWO_YEARS = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")
LONGEST_KNOWN = 200  # characters of a path whose headers are remembered; anybody can make up longer ones
EMBEDDABLE = "/c/"  # the chat window's page, which shops frame
DEMO = "/demo/"  # pages of a shop, which frame it
OWN_RESOURCES = (
    "/static/",
    EMBEDDABLE,
    "/demo/pictures/",
)  # a frame without an origin is no page of this server


def guarded(headers: list[Header], path: str, settings: Settings) -> list[Header]:
    """Return the headers of an answer with those that it lacks."""
    given = {name.lower(): value for name, value in headers}
    is_page = given.get(b"content-type", b"").startswith(b"text/html")
    is_https = settings.mode == "production" and settings.base_url.startswith("https://")
    find = _added if len(path) <= LONGEST_KNOWN else _added.__wrapped__
    added = find(path, frozenset(given), is_page, is_https)
    return [*_kept_private(headers, given, path), *added]


@lru_cache(maxsize=1_024)
def _added(path: str, given: frozenset[bytes], is_page: bool, is_https: bool) -> Sequence[Header]:
    """Return what an answer lacks. given: the names that it has. The same for every answer of a kind."""
    added = [*(one for one in ALWAYS if one[0] not in given), _resource_policy(path)]
    if b"content-security-policy" not in given:
        added.append((b"content-security-policy", BARE_POLICY))
    if is_page:
        added += [one for one in _of_pages(path) if one[0] not in given]
    if is_https:
        added.append(TWO_YEARS)
    return added


def _resource_policy(path: str) -> Header:
    """Say which pages may load it: what a shop's page needs, any; the rest is for pages of this server."""
    open_to_all = is_shared(path) or path.startswith(OWN_RESOURCES)
    return b"cross-origin-resource-policy", b"cross-origin" if open_to_all else b"same-origin"


def _of_pages(path: str) -> list[Header]:
    opener = (b"cross-origin-opener-policy", b"same-origin")
    if path.startswith(EMBEDDABLE):  # it shows pictures of shops, whose servers know nothing of embedding
        return [opener]
    framed = (b"x-frame-options", b"DENY")
    if path.startswith(DEMO):  # what it frames would have to ask the same of pictures
        return [opener, framed]
    return [opener, (b"cross-origin-embedder-policy", b"require-corp"), framed]


def _kept_private(headers: list[Header], given: dict[bytes, bytes], path: str) -> list[Header]:
    """Let nothing be kept that did not say so; what the API answers is somebody's own, and never kept at all."""
    told = given.get(b"cache-control")
    if told is None:
        return [*headers, (b"cache-control", b"no-store")]
    if path.startswith(("/api/", "/v1/")) and path != KEPT and b"no-store" not in told:
        private = b"no-store, no-transform" if b"no-transform" in told else b"no-store"
        return [(name, private if name.lower() == b"cache-control" else value) for name, value in headers]
    return headers
