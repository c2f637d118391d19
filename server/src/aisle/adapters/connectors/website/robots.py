"""What a site lets programs read (RFC 9309), and how slowly."""

from dataclasses import dataclass, field

from protego import Protego

from aisle.sources.errors import RetryLater
from aisle.sources.ports import Answer

AGENT = "Aisle"
USER_AGENT = "Aisle/1.0 (shopping assistant of this shop; reads by its owner's order)"
MOST_BYTES = 512 * 1024  # RFC 9309, 2.5: 500 KiB at least are read
SLOWEST = 30.0  # seconds between two requests
ALL, NONE = "User-agent: *\nAllow: /", "User-agent: *\nDisallow: /"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin. delay: seconds between requests that it asks for. sitemaps: addresses it names."""

    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    _rules: Protego = field(default_factory=lambda: Protego.parse(ALL), repr=False)

    def allows(self, address: str) -> bool:
        """Whether an address may be read by us."""
        return bool(self._rules.can_fetch(address, AGENT))


def robots_of(answer: Answer) -> Robots:
    """Read the rules. No file: all is allowed (2.3.1.3); no access to it, too. A server in trouble allows nothing (2.3.1.4).

    Raises RetryLater for a server in trouble: the sync comes again, and nothing is taken for gone.
    """
    if answer.status >= 500 or answer.status == 429:
        raise RetryLater(f"The site's robots.txt cannot be read now (status {answer.status}).")
    kind = answer.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()
    if answer.status >= 300 or kind == "text/html":  # many sites answer every address with their own page
        return Robots()
    rules = Protego.parse(answer.body[:MOST_BYTES].decode("utf-8", "replace"))
    return Robots(_delay(rules), tuple(list(rules.sitemaps)[:50]), rules)


def _delay(rules: Protego) -> float:
    asked = float(rules.crawl_delay(AGENT) or 0.0)
    rate = rules.request_rate(AGENT)
    if rate is not None and rate.requests > 0:
        asked = max(asked, rate.seconds / rate.requests)
    return min(max(asked, 0.0), SLOWEST)
