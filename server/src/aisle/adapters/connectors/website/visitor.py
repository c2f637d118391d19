"""Asks addresses of a site: each origin at its own pace and by its own rules, each address once for all that want it."""

import asyncio
from dataclasses import replace

from aisle.adapters.connectors.asking import AGAIN, Asking
from aisle.adapters.connectors.spool import Spool
from aisle.adapters.connectors.website.addresses import origin_of
from aisle.adapters.connectors.website.options import WebsiteOptions
from aisle.adapters.connectors.website.places import Found, Place
from aisle.adapters.connectors.website.robots import USER_AGENT, Robots, robots_of
from aisle.adapters.connectors.website.sitemaps import MOST_BYTES
from aisle.adapters.connectors.website.visiting import Visit, visit_bytes, visit_from, visit_of
from aisle.core.http.patience import seconds_asked
from aisle.sources.errors import BrokenData, RetryLater, ShopError, ShopRefused
from aisle.sources.ports import Answer, Request, Setup

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5"


def judge(answer: Answer) -> None:
    """Let every final answer be one: what is gone, moved or closed is news of the page, no failure."""
    if answer.status in AGAIN:
        asked = seconds_asked(answer.headers.get("retry-after"))
        raise RetryLater(f"The site answered {answer.status}.", retry_after=asked)


class Visitor:
    """Belongs to one connector."""

    def __init__(self, setup: Setup, options: WebsiteOptions) -> None:
        self._setup, self._options = setup, options
        self._askings: dict[str, Asking] = {}
        self._robots: dict[str, Robots] = {}
        self._opening = asyncio.Lock()
        self._visits: dict[tuple[str, str, str], asyncio.Future[int]] = {}
        self._spool = Spool()

    async def robots(self, address: str) -> Robots:
        """Return the rules of an address's origin. Raises RetryLater while they cannot be read, ShopRefused for an inner address."""
        origin = origin_of(address)
        async with self._opening:
            if origin not in self._robots:
                asking = Asking(self._setup.outside, self._setup.politeness, self._setup.timing, judge)
                rules = robots_of(await asking.ask(self._request(f"{origin}/robots.txt", redirects=3)))
                self._robots[origin], self._askings[origin] = rules, self._slowed(rules)
        return self._robots[origin]

    async def visit(self, address: str, place: Place) -> Visit:
        """Ask an address whether it changed since the place was remembered. Never raises for what one page does."""
        key = (address, place.etag, place.modified)
        if key not in self._visits:
            self._visits[key] = asyncio.ensure_future(self._kept(*key))
        return visit_from(self._spool.read(await asyncio.shield(self._visits[key])))

    async def visit_anew(self, address: str) -> Visit:
        """Ask an address whatever is remembered of it. Never raises for what one page does."""
        return await self._visit(address, "", "")

    async def listing(self, address: str, etag: str = "", modified: str = "") -> Answer | None:
        """Return a sitemap or feed; None when it did not change. Raises ShopError."""
        asking = await self._asking(address)
        answer = await asking.ask(self._request(address, etag, modified, redirects=3, most=MOST_BYTES))
        if answer.status == 304:
            return None
        if answer.status != 200:
            raise BrokenData(f"The sitemap answers with status {answer.status}.")
        return answer

    async def close(self) -> None:
        """Forget what was fetched."""
        for one in self._visits.values():
            one.cancel()
        self._spool.close()

    async def _kept(self, address: str, etag: str, modified: str) -> int:
        return self._spool.keep(visit_bytes(await self._visit(address, etag, modified)))

    async def _visit(self, address: str, etag: str, modified: str) -> Visit:
        try:
            asking = await self._asking(address)
            answer = await asking.ask(self._request(address, etag, modified, most=self._options.page_bytes))
            visit = await visit_of(address, answer, self._setup.convert)
        except RetryLater as failure:
            return Visit(Found.AWAY, why=failure.detail)
        except ShopError as failure:
            return Visit(Found.NOTHING, why=failure.detail)
        if visit.found is Found.PAGE and visit.facts is None and not self._options.files:
            return replace(visit, found=Found.NOTHING, body=b"")
        return visit

    async def _asking(self, address: str) -> Asking:
        rules = await self.robots(address)
        if not rules.allows(address):
            raise ShopRefused("The site's robots.txt does not let it be read.")
        return self._askings[origin_of(address)]

    def _slowed(self, rules: Robots) -> Asking:
        polite = self._setup.politeness
        if rules.delay:
            polite = replace(polite, at_once=1, per_second=min(polite.per_second, 1 / rules.delay))
        return Asking(self._setup.outside, polite, self._setup.timing, judge)

    def _request(
        self, address: str, etag: str = "", modified: str = "", *, redirects: int = 0, most: int = 2**20
    ) -> Request:
        headers = {
            "User-Agent": USER_AGENT,
            "Accept": ACCEPT,
            "If-None-Match": etag,
            "If-Modified-Since": modified,
        }
        said = {name: value for name, value in headers.items() if value}
        return Request(
            "GET", address, said, most_bytes=most, seconds=self._options.page_seconds, redirects=redirects
        )
