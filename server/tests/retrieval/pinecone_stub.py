"""A loopback server that speaks as much of Pinecone's data plane as Aisle uses, and fails when it is told to."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

Reply = tuple[int, dict[str, Any]]


class PineconeStub:
    """Namespaces of records. page: ids on one page of a list; failing: answer every call with this status."""

    def __init__(self, page: int = 7) -> None:
        self.namespaces: dict[str, dict[str, dict[str, Any]]] = {}
        self.page, self.failing, self.calls = page, 0, list[str]()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**24)
        async with server:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                fields = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
                body = await reader.readexactly(int(fields.get("content-length", 0)))
                method, target, _ = head[0].split()
                parts = urlsplit(target)
                asked = parse_qs(parts.query)
                status, data = self.answer(f"{method} {parts.path}", asked, json.loads(body or b"{}"))
                text = json.dumps(data).encode()
                lines = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(text)}\r\n\r\n"
                writer.write(lines.encode() + text)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def answer(self, call: str, asked: dict[str, list[str]], body: dict[str, Any]) -> Reply:
        self.calls.append(call)
        if self.failing:
            return self.failing, {"code": 14, "message": "told to fail"}
        namespace = body.get("namespace", asked.get("namespace", [""])[0])
        kept = self.namespaces.get(namespace)
        match call:
            case "POST /vectors/upsert":
                kept = self.namespaces.setdefault(namespace, {})
                kept.update({one["id"]: one for one in body["vectors"]})
                assert all(any(one["values"]) for one in body["vectors"]), "only zeroes are refused"
                return 200, {"upsertedCount": len(body["vectors"])}
            case "GET /vectors/fetch":
                return 200, {"vectors": {one: kept[one] for one in asked["ids"] if kept and one in kept}}
            case "POST /query":
                return 200, {"matches": _nearest(kept or {}, body), "namespace": namespace}
            case "GET /vectors/list":
                return 200, self._page(sorted(kept or {}), asked)
            case "POST /vectors/delete":
                if kept is None:
                    return 404, {"code": 5, "message": "Namespace not found"}
                if body.get("deleteAll"):
                    del self.namespaces[namespace]
                for one in body.get("ids", []):
                    kept.pop(one, None)
                return 200, {}
            case "POST /describe_index_stats":
                counts = {name: {"vectorCount": len(rows)} for name, rows in self.namespaces.items()}
                return 200, {"namespaces": counts, "dimension": 0, "totalVectorCount": 0}
        return 501, {"message": call}

    def _page(self, ids: list[str], asked: dict[str, list[str]]) -> dict[str, Any]:
        start = int(asked.get("paginationToken", ["0"])[0])
        page = {"vectors": [{"id": one} for one in ids[start : start + self.page]]}
        more = {"pagination": {"next": str(start + self.page)}} if start + self.page < len(ids) else {}
        return page | more


def _nearest(kept: dict[str, dict[str, Any]], body: dict[str, Any]) -> list[dict[str, Any]]:
    wanted = body["filter"]["kind"]["$eq"]
    asked = np.array(body["vector"])
    found = [
        {"id": id_, "score": float(asked @ np.array(one["values"]))}
        for id_, one in kept.items()
        if one["metadata"]["kind"] == wanted
    ]
    return sorted(found, key=lambda one: -one["score"])[: body["topK"]]
