"""The kind "website"."""

from collections.abc import AsyncIterator, Mapping, Sequence

from pydantic import BaseModel

from aisle.adapters.connectors.website.addresses import canonical, origin_of
from aisle.adapters.connectors.website.crawl import Crawl
from aisle.adapters.connectors.website.options import NoCredentials, WebsiteOptions
from aisle.adapters.connectors.website.places import Found, Place
from aisle.adapters.connectors.website.visitor import Visitor
from aisle.adapters.connectors.website.yielding import YIELDING
from aisle.sources.errors import FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Checked, Connector, Delta, Detected, Hooks, Outside, Page, ResourceRule, Setup
from aisle.sources.records import Record, Resource

RULE = ResourceRule(Delta.CONDITIONAL, silent=())


class WebsiteConnector:
    """One site. Documents and products are read off the same visits: each page is asked once for both."""

    def __init__(self, setup: Setup) -> None:
        self._options: WebsiteOptions = setup.options
        self._visitor = Visitor(setup, self._options)

    async def check(self) -> Checked:
        """Look at the first page."""
        address = self._options.address
        rules = await self._visitor.robots(address)
        if not rules.allows(address):
            raise ShopRefused("The site's robots.txt does not let its first page be read.")
        visit = await self._visitor.visit(address, Place())
        if visit.found is Found.AWAY:
            raise RetryLater(visit.why)
        if visit.found is Found.CLOSED:
            raise FixCredentials(visit.why or "The site asks to sign in.")
        if visit.found is Found.GONE:
            raise ShopNotFound("There is no page at this address.")
        slow = (f"The site asks for {rules.delay:g} seconds between requests.",) if rules.delay else ()
        title = visit.facts.title if visit.facts is not None else ""
        return Checked(title or origin_of(address), warnings=(*slow, *([visit.why] if visit.why else ())))

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Crawl the site."""
        async for page in Crawl(self._visitor, self._options, YIELDING[resource], mark, cursor).pages():
            yield page

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record]:
        """Read pages again."""
        found: list[Record] = []
        for one in ids:
            address = canonical(one.partition("#")[0])
            if address is None or origin_of(address) not in self._origins:
                continue
            visit = await self._visitor.visit_anew(address)
            if visit.found is Found.AWAY:
                raise RetryLater(visit.why)
            if visit.found is Found.PAGE and (visit.facts is None or visit.facts.is_for_indexes):
                made = YIELDING[resource](address, visit, Place())
                found += [record for record in made.records if record.id == one]
        return found

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """Refuse: a site lists no ids, it is read whole."""
        raise ShopRefused("A web site lists no ids; read it whole.")
        yield ()

    async def close(self) -> None:
        """Forget what was fetched."""
        await self._visitor.close()

    @property
    def _origins(self) -> frozenset[str]:
        return frozenset(origin_of(one) for one in (self._options.address, *self._options.hosts))


class WebsiteKind:
    """Public pages, and the product data in them."""

    name = "website"
    title = "Web site"
    summary = "Reads public pages by sitemaps, feeds and links, and the product data in them."
    options: type[BaseModel] = WebsiteOptions
    credentials: type[BaseModel] = NoCredentials
    rules: Mapping[Resource, ResourceRule] = {Resource.DOCUMENTS: RULE, Resource.PRODUCTS: RULE}
    hooks: Hooks | None = None

    def open(self, setup: Setup) -> Connector:
        """Return a connection."""
        return WebsiteConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Every address that is one may be a web site."""
        made = canonical(address)
        return Detected(self.name, 0.1, {"address": made}, "Every shop has public pages.") if made else None


WEBSITE = WebsiteKind()
