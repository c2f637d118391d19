"""Asking Confluence: objects, lists that go on by a link, and files.

Sources: developer.atlassian.com/cloud/confluence/rest/v2, /cloud/confluence/rest/v1 (search, restrictions, files) and
/server/confluence/confluence-server-rest-api.
"""

import base64
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from aisle.adapters.connectors.asking import Asking, json_of
from aisle.adapters.connectors.confluence.judging import judge
from aisle.adapters.connectors.confluence.settings import ConfluenceCredentials
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Answer, Request, Setup

MOST_PORTIONS = 5_000
Query = Mapping[str, str]


class Api:
    """The API of one wiki."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self.base: str = setup.options.base
        self._known_as = _known_as(setup.credentials)
        self._asking = Asking(setup.outside, setup.politeness, setup.timing, judge)
        self._now = setup.now
        self._clock: datetime | None = None

    @property
    def began(self) -> datetime:
        """The wiki's time when it was first asked."""
        return self._clock or self._now()

    async def get(self, path: str, query: Query | None = None) -> dict[str, Any]:
        """Return an object."""
        data = json_of(await self._ask(path, query or {}))
        if not isinstance(data, dict):
            raise BrokenData(f"Confluence should have answered with an object, at {path}.")
        return data

    async def list(self, path: str, query: Query) -> AsyncIterator[list[Any]]:
        """Yield rows in portions. Of the link to the next only what it asks for counts: nobody is sent elsewhere by it."""
        asked: Query = query
        for _ in range(MOST_PORTIONS):
            data = await self.get(path, asked)
            rows = data.get("results")
            if not isinstance(rows, list):
                raise BrokenData(f"Confluence should have answered with a list, at {path}.")
            yield rows
            following = _next(data)
            if following is None:
                return
            if following == asked:
                break
            asked = following
        raise BrokenData(f"Confluence's list does not end, at {path}.")

    async def file(self, path: str, most_bytes: int) -> bytes:
        """Return a file. Where Confluence sends to its store of files, the token stays behind."""
        return (await self._ask(path, {}, most_bytes, redirects=3)).body

    async def _ask(self, path: str, query: Query, most_bytes: int = 32 * 2**20, redirects: int = 0) -> Answer:
        url = f"{self.base}/{path}{f'?{urlencode(query)}' if query else ''}"
        headers = {} if redirects else {"Accept": "application/json"}
        credentials = {"Authorization": self._known_as}
        request = Request(
            "GET",
            url,
            headers,
            credentials,
            most_bytes=most_bytes,
            seconds=120.0 if redirects else 60.0,
            redirects=redirects,
        )
        answer = await self._asking.ask(request)
        self._clock = self._clock or _date(answer.headers.get("date"))
        return answer


def _known_as(credentials: ConfluenceCredentials) -> str:
    token = credentials.token.get_secret_value()
    if not credentials.email:
        return f"Bearer {token}"
    return "Basic " + base64.b64encode(f"{credentials.email}:{token}".encode()).decode()


def _next(data: Mapping[str, Any]) -> Query | None:
    links = data.get("_links")
    link = links.get("next") if isinstance(links, dict) else None
    try:
        return dict(parse_qsl(urlsplit(link).query)) or None if isinstance(link, str) else None
    except ValueError:
        raise BrokenData("Confluence's link to what follows cannot be read.") from None


def _date(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except ValueError:
        return None
