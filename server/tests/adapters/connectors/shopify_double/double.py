"""The shop at its address: an `Outside` that answers what Shopify would, with faults on order."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from recorded_shop import Hours

from aisle.sources.ports import Answer, Request
from shopify_double.asking import Desk
from shopify_double.bulk import FILES, Operations
from shopify_double.nodes import Nodes
from shopify_double.schemas import served, versions
from shopify_double.searching import Search
from shopify_double.shop import Shop
from shopify_double.tokens import SECRET, Office
from shopify_double.webhooks import Post

HOST = "anchor-test.myshopify.com"
SCOPES = frozenset(
    {
        "read_products",
        "read_inventory",
        "read_locations",
        "read_orders",
        "read_all_orders",
        "read_customers",
        "read_content",
        "read_legal_policies",
    }
)
STORE_FRONT = f"""<html><head><script>var Shopify = Shopify || {{}};
Shopify.shop = "{HOST}";</script><link href="/cdn/shop/t/1/theme.css"></head></html>"""
Fault = Callable[[Request], Answer | None]


@dataclass
class Double:
    """A Shopify shop.

    Attributes:
        start: When its clock begins.
        hours: That clock's seconds; waiting moves it.
        latency: Seconds that each request takes.
        scopes: Of every token.
        protection: Of personal data: "", "null", "error".
        faults: Asked before anything else, in order; one that returns an answer is given.
        asked: Every request.
    """

    start: datetime
    hours: Hours = field(default_factory=Hours)
    latency: float = 0.05
    scopes: frozenset[str] = SCOPES
    protection: str = ""
    faults: list[Fault] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shop = Shop(self.now)
        self.search, self.desk, self.office = Search(self.now), Desk(), Office(self.now)
        self.post = Post(self.now, SECRET)
        self.bulk = Operations(self.now, lambda: self._nodes(bulk=True).root())
        self.shop.listeners.append(self.post.tell)

    def now(self) -> datetime:
        """Return the shop's time."""
        return self.start + timedelta(seconds=self.hours.seconds)

    async def send(self, request: Request) -> Answer:
        """Answer one request. A fault of the double's own is none that a connector should get over."""
        await asyncio.sleep(0)  # others go on meanwhile, as over a network
        try:
            return self._sent(request)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise AssertionError("the double is at fault") from error

    def _sent(self, request: Request) -> Answer:
        self.asked.append(request)
        self.hours.seconds += self.latency
        for fault in self.faults:
            if (answer := fault(request)) is not None:
                return answer
        place = urlsplit(request.url)
        if request.url.startswith(FILES):
            assert not request.credentials, "the token is nobody else's business"
            return Answer(request.url, 200, {}, self.bulk.file(request.url))
        assert place.hostname == HOST
        if place.path == "/admin/oauth/access_token":
            status, body = self.office.exchange(dict(parse_qsl((request.body or b"").decode())))
            return self._answer(request, status, body)
        if place.path.startswith("/admin/api/"):
            return self._graphql(request, place.path.split("/")[3])
        headers = {"content-type": "text/html", "x-shopid": "1"}
        return Answer(request.url, 200, headers, STORE_FRONT.encode())

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Yield a file in small portions."""
        body = (await self.send(request)).body
        for begin in range(0, len(body), 4096):
            yield body[begin : begin + 4096]

    def _graphql(self, request: Request, asked: str) -> Answer:
        token = request.credentials.get("X-Shopify-Access-Token", "")
        if not self.office.knows(token):
            said = "[API] Invalid API key or access token (unrecognized login or wrong password)"
            return self._answer(request, 401, {"errors": said})
        version = served(asked)
        read = json.loads(request.body or b"{}")
        root = self._root(version)
        reply = self.desk.answer(version, read["query"], read["variables"], root, self.hours.seconds)
        return self._answer(request, 200, reply, {"x-shopify-api-version": version})

    def _root(self, version: str) -> dict[str, Any]:
        nodes = self._nodes()
        root = nodes.root()
        root["node"] = lambda _info, id: (
            self.bulk.shown(self.bulk.kept[id])
            if id in self.bulk.kept
            else None
            if "BulkOperation" in id
            else nodes.node(id)
        )
        root["currentAppInstallation"] = {"accessScopes": [{"handle": each} for each in sorted(self.scopes)]}
        root["publicApiVersions"] = [{"handle": each, "supported": True} for each in versions()]
        root["webhookSubscriptions"] = lambda _info, **_: {
            "pageInfo": {"hasNextPage": False, "endCursor": None},
            "nodes": list(self.post.subscriptions.values()),
        }
        root["bulkOperationRunQuery"] = lambda _info, query, groupObjects: self.bulk.run(
            version, query, groupObjects
        )
        root["webhookSubscriptionCreate"] = lambda _info, topic, webhookSubscription: self.post.subscribe(
            topic, webhookSubscription
        )
        root["webhookSubscriptionUpdate"] = lambda _info, id, webhookSubscription: self.post.mend(
            id, webhookSubscription
        )
        root["webhookSubscriptionDelete"] = lambda _info, id: self.post.drop(id)
        return root

    def _nodes(self, bulk: bool = False) -> Nodes:
        return Nodes(self.shop, self.search, self.scopes, self.protection, bulk)

    def _answer(
        self, request: Request, status: int, body: Any, headers: Mapping[str, str] | None = None
    ) -> Answer:
        told = {"content-type": "application/json", "date": format_datetime(self.now(), usegmt=True)}
        return Answer(request.url, status, {**told, **(headers or {})}, json.dumps(body).encode())
