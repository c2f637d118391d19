"""An open connection to one Shopify shop."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from aisle.adapters.connectors.again import again
from aisle.adapters.connectors.shopify import scopes
from aisle.adapters.connectors.shopify.calling.api import Api
from aisle.adapters.connectors.shopify.mapping.products import Shop
from aisle.adapters.connectors.shopify.mapping.reading import read_all
from aisle.adapters.connectors.shopify.mapping.values import Unreadable, global_id, id_of
from aisle.adapters.connectors.shopify.reading import queries
from aisle.adapters.connectors.shopify.reading.feeds import Feeds
from aisle.adapters.connectors.shopify.reading.place import Place, moment
from aisle.adapters.connectors.shopify.reading.portions import Node, Portion
from aisle.adapters.connectors.shopify.reading.resources import OWNED, PLAIN, Owned, Plain
from aisle.adapters.connectors.shopify.reading.shapes import Shape
from aisle.adapters.connectors.shopify.reading.stock import Stock
from aisle.adapters.connectors.shopify.reading.texts import Texts
from aisle.adapters.connectors.shopify.rules import RULES
from aisle.adapters.connectors.shopify.settings import ShopifyOptions
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Broken, Checked, Page, Setup
from aisle.sources.records import Record, Resource

_COUNTED = {
    Resource.PRODUCTS: "productsCount",
    Resource.VARIANTS: "productVariantsCount",
    Resource.ORDERS: "ordersCount",
    Resource.CUSTOMERS: "customersCount",
}


class ShopifyConnector:
    """See `aisle.sources.ports.Connector`."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self._options: ShopifyOptions = setup.options
        self.api = Api(setup)
        self._feeds = Feeds(self.api, self._options.bulk)
        self._stock, self._texts = Stock(self.api, self._feeds), Texts(self.api, self._feeds)
        self._shop: Shop | None = None

    async def check(self) -> Checked:
        """Ask who the shop is, what the token allows and which version answers."""
        with _understood():
            data = (await self.api.ask(queries.SHOP)).data
            held = await self.granted(data)
            missing = scopes.missing(held)
            supported = frozenset(each["handle"] for each in data["publicApiVersions"] if each["supported"])
            warnings = list(self.api.versions.warnings(supported))
            if Resource.ORDERS not in missing and not scopes.granted(held, scopes.ALL_ORDERS):
                warnings.append("Without read_all_orders Shopify shows the orders of the last 60 days only.")
            return Checked(
                shop=data["shop"]["name"],
                currency=data["shop"]["currencyCode"],
                time_zone=data["shop"]["ianaTimezone"],
                counts=await self._counts(missing),
                missing=missing,
                warnings=tuple(warnings),
            )

    async def granted(self, data: Mapping[str, Any] | None = None) -> frozenset[str]:
        """Return the scopes that the token has. data: a reply that already says so."""
        with _understood():
            said = data or (await self.api.ask(queries.SCOPES)).data
            return frozenset(scope["handle"] for scope in said["currentAppInstallation"]["accessScopes"])

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read a resource page by page."""
        with _understood():
            since, place, shop = _since(resource, mark), Place.of(cursor), await self._known()
            if resource is Resource.STOCK:
                read = self._stock.read(since, place, shop)
            elif resource is Resource.DOCUMENTS:
                read = self._texts.read(since, place, shop)
            elif resource in OWNED:
                read = self._owned(OWNED[resource], since, place, shop)
            else:
                read = self._plain(PLAIN[resource], since, place, shop)
            async for page in read:
                yield page

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read some records again; those that are gone are missing."""
        with _understood():
            shop = await self._known()
            if resource is Resource.STOCK:
                return await self._stock.fetch(ids, shop)
            if resource is Resource.DOCUMENTS:
                return await self._texts.fetch(ids, shop)
            read = OWNED[resource] if resource in OWNED else PLAIN[resource]
            shape = read.shape if isinstance(read, Owned) else read.feed.shape
            nodes = await self._feeds.pages.by_ids(shape, [global_id(shape.type, each) for each in ids])
            return again(*read_all(_still(nodes), read.mapper, shop), ids)

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List the ids of all records."""
        with _understood():
            if resource is Resource.STOCK:
                listed = self._stock.ids()
            elif resource is Resource.DOCUMENTS:
                listed = self._texts.ids()
            elif resource in OWNED:
                listed = self._owned_ids(OWNED[resource])
            else:
                listed = self._plain_ids(PLAIN[resource])
            async for some in listed:
                yield some

    async def close(self) -> None:
        """Nothing of its own is open."""

    async def _plain(self, plain: Plain, since: str | None, place: Place, shop: Shop) -> AsyncIterator[Page]:
        async for portion in self._feeds.read(plain.feed, since, place):
            records, broken = read_all(_still(portion.nodes), plain.mapper, shop)
            removed = [id_of(node["id"]) for node in portion.nodes if node.get("completedAt")]
            yield Page(records, _cursor(portion), portion.at, removed, broken, portion.total)

    async def _owned(self, owned: Owned, since: str | None, place: Place, shop: Shop) -> AsyncIterator[Page]:
        async for portion in self._feeds.read(owned.feed, since, place):
            nodes = await self._feeds.pages.by_ids(owned.shape, list(_held(owned, portion)))
            records, broken = read_all(nodes, owned.mapper, shop)
            yield Page(records, _cursor(portion), portion.at, broken=broken)

    async def _plain_ids(self, plain: Plain) -> AsyncIterator[Sequence[str]]:
        shape = plain.feed.shape
        bare = Shape(shape.type, "id completedAt" if shape.type == "AbandonedCheckout" else "id")
        async for portion in self._feeds.read(replace(plain.feed, shape=bare, first=200), None, Place()):
            yield [id_of(node["id"]) for node in _still(portion.nodes)]

    async def _owned_ids(self, owned: Owned) -> AsyncIterator[Sequence[str]]:
        async for portion in self._feeds.read(owned.feed, None, Place()):
            yield [id_of(each) for each in _held(owned, portion)]

    async def _known(self) -> Shop:
        if self._shop is None:
            said = (await self.api.ask(queries.CURRENCY)).data["shop"]
            address = said["primaryDomain"]["url"].rstrip("/")
            self._shop = Shop(said["currencyCode"], address, self._options.only_published)
        return self._shop

    async def _counts(self, missing: Mapping[Resource, str]) -> dict[Resource, int]:
        counts = {}
        for resource, field in _COUNTED.items():
            if resource not in missing:
                said = (await self.api.ask(queries.count(field))).data[field]
                counts[resource] = int(said["count"])
        return counts


@contextmanager
def _understood() -> Iterator[None]:
    """Say what an answer is that lacks what was asked for: the schema promises it, so it is no answer of Shopify's."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, Unreadable) as error:
        raise BrokenData("Shopify's answer lacks what was asked for.") from error


def _since(resource: Resource, mark: str | None) -> str | None:
    if mark is None:
        return None
    try:
        return moment(datetime.fromisoformat(mark) - RULES[resource].overlap)
    except (ValueError, TypeError):
        raise BrokenData("The mark of the last read cannot be understood.") from None


def _cursor(portion: Portion) -> str | None:
    return portion.place.to_text() if portion.place else None


def _still(nodes: Iterable[Node]) -> Iterable[Node]:
    """Leave out checkouts that were completed: they are orders now."""
    return (node for node in nodes if not node.get("completedAt"))


def _held(owned: Owned, portion: Portion) -> Iterable[str]:
    return (each["id"] for node in portion.nodes for each in node[owned.field] or ())
