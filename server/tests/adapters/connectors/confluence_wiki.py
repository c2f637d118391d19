"""A Confluence of our own, Cloud or Data Center, strict about what is sent, as their references say.

Sources: developer.atlassian.com/cloud/confluence/rest/v2, /cloud/confluence/rest/v1, /server/confluence/rest.
"""

import base64
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from aisle.sources.ports import Answer, Request

EMAIL, TOKEN = "reader@shop.example", "token-of-a-test"
CLOUD, SERVER = "https://shop.atlassian.net", "https://wiki.shop.example/confluence"
START = datetime(2026, 11, 1, 8, 0, 0, tzinfo=UTC)
TYPES = {"page": "page", "post": "blogpost", "file": "attachment"}
PLACES = {"pages": "page", "blogposts": "post", "attachments": "file"}
CQL = re.compile(
    r'space in \((?P<spaces>"[^"]+"(, "[^"]+")*)\) and type in \((?P<types>[a-z, ]+)\) '
    r'and lastmodified >= "(?P<time>\d{4}/\d\d/\d\d \d\d:\d\d)" order by created asc'
)


@dataclass
class Thing:
    """A page, post, folder or file."""

    kind: str
    id: str
    title: str
    space: str
    changed: datetime
    parent: str | None = None
    body: str = ""
    labels: list[str] = field(default_factory=list)
    status: str = "current"
    readers: list[str] = field(default_factory=list)
    data: bytes = b""


class ConfluenceWiki:
    """things: by id. zone: hours that times in queries are ahead of UTC. portion: most rows that a list gives at once."""

    def __init__(self, address: str = CLOUD, zone: int = 0) -> None:
        self.address, self.zone, self.portion = address, zone, 3
        self.now, self.number = START, 100
        self.things: dict[str, Thing] = {}
        self.spaces = {"HELP": "11", "FAQ": "12", "HR": "13"}
        self.asked: list[Request] = []
        self.refusals: list[Answer] = []

    @property
    def is_cloud(self) -> bool:
        """Whether it is Atlassian's."""
        return self.address == CLOUD

    # What people do

    def page(
        self, title: str, body: str = "<p>x</p>", parent: str | None = None, space: str = "HELP", **more: Any
    ) -> str:
        """Write a page."""
        return self._make("page", title, space, parent=parent, body=body, **more)

    def post(self, title: str, body: str = "<p>x</p>", space: str = "HELP") -> str:
        """Write a blog post."""
        return self._make("post", title, space, body=body)

    def file(self, page: str, title: str, data: bytes) -> str:
        """Attach a file; its page does not change."""
        return self._make("file", title, self.things[page].space, parent=page, data=data)

    def edit(self, one: str, after: timedelta = timedelta(0), **more: Any) -> None:
        """Change something some time later."""
        self.now += after
        self.things[one].changed = self.now
        for name, value in more.items():
            setattr(self.things[one], name, value)

    # What the API does

    async def send(self, request: Request) -> Answer:
        """Answer."""
        self.asked.append(request)
        if self.refusals:
            return self.refusals.pop(0)
        wanted = base64.b64encode(f"{EMAIL}:{TOKEN}".encode()).decode()
        if request.credentials != {
            "Authorization": f"Basic {wanted}" if self.is_cloud else f"Bearer {TOKEN}"
        }:
            return self._unknown(request)
        assert request.method == "GET"
        base = f"{self.address}{'/wiki' if self.is_cloud else ''}/"
        assert request.url.startswith(base), request.url
        parts = urlsplit(request.url.removeprefix(base))
        status, body = self._answer(parts.path.split("/"), dict(parse_qsl(parts.query)), request)
        date = self.now.strftime("%a, %d %b %Y %H:%M:%S GMT")
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Answer(request.url, status, {"content-type": "application/json", "date": date}, content)

    async def stream(self, request: Request) -> Any:
        """Nothing is streamed."""
        raise AssertionError(request.url)
        yield b""

    async def close(self) -> None:
        """Nothing is held."""

    def _unknown(self, request: Request) -> Answer:
        """A Data Center takes somebody unknown for a guest."""
        if self.is_cloud:
            return Answer(request.url, 401, {}, b"")
        return Answer(request.url, 200, {"x-seraph-loginreason": "AUTHENTICATED_FAILED"}, b'{"results": []}')

    def _answer(self, path: list[str], query: dict[str, str], request: Request) -> tuple[int, Any]:
        if path[:2] == ["rest", "api"]:
            return self._v1(path[2:], query, request)
        assert self.is_cloud
        assert path[:2] == ["api", "v2"], path
        return self._v2(path[2:], query)

    def _v1(self, path: list[str], query: dict[str, str], request: Request) -> tuple[int, Any]:
        if path == ["content", "search"]:
            return self._search(query)
        if path[-2:] == ["byOperation", "read"]:
            return self._restriction(path[1])
        if path[-1] == "download":
            assert request.redirects
            return 200, self._thing(path[4]).data
        assert not self.is_cloud, f"gone from Cloud: {path}"
        if path[0] == "download":
            return 200, self.things[path[1]].data
        if path[0] == "space":
            return (200, {"key": path[1]}) if path[1] in self.spaces else (404, {})
        return self._content_of_server(path[1:], query)

    def _content_of_server(self, path: list[str], query: dict[str, str]) -> tuple[int, Any]:
        if not path:
            assert query.keys() <= {"spaceKey", "type", "status", "limit", "start"}
            found = [
                one
                for one in self.things.values()
                if (one.space, TYPES.get(one.kind), one.status)
                == (query["spaceKey"], query["type"], "current")
            ]
            return self._portion("/rest/api/content", [self._old(one, "") for one in found], query)
        thing = self.things.get(path[0])
        if thing is None or thing.kind == "folder":
            return 404, {}
        if path[1:] == ["child", "attachment"]:
            rows = [self._old(one, query["expand"]) for one in self._files(thing.id)]
            return self._portion(f"/rest/api/content/{thing.id}/child/attachment", rows, query)
        assert len(path) == 1
        return 200, self._old(thing, query["expand"])

    def _v2(self, path: list[str], query: dict[str, str]) -> tuple[int, Any]:
        if path == ["spaces"]:
            found = [{"id": own, "key": key} for key, own in self.spaces.items() if key == query["keys"]]
            return self._portion("/wiki/api/v2/spaces", found, query)
        link = "/wiki/api/v2/" + "/".join(path)
        if path[0] == "spaces":
            assert query["status"] == "current"
            kind, key = PLACES[path[2]], {own: key for key, own in self.spaces.items()}[path[1]]
            found = [
                one
                for one in self.things.values()
                if (one.kind, one.space, one.status) == (kind, key, "current")
            ]
            return self._portion(link, [self._new(one, False) for one in found], query)
        thing = self._thing(path[1])
        kinds = {**PLACES, "folders": "folder"}
        if thing is None or thing.kind != kinds[path[0]]:
            return 404, {}
        if path[2:] == ["attachments"]:
            return self._portion(link, [self._new(one, False) for one in self._files(thing.id)], query)
        if path[2:] == ["ancestors"]:
            return self._portion(
                link, [{"id": one, "type": self.things[one].kind} for one in self._above(thing)], query
            )
        assert query in ({}, {"body-format": "storage", "include-labels": "true"})
        return 200, self._new(thing, bool(query))

    def _search(self, query: dict[str, str]) -> tuple[int, Any]:
        said = CQL.fullmatch(query["cql"])
        assert said, query["cql"]
        begin = datetime.strptime(said["time"], "%Y/%m/%d %H:%M").replace(tzinfo=UTC) - timedelta(
            hours=self.zone
        )
        spaces, types = re.findall('"([^"]+)"', said["spaces"]), said["types"].split(", ")
        found = [
            one
            for one in self.things.values()
            if one.space in spaces
            and TYPES.get(one.kind) in types
            and one.changed >= begin
            and one.status == "current"
        ]
        rows = [self._old(one, "version") for one in found]
        return self._portion("/rest/api/content/search", rows, query)

    def _restriction(self, own: str) -> tuple[int, Any]:
        thing = self.things.get(own)
        if thing is None or thing.kind == "folder":
            return 404, {}
        users = [{"type": "known", "displayName": one} for one in thing.readers]
        return 200, {
            "operation": "read",
            "restrictions": {"user": {"results": users}, "group": {"results": []}},
        }

    def _thing(self, own: str) -> Any:
        """Files are found by their id with its letters and without."""
        return self.things.get(own) or self.things.get(own.removeprefix("att"))

    def _portion(self, link: str, rows: list[Any], query: dict[str, str]) -> tuple[int, Any]:
        assert 1 <= int(query["limit"]) <= 250
        at = int(query.get("cursor") or query.get("start") or 0)
        end = at + min(self.portion, int(query["limit"]))
        more = query | ({"cursor": str(end)} if self.is_cloud else {"start": str(end)})
        # As real ones do, with their own idea of where they are.
        links = {"next": f"{link}?{urlencode(more)}"} if end < len(rows) else {}
        return 200, {"results": rows[at:end], "_links": {"base": "http://internal:8090", **links}}

    def _new(self, one: Thing, whole: bool) -> dict[str, Any]:
        """Write something as v2 does."""
        said: dict[str, Any] = {
            "id": one.id, "status": one.status, "title": one.title,
            "version": {"number": 1, "createdAt": one.changed.isoformat().replace("+00:00", "Z")},
            "_links": {"webui": f"/spaces/{one.space}/pages/{one.id}"},
        }  # fmt: skip
        if one.kind == "file":
            within = {"page": "pageId", "post": "blogPostId"}[self.things[str(one.parent)].kind]
            return said | {within: one.parent, "mediaType": media_type(one), "fileSize": len(one.data)}
        parent = self.things.get(one.parent or "")
        said |= {
            "spaceId": self.spaces[one.space],
            "parentId": one.parent,
            "parentType": parent.kind if parent else None,
        }
        if whole:
            said["body"] = {"storage": {"representation": "storage", "value": one.body}}
            said["labels"] = {
                "results": [{"id": "1", "prefix": "global", "name": label} for label in one.labels]
            }
        return said

    def _old(self, one: Thing, expand: str) -> dict[str, Any]:
        """Write something as v1 does: nothing that was not asked for."""
        when = one.changed.astimezone().isoformat(timespec="milliseconds")
        named = {"id": one.id, "type": TYPES[one.kind], "status": one.status, "title": one.title}
        links = {
            "webui": f"/display/{one.space}/{one.id}",
            "download": f"/rest/api/download/{one.id}?version=1&api=v2",
        }
        labels = [{"prefix": "global", "name": label} for label in one.labels] + [
            {"prefix": "my", "name": "favourite"}
        ]
        parent = self.things.get(one.parent or "")
        more: dict[str, Any] = {
            "version": {"when": when},
            "space": {"key": one.space},
            "body.storage": {"storage": {"value": one.body}},
            "metadata.labels": {"labels": {"results": labels}},
            "ancestors": [{"id": above} for above in self._above(one)],
            "container": {"id": one.parent, "type": TYPES[parent.kind]}
            if parent and one.kind == "file"
            else {},
        }
        given = {name.partition(".")[0]: more[name] for name in expand.split(",") if name}
        size = {"mediaType": media_type(one), "fileSize": len(one.data)} if one.kind == "file" else {}
        return named | given | {"_links": links, "extensions": size}

    def _above(self, one: Thing) -> list[str]:
        found: list[str] = []
        while one.kind != "file" and one.parent:
            found.insert(0, one.parent)
            one = self.things[one.parent]
        return found

    def _files(self, page: str) -> list[Thing]:
        return [one for one in self.things.values() if one.kind == "file" and one.parent == page]

    def _make(self, kind: str, title: str, space: str, **more: Any) -> str:
        self.number += 1
        own = f"{'att' if kind == 'file' else ''}{self.number}"
        self.things[own] = Thing(kind, own, title, space, self.now, **more)
        return own


def media_type(one: Thing) -> str:
    """Return what a file is."""
    return "text/plain" if one.title.endswith(".txt") else "application/pdf"
