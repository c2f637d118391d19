"""Asking Notion: one object, or lists that go on by cursors.

Sources: developers.notion.com/reference (versioning, request-limits, pagination) and its upgrade guides of 2025-09-03 (databases
are made of data sources) and 2026-03-11 (`in_trash` alone).
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

from aisle.adapters.connectors.asking import Asking, json_of
from aisle.adapters.connectors.notion.judging import judge
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Politeness, Request, Setup

HOST = "https://api.notion.com/v1"
VERSION = "2026-03-11"
PER_SECOND = 3.0
SIZE = 100
MOST_PORTIONS = 1_000  # of one list; Notion itself ends at 10,000 results


@dataclass(frozen=True, slots=True)
class Portion:
    """Some objects of a list. cut: Notion gives no more of them, although there are more."""

    rows: list[Any]
    cut: bool


class Api:
    """The API of one workspace."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self._token = setup.credentials.token.get_secret_value()
        polite = Politeness(setup.politeness.at_once, min(setup.politeness.per_second, PER_SECOND))
        self._asking = Asking(setup.outside, polite, setup.timing, judge)
        self._now = setup.now
        self._clock: datetime | None = None

    @property
    def began(self) -> datetime:
        """Notion's time when it was first asked."""
        return self._clock or self._now()

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        """Return an object."""
        return await self._ask("GET", f"{path}?{urlencode(query)}" if query else path, None)

    async def children(self, block: str) -> AsyncIterator[Portion]:
        """Yield the blocks below one."""
        async for portion in self._list("GET", f"blocks/{block}/children", {}):
            yield portion

    async def query(self, path: str, body: Mapping[str, Any]) -> AsyncIterator[Portion]:
        """Yield what a search or a query finds."""
        async for portion in self._list("POST", path, body):
            yield portion

    async def _list(self, method: str, path: str, body: Mapping[str, Any]) -> AsyncIterator[Portion]:
        cursor: str | None = None
        for _ in range(MOST_PORTIONS):
            more = {"page_size": SIZE} | ({"start_cursor": cursor} if cursor else {})
            place = path if method == "POST" else f"{path}?{urlencode(more)}"
            data = await self._ask(method, place, {**body, **more} if method == "POST" else None)
            rows, after = data.get("results"), data.get("next_cursor")
            if not isinstance(rows, list):
                raise BrokenData(f"Notion should have answered with a list, at {path}.")
            yield Portion(rows, _is_cut(data))
            if not data.get("has_more") or not isinstance(after, str):
                return
            if after == cursor:
                break
            cursor = after
        raise BrokenData(f"Notion's list does not end, at {path}.")

    async def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        headers = {"Notion-Version": VERSION, "Accept": "application/json"}
        content = None if body is None else json.dumps(body).encode()
        if content is not None:
            headers["Content-Type"] = "application/json"
        credentials = {"Authorization": f"Bearer {self._token}"}
        request = Request(method, f"{HOST}/{path}", headers, credentials, content, redirects=0)
        answer = await self._asking.ask(request, repeatable=True)  # searches and queries change nothing
        self._clock = self._clock or _date(answer.headers.get("date"))
        data = json_of(answer)
        if not isinstance(data, dict):
            raise BrokenData(f"Notion should have answered with an object, at {path.partition('?')[0]}.")
        return data


def _is_cut(data: Mapping[str, Any]) -> bool:
    """Whether there are more than the 10,000 that one query gives (guides/data-apis/query-large-data-sources)."""
    status = data.get("request_status")
    return isinstance(status, dict) and status.get("type") == "incomplete"


def _date(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except ValueError:
        return None
