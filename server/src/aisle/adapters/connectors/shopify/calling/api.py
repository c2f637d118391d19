"""One shop's GraphQL Admin API."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from aisle.adapters.connectors.asking import Asking, json_of
from aisle.adapters.connectors.shopify.calling.bucket import Bucket
from aisle.adapters.connectors.shopify.calling.judging import (
    Throttled,
    TooCostly,
    denied,
    judge,
    raise_for,
    refused,
)
from aisle.adapters.connectors.shopify.calling.tokens import Tokens
from aisle.adapters.connectors.shopify.settings import ShopifyOptions
from aisle.adapters.connectors.shopify.versions import Versions
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater
from aisle.sources.ports import Answer, Outside, Request, Setup

MOST_THROTTLED = 12  # times in a row
FAULTS = 3  # of Shopify's own, told with status 200
USUAL_COST = 10.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a query gave. at: the shop's clock. cost: that was asked for, None: not said."""

    data: Mapping[str, Any]
    at: datetime
    cost: float | None


class _Bounded:
    """Tells an answer that is too large apart from other nonsense: it helps to ask for less at once."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def send(self, request: Request) -> Answer:
        try:
            return await self._outside.send(request)
        except BrokenData as error:
            raise TooCostly(error.detail) from None

    def stream(self, request: Request) -> AsyncIterator[bytes]:
        return self._outside.stream(request)


class Api:
    """Asks within what the shop allows. Belongs to one connector."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        options: ShopifyOptions = setup.options
        self.shop, self.outside, self.timing = options.shop, setup.outside, setup.timing
        self.versions, self.bucket = Versions(options.version), Bucket(setup.timing)
        self._now = setup.now
        self._tokens = Tokens(setup)
        self._asking = Asking(_Bounded(setup.outside), setup.politeness, setup.timing, judge)
        self._costs: dict[str, float] = {}

    async def ask(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        *,
        repeatable: bool = True,
        cost: float | None = None,
    ) -> Reply:
        """Ask a query or mutation, waiting for the bucket, and again while it is throttled.

        Args:
            text: The document, with one operation.
            variables: Its own.
            repeatable: Whether it may be sent again when no answer came.
            cost: That is expected; None: as the time before.

        Raises: RetryLater, FixCredentials, ShopRefused, ShopNotFound, BrokenData; TooCostly for a query that no bucket allows
            or whose answer is too large.
        """
        throttled = faults = 0
        while True:
            await self.bucket.take(cost or self._costs.get(text, USUAL_COST))
            answer = await self._send(text, variables or {}, repeatable)
            try:
                return self._read(text, answer)
            except Throttled as failure:
                throttled += 1
                if throttled > MOST_THROTTLED:
                    raise
                await self._wait(text, failure)
            except RetryLater:
                faults += 1
                if faults >= FAULTS or not repeatable:
                    raise
                await self.timing.sleep(self.timing.chance() * 2**faults)

    async def _wait(self, text: str, failure: Throttled) -> None:
        cost = failure.cost or self._costs.get(text, USUAL_COST)
        seconds = self.bucket.wait_for(cost)
        await self.timing.sleep(max(0.1, seconds) * (1 + 0.1 * self.timing.chance()))

    async def _send(self, text: str, variables: Mapping[str, Any], repeatable: bool) -> Answer:
        token = await self._tokens.current()
        try:
            return await self._asking.ask(self._request(text, variables, token), repeatable=repeatable)
        except FixCredentials:
            if not await self._tokens.replace(token):
                raise
        token = await self._tokens.current()
        return await self._asking.ask(self._request(text, variables, token), repeatable=repeatable)

    def _request(self, text: str, variables: Mapping[str, Any], token: str) -> Request:
        return Request(
            "POST",
            f"https://{self.shop}/admin/api/{self.versions.asked}/graphql.json",
            {"Content-Type": "application/json", "Accept": "application/json"},
            {"X-Shopify-Access-Token": token},
            json.dumps({"query": text, "variables": variables}).encode(),
            redirects=0,
        )

    def _read(self, text: str, answer: Answer) -> Reply:
        self.versions.note(answer.headers)
        reply = json_of(answer)
        if not isinstance(reply, dict):
            raise BrokenData("Shopify's answer is no object.")
        cost = self._cost(text, reply)
        errors = reply.get("errors") or []
        raise_for(errors, cost)
        data = reply.get("data")
        for error in errors:
            if denied(error) and _whole(error, data):
                raise refused(error)
        if not isinstance(data, dict):
            raise BrokenData("Shopify's answer holds no data.")
        return Reply(data, self._at(answer), cost)

    def _cost(self, text: str, reply: Mapping[str, Any]) -> float | None:
        told = (reply.get("extensions") or {}).get("cost") or {}
        if status := told.get("throttleStatus"):
            self.bucket.learn(status)
        asked = told.get("requestedQueryCost")
        if asked is None:
            return None
        self._costs[text] = float(asked)
        return float(asked)

    def _at(self, answer: Answer) -> datetime:
        try:
            return parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
        except (KeyError, ValueError):
            return self._now()


def _whole(error: Mapping[str, Any], data: Any) -> bool:
    """Whether nothing is left of what was asked for, as against one protected field of it."""
    path = error.get("path") or ()
    return not isinstance(data, dict) or not path or data.get(path[0]) is None
