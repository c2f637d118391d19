"""A shop with a REST API that nobody has written a connector for: it pages in every way, and is strict about what it is asked."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from recorded_shop import reply

from aisle.sources.ports import Answer, Request

BASE = "https://kiosk.example/api"
BASIC = "Basic " + base64.b64encode(b"anna:right").decode()


def thing(number: int, **other: Any) -> dict[str, Any]:
    """Return an item as this shop writes it."""
    return {
        "no": number,
        "label": f"Thing {number}",
        "cents": 1000 + number,
        "money": "eur",
        "left": number % 5,
        "changed": f"2026-11-{1 + number % 20:02}T10:00:00Z",
        **other,
    }


@dataclass
class MadeApi:
    """An `Outside`. things: what it sells. allowed: whether a request shows who it is. most: items that it gives at most a page."""

    things: list[dict[str, Any]] = field(default_factory=lambda: [thing(number) for number in range(1, 26)])
    allowed: Callable[[Request], bool] = lambda request: request.credentials.get("Authorization") == BASIC
    most: int = 10
    asked: list[Request] = field(default_factory=list)
    script: list[Callable[[Request], Answer | None]] = field(default_factory=list)

    async def send(self, request: Request) -> Answer:
        """Answer."""
        self.asked.append(request)
        for answering in self.script:
            if (made := answering(request)) is not None:
                return made
        if not self.allowed(request):
            return reply(request, {"message": "Who are you?"}, 401)
        return self._answered(request)

    async def stream(self, request: Request) -> Any:
        """Give nothing: this shop has no large files."""
        raise AssertionError(request)
        yield b""

    def _answered(self, request: Request) -> Answer:
        place, query = urlsplit(request.url), dict(parse_qsl(urlsplit(request.url).query))
        path = place.path.removeprefix("/api")
        if path.startswith("/things/"):
            return self._one(request, path.removeprefix("/things/"))
        ways = {
            "/numbered": self._numbered,
            "/offset": self._offset,
            "/cursor": self._cursor,
            "/linked": self._linked,
            "/named": self._named,
        }
        return ways[path](request, query)

    def _one(self, request: Request, number: str) -> Answer:
        if number.endswith("/stock"):
            return reply(
                request, {"stock": [{"place": "A", "n": 2}, {"place": "B", "n": int(number.split("/")[0])}]}
            )
        for one in self.things:
            if str(one["no"]) == number:
                return reply(request, {"thing": one})
        return reply(request, {"message": "No."}, 404)

    def _since(self, query: dict[str, str]) -> list[dict[str, Any]]:
        strange = query.keys() - {"page", "per", "skip", "take", "after", "since", "key"}
        assert not strange, f"the shop knows no parameter {strange}"
        return [one for one in self.things if one["changed"] >= query.get("since", "")]

    def _slice(self, query: dict[str, str], begin: int, asked: str) -> list[dict[str, Any]]:
        return self._since(query)[begin : begin + min(int(query.get(asked, 100)), self.most)]

    def _numbered(self, request: Request, query: dict[str, str]) -> Answer:
        size = min(int(query.get("per", 100)), self.most)
        return reply(request, self._slice(query, (int(query["page"]) - 1) * size, "per"))

    def _offset(self, request: Request, query: dict[str, str]) -> Answer:
        items = self._slice(query, int(query["skip"]), "take")
        body = {"data": {"items": items, "all": len(self._since(query))}}
        return reply(request, body, date="Sat, 21 Nov 2026 09:30:00 GMT")

    def _cursor(self, request: Request, query: dict[str, str]) -> Answer:
        begin = int(base64.b64decode(query["after"])) if "after" in query else 0
        items = self._slice(query, begin, "take")
        more = begin + len(items) < len(self._since(query))
        place = base64.b64encode(str(begin + len(items)).encode()).decode()
        return reply(request, {"items": items, "page": {"after": place, "more": more}})

    def _linked(self, request: Request, query: dict[str, str]) -> Answer:
        begin = int(query.get("skip", 0))
        items = self._slice(query, begin, "take")
        key = f"&key={query['key']}" if "key" in query else ""
        link = f'<{BASE}/linked?skip=0>; rel="first", <{BASE}/linked?skip={begin + len(items)}{key}>; title="a, b"; rel="next"'
        done = begin + len(items) >= len(self.things)
        return reply(request, items, **({} if done else {"link": link}))

    def _named(self, request: Request, query: dict[str, str]) -> Answer:
        begin = int(query.get("skip", 0))
        items = self._slice(query, begin, "take")
        done = begin + len(items) >= len(self.things)
        return reply(
            request, {"items": items, "next": None if done else f"/api/named?skip={begin + len(items)}"}
        )


RECORD = {
    "id": "no",
    "handle": "slug(label)",
    "title": "label",
    "updated_at": "changed",
    "variants": {
        "each": "[@]",
        "take": {"id": "no", "product_id": "$.no", "price": "minor(cents, money)", "stock": "left"},
    },
}
PAGED = {
    "numbered": {
        "request": {"path": "/numbered", "query": {"page": "{page.number}", "per": "{page.size}"}},
        "items": "@",
        "paging": {"kind": "page"},
    },
    "offset": {
        "request": {"path": "/offset", "query": {"skip": "{page.offset}", "take": "{page.size}"}},
        "items": "data.items",
        "paging": {"kind": "offset", "total": "data.all"},
    },
    "cursor": {
        "request": {"path": "/cursor", "query": {"after": "{page.cursor}", "take": 7}},
        "items": "items",
        "paging": {"kind": "cursor", "next": "page.after", "more": "page.more"},
    },
    "linked": {
        "request": {"path": "/linked", "query": {"take": 9}},
        "items": "@",
        "paging": {"kind": "link"},
    },
    "named": {
        "request": {"path": "/named"},
        "items": "items",
        "paging": {"kind": "url", "next": "next"},
    },
}


def configuration(way: str = "offset", auth: Any = None, **other: Any) -> dict[str, Any]:
    """Return how this shop is read, page by page in one of the ways of PAGED. other: of the resource."""
    delta = {"add": {"query": {"since": "{since}"}}, "overlap_seconds": 60}
    one = {"request": {"path": "/things/{id}"}, "items": "thing"}
    resource = {**PAGED[way], "record": RECORD, "delta": delta, "one": one, **other}
    return {"title": "Kiosk", "auth": auth or {"kind": "basic"}, "resources": {"products": resource}}
