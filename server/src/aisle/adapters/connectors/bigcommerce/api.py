"""Asking BigCommerce for lists: v3 wraps them, v2 gives them bare and an empty one as no body at all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from aisle.adapters.connectors.asking import Asking, json_of
from aisle.adapters.connectors.bigcommerce.judging import judge, reset_seconds
from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Answer, Request, Setup

Query = Sequence[tuple[str, str]]
HOST = "https://api.bigcommerce.com"
FEW = 5  # requests that are left to the shop's other apps


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of a list. after: cursor of what follows. pages: how many there are, where the list is in pages."""

    rows: list[Any]
    total: int | None = None
    after: str | None = None
    pages: int | None = None
    date: str | None = None


class Api:
    """The API of one shop."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self._base = f"{HOST}/stores/{setup.options.store_hash}"
        self._token = setup.credentials.access_token.get_secret_value()
        self._asking = Asking(setup.outside, setup.politeness, setup.timing, judge)

    async def get(self, path: str, query: Query = ()) -> Any:
        """Return the answer's JSON."""
        return json_of(await self._ask("GET", path, query))

    async def list(self, path: str, query: Query = ()) -> Listed:
        """Return rows. Raises BrokenData for what is no list."""
        answer = await self._ask("GET", path, query)
        date = answer.headers.get("date")
        if answer.status == 204 or not answer.body.strip():
            return Listed([], date=date)
        return _listed(json_of(answer), path, date)

    async def write(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        """Change something at the shop; a PUT or DELETE may be sent again."""
        answer = await self._ask(method, path, (), body, repeatable=method != "POST")
        return json_of(answer) if answer.body.strip() else None

    async def _ask(
        self,
        method: str,
        path: str,
        query: Query,
        body: Mapping[str, Any] | None = None,
        repeatable: bool | None = None,
    ) -> Answer:
        url = f"{self._base}/{path}?{urlencode(query)}" if query else f"{self._base}/{path}"
        # v2 answers with XML unless it is told otherwise.
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        content = None if body is None else json.dumps(body).encode()
        request = Request(method, url, headers, {"X-Auth-Token": self._token}, content)
        answer = await self._asking.ask(request, repeatable=repeatable)
        self._leave_some(answer)
        return answer

    def _leave_some(self, answer: Answer) -> None:
        """Rest before the quota is spent: it is shared by all apps of the shop."""
        left = answer.headers.get("x-rate-limit-requests-left", "")
        if left.isascii() and left.isdigit() and int(left) < FEW:
            self._asking.pace.rest(reset_seconds(answer) or 1.0)


def _listed(data: Any, path: str, date: str | None) -> Listed:
    rows = data.get("data") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise BrokenData(f"The shop should have answered with a list, at {path}.")
    try:
        meta = Fields(data if isinstance(data, dict) else {}).inside("meta")
        paging, cursor = meta.inside("pagination"), meta.inside("cursor_pagination")
        return Listed(
            rows, paging.whole("total"), cursor.word("end_cursor"), paging.whole("total_pages"), date
        )
    except Unreadable as error:
        raise BrokenData(f"The shop's list cannot be read: {error}") from None
