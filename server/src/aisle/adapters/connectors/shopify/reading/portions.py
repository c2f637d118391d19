"""Pages of raw objects, complete with what their nested connections hold."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aisle.adapters.connectors.shopify.calling.api import Api, Reply
from aisle.adapters.connectors.shopify.calling.judging import TooCostly
from aisle.adapters.connectors.shopify.mapping.values import number_of
from aisle.adapters.connectors.shopify.reading import queries
from aisle.adapters.connectors.shopify.reading.place import Place, moment
from aisle.adapters.connectors.shopify.reading.shapes import Feed, Shape
from aisle.sources.errors import BrokenData

MOST_AT_ONCE = 250
STRETCH = 20_000  # objects before a listing begins anew behind the last id; Shopify's own end is at 25,000
DEAREST = 1000.0  # points that one query may cost
SHARE = 0.8  # of it, that is aimed at
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some objects. place: where the next begin; None: there are no more. at: when the read began."""

    nodes: Sequence[Node]
    place: Place | None
    at: str
    total: int | None = None


class Sizes:
    """How many of each query are asked for at once: as many as its cost allows, which replies tell."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._sizes: dict[str, int] = {}
        self._each: dict[str, float] = {}

    def cost(self, text: str, size: int) -> float | None:
        """Return what a query of this size will cost, as far as that is known."""
        return self._each[text] * size if text in self._each else None

    def of(self, text: str, first: int) -> int:
        """Return the size for a query. first: to begin with."""
        return self._sizes.get(text, first)

    def learn(self, text: str, size: int, reply: Reply) -> None:
        """Take over what a query of this size cost."""
        if reply.cost:
            self._each[text] = reply.cost / size
            most = min(DEAREST, self._api.bucket.most or DEAREST) * SHARE
            self._sizes[text] = max(1, min(MOST_AT_ONCE, int(most * size / reply.cost)))

    def less(self, text: str, size: int) -> None:
        """Halve it. Raises TooCostly when one alone is too dear."""
        if size == 1:
            raise TooCostly("One object alone costs more than Shopify allows.")
        self._sizes[text] = size // 2


class Pages:
    """Reads feeds page by page, and objects by id."""

    def __init__(self, api: Api) -> None:
        self._api, self._sizes = api, Sizes(api)

    async def read(self, feed: Feed, only: str | None, place: Place) -> AsyncIterator[Portion]:
        """Read a feed in the order of ids.

        By id and not by time of change: no object moves while it is read, and a stretch can begin behind any of them.

        Args:
            feed: What to list.
            only: A further filter.
            place: Where to begin.
        """
        text = queries.pages(feed)
        while True:
            variables = {"after": place.after, "query": _filter(feed.only, only, place.above)}
            reply = await self._sized(text, variables, feed.first)
            found = reply.data[feed.root]
            nodes = [node for node in found["nodes"] if node is not None]
            began = place.at or moment(reply.at)
            following = _following(replace(place, at=began), found["pageInfo"], nodes)
            for node in nodes:
                await self.complete(feed.shape, node)
            yield Portion(nodes, following, began)
            if following is None:
                return
            place = following

    async def by_ids(self, shape: Shape, ids: Sequence[str]) -> Sequence[Node]:
        """Read objects by id, in the order asked for; those that are gone are missing. ids: global ones."""
        text, found, left = queries.nodes(shape), list[Node](), list(dict.fromkeys(ids))
        while left:
            size = min(len(left), self._sizes.of(text, 10))
            try:
                reply = await self._api.ask(text, {"ids": left[:size]}, cost=self._sizes.cost(text, size))
            except TooCostly:
                self._sizes.less(text, size)
                continue
            self._sizes.learn(text, size, reply)
            found += [node for node in reply.data["nodes"] if node]
            left = left[size:]
        for node in found:
            await self.complete(shape, node)
        return found

    async def complete(self, shape: Shape, node: Node) -> None:
        """Replace each nested connection by the list of all it holds."""
        for nested in shape.nested:
            connection = node.get(nested.field)
            if connection is None:
                continue
            held = list(connection["nodes"])
            page, text = connection["pageInfo"], queries.rest(shape, nested)
            while nested.all and page["hasNextPage"]:
                variables = {"id": node["id"], "after": page["endCursor"]}
                reply = await self._sized(text, variables, MOST_AT_ONCE)
                if (owner := reply.data["node"]) is None:
                    break  # it is gone since; the next read says so
                held += owner[nested.field]["nodes"]
                page = _next(page, owner[nested.field]["pageInfo"])
            node[nested.field] = held

    async def levels(
        self, location: str, only: str, place: Place
    ) -> AsyncIterator[tuple[list[str], Place | None]]:
        """List inventory items whose levels at a location pass a filter, page by page with the place of the next."""
        while True:
            query = _filter(only, None, place.above)
            variables = {"id": location, "after": place.after, "query": query}
            reply = await self._sized(queries.LEVELS, variables, MOST_AT_ONCE)
            if (found := reply.data["location"]) is None:
                yield [], None  # it is gone since
                return
            levels = found["inventoryLevels"]
            following = _following(place, levels["pageInfo"], levels["nodes"])
            yield [level["item"]["id"] for level in levels["nodes"]], following
            if following is None:
                return
            place = following

    async def _sized(self, text: str, variables: Mapping[str, Any], first: int) -> Reply:
        while True:
            size = self._sizes.of(text, first)
            try:
                asked = {**variables, "first": size}
                reply = await self._api.ask(text, asked, cost=self._sizes.cost(text, size))
            except TooCostly:
                self._sizes.less(text, size)
                continue
            self._sizes.learn(text, size, reply)
            return reply


def _filter(always: str | None, only: str | None, above: int) -> str | None:
    """Join filters. None for no filter: an empty one is an internal error at Shopify."""
    parts = [part for part in (f"id:>{above}" if above else None, always, only) if part]
    return " AND ".join(parts) or None


def _following(place: Place, page: Mapping[str, Any], nodes: Sequence[Node]) -> Place | None:
    if not page["hasNextPage"]:
        return None
    if not nodes or page["endCursor"] in (None, place.after):
        raise BrokenData("Shopify says that there is another page and does not get to it.")
    seen = place.seen + len(nodes)
    if seen >= STRETCH:
        return replace(place, after=None, above=number_of(nodes[-1]["id"]), seen=0)
    return replace(place, after=page["endCursor"], seen=seen)


def _next(before: Mapping[str, Any], page: Mapping[str, Any]) -> Mapping[str, Any]:
    if page["hasNextPage"] and page["endCursor"] in (None, before["endCursor"]):
        raise BrokenData("Shopify says that there is another page and does not get to it.")
    return page
