"""A Notion workspace of our own: strict about what is sent, as its reference says (developers.notion.com/reference, version 2026-03-11)."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from aisle.sources.ports import Answer, Request

TOKEN = "ntn_of-a-test"
WHOLE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
START = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
SEARCH = {"filter", "sort", "page_size", "start_cursor", "query"}
QUERY = {"filter", "sorts", "page_size", "start_cursor", "result_type", "in_trash"}
OBJECT = {
    "page": ("pages",),
    "block": ("blocks",),
    "database": ("databases",),
    "data_source": ("data_sources",),
}


def uid(number: int) -> str:
    """Return an id."""
    return str(UUID(int=number))


def text(words: str, **more: Any) -> list[dict[str, Any]]:
    """Return rich text."""
    return [{"type": "text", "plain_text": words, "href": None, "annotations": {}} | more]


class Workspace:
    """objects: by id, as the API gives them. below: ids of the blocks within each. unsearched: what search does not know yet."""

    def __init__(self, now: datetime = START) -> None:
        self.now, self.number = now, 0
        self.objects: dict[str, dict[str, Any]] = {}
        self.below: dict[str, list[str]] = {}
        self.unsearched: set[str] = set()
        self.unshared: set[str] = set()
        self.most = 10_000
        self.asked: list[Request] = []
        self.refusals: list[Answer] = []

    # What people do

    def page(self, title: str, within: str | None = None, **properties: Any) -> str:
        """Make a page, below another, in a data source, or at the top."""
        known = self.objects.get(within or "")
        kind = known["object"] if known else "workspace"
        parent = (
            {"type": f"{kind}_id", f"{kind}_id": within}
            if known
            else {"type": "workspace", "workspace": True}
        )
        said = {"Name": {"type": "title", "title": text(title)}} | properties
        made = self._make(
            "page", parent=parent, properties=said, public_url=None, url="https://app.notion.com/p/x"
        )
        if known and kind == "page":
            self._block(str(within), "child_page", {"title": title}, made)
        return made

    def database(self, title: str, within: str) -> tuple[str, str]:
        """Make a database with one data source; return both ids."""
        made = self._make("database", parent={"type": "page_id", "page_id": within})
        source = self._make("data_source", parent={"type": "database_id", "database_id": made}, properties={})
        self.objects[made]["data_sources"] = [{"id": source, "name": title}]
        self._block(within, "child_database", {"title": title}, made)
        return made, source

    def block(self, within: str, kind: str, /, **said: Any) -> str:
        """Add a block at the end of a page or of another block."""
        return self._block(within, kind, said, None)

    def edit(self, page: str, after: timedelta = timedelta(0), **properties: Any) -> None:
        """Change a page some time later; its time of change has minutes alone."""
        self.now += after
        self.objects[page]["properties"] |= properties
        self.objects[page]["last_edited_time"] = stamp(self.now)

    def trash(self, page: str) -> None:
        """Put something in the trash; what stands below it does not say so."""
        self.objects[page]["in_trash"] = True

    # What the API does

    async def send(self, request: Request) -> Answer:
        """Answer."""
        self.asked.append(request)
        if self.refusals:
            return self.refusals.pop(0)
        status, body = self._answer(request)
        date = self.now.strftime("%a, %d %b %Y %H:%M:%S GMT")
        return Answer(
            request.url, status, {"content-type": "application/json", "date": date}, json.dumps(body).encode()
        )

    async def stream(self, request: Request) -> Any:
        """Nothing large is asked for."""
        raise AssertionError(request.url)
        yield b""

    async def close(self) -> None:
        """Nothing is held."""

    def _answer(self, request: Request) -> tuple[int, Any]:
        if request.headers.get("Notion-Version") != "2026-03-11":
            return 400, {"code": "missing_version"}
        if request.credentials.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"code": "unauthorized", "message": "API token is invalid."}
        parts = urlsplit(request.url)
        assert (parts.scheme, parts.netloc) == ("https", "api.notion.com"), request.url
        path = parts.path.removeprefix("/v1/").split("/")
        query = dict(parse_qsl(parts.query))
        if request.method == "POST":
            return self._post(path, request)
        assert request.method == "GET"
        assert request.body is None
        return self._get(path, query)

    def _get(self, path: list[str], query: dict[str, str]) -> tuple[int, Any]:
        if path == ["users", "me"]:
            return 200, {"object": "user", "type": "bot", "bot": {"workspace_name": "The shop"}}
        if not WHOLE_ID.fullmatch(path[1]):
            return 400, {"code": "validation_error", "message": "should be a valid uuid"}
        if path[0] == "blocks" and path[2:] == ["children"]:
            return self._children(path[1], query)
        found = self.objects.get(path[1])
        fits = found is not None and path[0] == f"{found['object']}s" and path[1] not in self.unshared
        return (200, found) if fits and len(path) == 2 else (404, {"code": "object_not_found"})

    def _children(self, parent: str, query: dict[str, str]) -> tuple[int, Any]:
        assert query.keys() <= {"page_size", "start_cursor"}
        known = self.objects.get(parent)
        if known is None or known["object"] not in ("page", "block") or parent in self.unshared:
            return 404, {"code": "object_not_found"}
        rows = [self.objects[one] for one in self.below.get(parent, [])]
        return self._portion(rows, int(query.get("page_size", 100)), query.get("start_cursor"))

    def _post(self, path: list[str], request: Request) -> tuple[int, Any]:
        assert request.headers["Content-Type"] == "application/json"
        body = json.loads(request.body or b"null")
        if path == ["search"]:
            assert body.keys() <= SEARCH, body
            return self._portion(self._searched(body), body["page_size"], body.get("start_cursor"))
        assert path[0] == "data_sources"
        assert path[2:] == ["query"]
        assert body.keys() <= QUERY, body
        if path[1] not in self.objects or path[1] in self.unshared:
            return 404, {"code": "object_not_found"}
        return self._portion(self._rows(path[1], body), body["page_size"], body.get("start_cursor"))

    def _searched(self, body: dict[str, Any]) -> list[Any]:
        wanted = body.get("filter")
        if wanted:
            assert wanted["property"] == "object"
            assert wanted["value"] in ("page", "data_source")
        shown = [
            one
            for one in self.objects.values()
            if one["object"] in ((wanted["value"],) if wanted else ("page", "data_source"))
            and one["id"] not in self.unsearched | self.unshared
            and not one["in_trash"]
        ]
        sort = body.get("sort", {"timestamp": "last_edited_time", "direction": "descending"})
        assert sort == {"timestamp": "last_edited_time", "direction": "descending"}
        return sorted(shown, key=lambda one: one["last_edited_time"], reverse=True)

    def _rows(self, source: str, body: dict[str, Any]) -> list[Any]:
        assert body["sorts"] == [{"timestamp": "created_time", "direction": "ascending"}]
        rows = [
            one
            for one in self.objects.values()
            if one["object"] == "page"
            and one["parent"].get("data_source_id") == source
            and not one["in_trash"]
            and all(_fits(one, part) for part in body.get("filter", {}).get("and", []))
        ]
        return sorted(rows, key=lambda one: (one["created_time"], one["id"]))

    def _portion(self, rows: list[Any], size: int, cursor: str | None) -> tuple[int, Any]:
        assert 1 <= size <= 100
        at = int(cursor.removeprefix("after-")) if cursor else 0
        shown = rows[: self.most]
        end = at + size
        more = end < len(shown)
        body = {
            "object": "list",
            "results": shown[at:end],
            "has_more": more,
            "next_cursor": f"after-{end}" if more else None,
            "request_status": {"type": "complete"},
        }
        if len(rows) > self.most:
            body["request_status"] = {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
        return 200, body

    def _block(self, within: str, kind: str, said: dict[str, Any], own: str | None) -> str:
        made = own or self._make("block", type=kind, has_children=False, **{kind: said})
        if own is not None:  # pages and databases are blocks too, by the same id
            shown = {
                "object": "block",
                "id": own,
                "type": kind,
                kind: said,
                "has_children": True,
                "in_trash": False,
            }
            self.objects[f"as-block:{own}"] = shown
        self.below.setdefault(within, []).append(made if own is None else f"as-block:{own}")
        if self.objects[within]["object"] == "block":
            self.objects[within]["has_children"] = True
        return made

    def _make(self, kind: str, **said: Any) -> str:
        self.number += 1
        made = uid(self.number)
        times = {"created_time": stamp(self.now), "last_edited_time": stamp(self.now)}
        self.objects[made] = {"object": kind, "id": made, "in_trash": False} | times | said
        return made

    def paths(self) -> list[str]:
        """Return what was asked for."""
        return [urlsplit(one.url).path.removeprefix("/v1/") for one in self.asked]


def stamp(time: datetime) -> str:
    """Write a time as Notion does: cut to the minute."""
    return time.strftime("%Y-%m-%dT%H:%M:00.000Z")


def _fits(one: dict[str, Any], part: dict[str, Any]) -> bool:
    name = part["timestamp"]
    assert part.keys() == {"timestamp", name}
    assert part[name].keys() == {"on_or_after"}
    return bool(one[name] >= part[name]["on_or_after"])


def names(found: Iterable[Any]) -> list[str]:
    """Return the titles of records."""
    return [one.title for one in found]
