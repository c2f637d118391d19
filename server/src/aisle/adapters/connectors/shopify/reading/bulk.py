"""Bulk operations: Shopify reads everything by itself and leaves a file. They cost next to nothing of the bucket.

An operation that failed may leave a partial file (`partialDataUrl`). It is not read: an object of it may lack children that
were not written yet, and half a product looks like a whole one.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any

from aisle.adapters.connectors.shopify.calling.api import Api
from aisle.adapters.connectors.shopify.mapping.values import when
from aisle.adapters.connectors.shopify.reading import queries
from aisle.adapters.connectors.shopify.reading.joining import Lines
from aisle.adapters.connectors.shopify.reading.place import Place, moment
from aisle.adapters.connectors.shopify.reading.portions import Portion
from aisle.adapters.connectors.shopify.reading.shapes import Feed
from aisle.sources.errors import BrokenData, RetryLater, ShopRefused
from aisle.sources.ports import Request

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between looks
PATIENCE = 6 * 3600.0  # seconds; Shopify itself gives up after ten days
LARGEST_FILE = 64 * 2**30
UNDER_WAY = frozenset({"CREATED", "RUNNING", "CANCELING"})


class Unfinished(Exception):
    """The operation did not end well, or its file is gone: read by pages instead."""


class Bulk:
    """Runs operations, one after the other."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def start(self, feed: Feed) -> Place:
        """Start an operation. Raises Unfinished when the shop does not take one now, as while another of ours runs."""
        reply = await self._api.ask(queries.RUN, {"query": queries.bulk(feed)}, repeatable=False)
        payload = reply.data["bulkOperationRunQuery"] or {}
        operation = payload.get("bulkOperation")
        if operation is None or payload.get("userErrors"):
            raise Unfinished
        began = when(operation, "createdAt") or reply.at
        return Place(at=moment(began), bulk=operation["id"])

    async def read(self, feed: Feed, place: Place) -> AsyncIterator[Portion]:
        """Wait for an operation and read its file. Raises Unfinished; RetryLater when the file breaks off."""
        operation = await self._end(place.bulk or "")
        if operation["url"] is None:
            if int(operation["objectCount"]):
                raise Unfinished  # it was there: files are kept for seven days
            yield Portion([], None, place.at, 0)
            return
        lines = Lines()
        try:
            await self._fetch(operation, lines)
            total = int(operation["rootObjectCount"])
            done = place.done
            async for nodes in lines.roots(feed.shape, done):
                done += len(nodes)
                following = replace(place, done=done) if done < total else None
                yield Portion(nodes, following, place.at, total)
        finally:
            lines.close()

    async def _end(self, operation_id: str) -> Mapping[str, Any]:
        pause = FIRST_PAUSE
        until = self._api.timing.now() + PATIENCE
        while True:
            operation = (await self._api.ask(queries.POLL, {"id": operation_id})).data["node"]
            if operation is None:
                raise Unfinished
            if operation["status"] == "COMPLETED":
                return dict(operation)
            if operation.get("errorCode") == "ACCESS_DENIED":
                raise ShopRefused("The app may not read this in bulk.")
            if operation["status"] not in UNDER_WAY:
                raise Unfinished
            if self._api.timing.now() >= until:
                raise RetryLater("A bulk operation takes too long.", retry_after=3600)
            await self._api.timing.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 1.5)

    async def _fetch(self, operation: Mapping[str, Any], lines: Lines) -> None:
        request = Request("GET", operation["url"], most_bytes=LARGEST_FILE, seconds=3600)
        await lines.fill(self._api.outside.stream(request))
        if lines.count < int(operation["objectCount"]):
            raise RetryLater("The bulk file broke off.")
        if lines.count > int(operation["objectCount"]):
            raise BrokenData("The bulk file holds more than Shopify counted.")
