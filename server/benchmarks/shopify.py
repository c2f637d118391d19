"""Measures reading a Shopify shop: what a full read in bulk costs us, and how near paging comes to the shop's own limit.

The bulk read runs against a file that is made as it is read, so that the time is the connector's: lines joined on disk, objects
made into records. The paged read runs on the shop's clock: a shop answers with the costs that the documentation states and
nothing else takes time, so that the figure is the share of the shop's limit that is used.
"""

import asyncio
import json
import resource
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, SecretStr

from aisle.adapters.connectors.shopify import SHOPIFY
from aisle.adapters.connectors.shopify.settings import ShopifyCredentials, ShopifyOptions
from aisle.core.http.patience import Timing
from aisle.sources.ports import Answer, Politeness, Request, Setup
from aisle.sources.records import Resource
from benchmarks.figures import progress, report
from benchmarks.scale import Scale

PRODUCTS = {Scale.TOY: 1_000, Scale.QUICK: 10_000, Scale.FULL: 100_000}
CHILDREN = 5  # lines behind each product: three pictures, a collection, a metafield
COST, BUCKET, RESTORE = 60.0, 2_000.0, 100.0  # points: of a product, of the bucket, a second (standard plan)
GID = "gid://shopify"
AT = "2026-11-21T09:30:00Z"


class Clock:
    """A clock that goes as fast as it is waited for."""

    def __init__(self) -> None:
        self.seconds = 0.0

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.seconds += seconds


class Shop:
    """A shop of so many products, that answers queries by what stands in them and charges for each."""

    def __init__(self, products: int, clock: Clock) -> None:
        self._products, self._clock = products, clock
        self._level, self._at, self.paid = BUCKET, 0.0, 0.0

    async def send(self, request: Request) -> Answer:
        """Answer a query."""
        asked = json.loads(request.body or b"{}")
        data, cost = self._answer(asked["query"], asked["variables"])
        self._charge(cost)
        status = {"maximumAvailable": BUCKET, "currentlyAvailable": self._level, "restoreRate": RESTORE}
        told = {"cost": {"requestedQueryCost": cost, "actualQueryCost": cost, "throttleStatus": status}}
        return Answer(request.url, 200, {}, json.dumps({"data": data, "extensions": told}).encode())

    async def stream(self, _request: Request) -> AsyncIterator[bytes]:
        """Yield the bulk file: all products, then all that belongs to them."""
        lines: list[str] = []
        for number in range(self._products):
            lines.append(json.dumps(_product(number)))
            if len(lines) == 200:
                yield ("\n".join(lines) + "\n").encode()
                lines = []
        for number in range(self._products):
            lines += [json.dumps(child) for child in _children(number)]
            if len(lines) >= 200:
                yield ("\n".join(lines) + "\n").encode()
                lines = []
        yield "\n".join(lines).encode()

    def _answer(self, query: str, variables: dict[str, Any]) -> tuple[dict[str, Any], float]:
        if "productsCount" in query:
            return {"productsCount": {"count": self._products, "precision": "EXACT"}}, 1
        if "primaryDomain" in query:
            return {"shop": {"currencyCode": "EUR", "primaryDomain": {"url": "https://shop.example"}}}, 2
        if "bulkOperationRunQuery" in query:
            made = {"id": f"{GID}/BulkOperation/1", "status": "CREATED", "createdAt": AT}
            return {"bulkOperationRunQuery": {"bulkOperation": made, "userErrors": []}}, 10
        if "BulkOperation" in query:
            return {"node": self._operation()}, 1
        return self._page(variables)

    def _operation(self) -> dict[str, Any]:
        count = self._products * (1 + CHILDREN)
        file = {"url": "https://files.example/1.jsonl", "partialDataUrl": None}
        counts = {"objectCount": str(count), "rootObjectCount": str(self._products)}
        return {"id": "1", "status": "COMPLETED", "errorCode": None, "createdAt": AT, **counts, **file}

    def _page(self, variables: dict[str, Any]) -> tuple[dict[str, Any], float]:
        begin = int(variables["after"] or 0)
        end = min(self._products, begin + variables["first"])
        info = {"hasNextPage": end < self._products, "endCursor": str(end)}
        nodes = [_whole(number) for number in range(begin, end)]
        return {"products": {"pageInfo": info, "nodes": nodes}}, 2 + COST * variables["first"]

    def _charge(self, cost: float) -> None:
        now = self._clock.seconds
        self._level = min(BUCKET, self._level + (now - self._at) * RESTORE) - cost
        self._at, self.paid = now, self.paid + cost
        if self._level < 0:
            raise RuntimeError("the connector asked for more than the bucket held")


def _product(number: int) -> dict[str, Any]:
    return {
        "id": f"{GID}/Product/{number + 1}",
        "handle": f"lamp-{number}",
        "title": f"Lamp {number}",
        "descriptionHtml": "<p>A lamp that hangs and shines.</p>" * 10,
        "status": "ACTIVE",
        "vendor": "Anchor",
        "productType": "Lamps",
        "tags": ["light", "ceiling"],
        "createdAt": AT,
        "updatedAt": AT,
        "publishedAt": AT,
        "onlineStoreUrl": None,
        "category": {"fullName": "Home > Lighting"},
        "options": [{"name": "Title", "position": 1}],
    }


def _children(number: int) -> list[dict[str, Any]]:
    parent = {"__parentId": f"{GID}/Product/{number + 1}"}
    fields = {"namespace": "custom", "key": "material", "type": "single_line_text_field", "value": "Oak"}
    media = [
        {
            "id": f"{GID}/MediaImage/{number * 3 + place + 1}",
            "alt": "A lamp",
            "mediaContentType": "IMAGE",
            "preview": {"image": {"url": f"https://cdn.shopify.com/{number}-{place}.png"}},
            **parent,
        }
        for place in range(3)
    ]
    other = [
        {"id": f"{GID}/Collection/{number % 50 + 1}", "title": "Ceiling", **parent},
        {"id": f"{GID}/Metafield/{number + 1}", **fields, **parent},
    ]
    return [*media, *other]


def _whole(number: int) -> dict[str, Any]:
    *media, collection, metafield = _children(number)
    end = {"pageInfo": {"hasNextPage": False, "endCursor": None}}
    held = {"media": media, "collections": [collection], "metafields": [metafield]}
    return {**_product(number), **{name: {**end, "nodes": nodes} for name, nodes in held.items()}}


async def _read(products: int, bulk: bool) -> tuple[float, Shop, Clock]:
    clock = Clock()
    shop = Shop(products, clock)

    async def keep(_: BaseModel) -> None:
        """Nothing is renewed here."""

    setup = Setup(
        ShopifyOptions(shop="bench", bulk=bulk),
        ShopifyCredentials(access_token=SecretStr("none")),
        shop,
        Politeness(at_once=2, per_second=1e6),
        now=lambda: datetime.now(UTC),
        keep_credentials=keep,
        timing=Timing(lambda: clock.seconds, clock.sleep, lambda: 0.5),
    )
    began, seen = time.perf_counter(), 0
    async for page in SHOPIFY.open(setup).pages(Resource.PRODUCTS, None, None):
        seen += len(page.records)
    if seen != products:
        raise RuntimeError(f"{seen} of {products} products were read")
    return time.perf_counter() - began, shop, clock


def main(scale: Scale) -> None:
    """Measure everything."""
    asyncio.run(_measure(scale))


async def _measure(scale: Scale) -> None:
    products = PRODUCTS[scale]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, _, _ = await _read(products, bulk=True)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    progress("in bulk")
    size = f"{products:,} products with {CHILDREN} lines each"
    report("shopify: products in bulk", products / seconds, "products/s", size=size)
    report("shopify: more memory at the peak of a bulk read", grown, "MiB", size=size)
    _, shop, clock = await _read(products // 10, bulk=False)
    limit = (shop.paid - BUCKET) / RESTORE  # the bucket was full at the beginning
    report(
        "shopify: products by pages, on the shop's clock",
        products // 10 / clock.seconds,
        "products/s",
        peer=f"the limit of the standard plan, {RESTORE:.0f} points/s and {COST:.0f} points a product",
        ratio=limit / clock.seconds,
        size=f"{products // 10:,} products",
    )
