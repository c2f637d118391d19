"""Documents: pages, then articles, then policies."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from aisle.adapters.connectors.again import again
from aisle.adapters.connectors.shopify.calling.api import Api
from aisle.adapters.connectors.shopify.mapping.documents import policy
from aisle.adapters.connectors.shopify.mapping.products import Shop
from aisle.adapters.connectors.shopify.mapping.reading import read_all
from aisle.adapters.connectors.shopify.mapping.values import kind_of
from aisle.adapters.connectors.shopify.reading import queries
from aisle.adapters.connectors.shopify.reading.feeds import Feeds
from aisle.adapters.connectors.shopify.reading.place import Place, moment
from aisle.adapters.connectors.shopify.reading.portions import Node, Portion
from aisle.adapters.connectors.shopify.reading.resources import TEXTS
from aisle.adapters.connectors.shopify.reading.shapes import Feed, Shape
from aisle.sources.ports import Broken, Page
from aisle.sources.records import Record

POLICY = "ShopPolicy"


class Texts:
    """Reads the documents of one shop."""

    def __init__(self, api: Api, feeds: Feeds) -> None:
        self._api, self._feeds = api, feeds

    async def read(self, since: str | None, place: Place, shop: Shop) -> AsyncIterator[Page]:
        """Read what changed, or everything. Policies are few and are read each time."""
        at = place.at
        parts = (*TEXTS, POLICY)
        for part in parts[parts.index(place.part or parts[0]) : -1]:
            begin = place if place.part == part else Place(at=at, part=part)
            async for portion in self._feeds.read(TEXTS[part].feed, since, begin):
                at = portion.at
                yield self._page(part, portion, shop)
        nodes, asked = await self._policies()
        records, broken = read_all(nodes, policy, shop)
        yield Page(records, None, at or asked, broken=broken)

    async def fetch(self, ids: Sequence[str], shop: Shop) -> Sequence[Record | Broken]:
        """Read documents again by id."""
        found: list[Record | Broken] = []
        for part, plain in TEXTS.items():
            if wanted := [each for each in ids if kind_of(each) == part]:
                nodes = await self._feeds.pages.by_ids(plain.feed.shape, wanted)
                there = [node for node in nodes if _published(node)]
                found += again(*read_all(there, plain.mapper, shop), ids)
        if wanted := [each for each in ids if kind_of(each) == POLICY]:
            nodes, _ = await self._policies()
            found += again(*read_all((node for node in nodes if node["id"] in wanted), policy, shop), ids)
        return found

    async def ids(self) -> AsyncIterator[Sequence[str]]:
        """List the ids of all published documents."""
        for plain in TEXTS.values():
            async for portion in self._feeds.read(_states_of(plain.feed), None, Place()):
                yield [node["id"] for node in portion.nodes if _published(node)]
        nodes, _ = await self._policies()
        yield [node["id"] for node in nodes]

    def _page(self, part: str, portion: Portion, shop: Shop) -> Page:
        records, broken = read_all(
            [node for node in portion.nodes if _published(node)], TEXTS[part].mapper, shop
        )
        removed = [node["id"] for node in portion.nodes if not _published(node)]
        parts = (*TEXTS, POLICY)
        following = portion.place or Place(at=portion.at, part=parts[parts.index(part) + 1])
        return Page(records, following.to_text(), portion.at, removed, broken)

    async def _policies(self) -> tuple[list[Node], str]:
        reply = await self._api.ask(queries.POLICIES)
        return [node for node in reply.data["shop"]["shopPolicies"] if node["body"]], moment(reply.at)


def _published(node: Node) -> bool:
    return bool(node["isPublished"])


def _states_of(feed: Feed) -> Feed:
    return replace(feed, shape=Shape(feed.shape.type, "id isPublished"), first=200)
