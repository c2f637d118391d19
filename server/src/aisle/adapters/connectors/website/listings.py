"""What a site lists by itself: its sitemaps and feeds, read first, so that no link need lead to a page."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from aisle.adapters.connectors.website.addresses import canonical, join
from aisle.adapters.connectors.website.sitemaps import Listed, listed_in
from aisle.adapters.connectors.website.visitor import Visitor
from aisle.sources.errors import ShopError, ShopNotFound
from aisle.sources.ports import Broken

MOST_LISTS = 1_000


@dataclass(slots=True)
class Listings:
    """Reads lists of addresses, those that lists name too.

    validators: etag, time, and the lists that it names, of each list in the last crawl; those of this one are written over them.
    The pages that an unchanged list names are known. broken: lists that could not be read.
    """

    visitor: Visitor
    validators: dict[str, list[str]] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    async def read(self, *addresses: str, guessed: bool = False) -> AsyncIterator[tuple[str, Listed]]:
        """Yield pages in their one form, with what was said of them. guessed: nobody is told of a list that is not there."""
        waiting = deque(addresses)
        while waiting and len(self._seen) < MOST_LISTS:
            address = waiting.popleft()
            if address in self._seen:
                continue
            self._seen.add(address)
            try:
                found = await self._one(address)
            except ShopError as failure:
                if not guessed:
                    self.broken.append(Broken(address, "sitemap", failure.detail or failure.title, None))
                continue
            waiting.extend(one.address for one in found if one.index and canonical(one.address))
            for one in found:
                if not one.index and (page := join(address, one.address)):
                    yield page, one

    async def _one(self, address: str) -> list[Listed]:
        etag, modified, *lists = self.validators.get(address, ["", ""])
        answer = await self.visitor.listing(address, etag, modified)
        if answer is None:
            return [Listed(one, index=True) for one in lists]
        if not answer.body:
            raise ShopNotFound("The sitemap is empty.")
        found = list(listed_in(answer.body))
        lists = [one.address for one in found if one.index]
        self.validators[address] = [
            answer.headers.get("etag", ""),
            answer.headers.get("last-modified", ""),
            *lists,
        ]
        return found
