"""Bulk operations: a query is checked against their limits, takes a while, and leaves a file of lines."""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLList,
    GraphQLSchema,
    execute_sync,
    get_named_type,
    get_nullable_type,
)

from shopify_double.schemas import faults_of, parsed, schema_of

MOST_CONNECTIONS, DEEPEST = 5, 2
FILES = "https://storage.googleapis.com/shopify-double"
KEPT = timedelta(days=7)


@dataclass
class Operation:
    """An operation. lines: its file, once it is done. fails: how it ends, "" for well."""

    id: str
    version: str
    query: str
    grouped: bool
    began: datetime
    ready: datetime
    fails: str = ""
    lines: list[bytes] | None = None
    roots: int = 0


@dataclass
class Operations:
    """All operations of an app at a shop.

    Attributes:
        now: The clock.
        root: Makes the shop's root without pages, as of now.
        takes: Seconds that one takes.
        fails: Ends of the next ones ("FAILED", "EXPIRED", "CANCELED"), the first first.
        cut: Bytes that are missing at the end of files, as when a download breaks off.
    """

    now: Callable[[], datetime]
    root: Callable[[], Mapping[str, Any]]
    takes: float = 30.0
    fails: list[str] = field(default_factory=list)
    cut: int = 0
    kept: dict[str, Operation] = field(default_factory=dict)
    downloads: int = 0

    def run(self, version: str, query: str, grouped: bool) -> dict[str, Any]:
        """Start one: `bulkOperationRunQuery`."""
        most = 1 if version < "2026-01" else 5
        if said := faults_in_bulk(version, query):
            return _refused(said)
        if sum(self.status(each) == "RUNNING" for each in self.kept.values()) >= most:
            return _refused("A bulk query operation for this app and shop is already in progress.")
        number = len(self.kept) + 1
        made = Operation(
            f"gid://shopify/BulkOperation/{number}",
            version,
            query,
            grouped,
            self.now(),
            self.now() + timedelta(seconds=self.takes),
            self.fails.pop(0) if self.fails else "",
        )
        self.kept[made.id] = made
        return {"bulkOperation": self.shown(made), "userErrors": []}

    def status(self, operation: Operation) -> str:
        """Return how far it is."""
        return "RUNNING" if self.now() < operation.ready else operation.fails or "COMPLETED"

    def shown(self, operation: Operation) -> dict[str, Any]:
        """Return it as GraphQL shows it."""
        status = self.status(operation)
        if status != "RUNNING" and operation.lines is None:
            self._write(operation)
        lines = operation.lines or []
        name = operation.id.rpartition("/")[2]
        there = bool(lines) and self.now() - operation.ready < KEPT
        return {
            "__typename": "BulkOperation",
            "id": operation.id,
            "status": status,
            "errorCode": "INTERNAL_SERVER_ERROR" if status == "FAILED" else None,
            "createdAt": operation.began.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "objectCount": str(len(lines)),
            "rootObjectCount": str(operation.roots),
            "url": f"{FILES}/{name}.jsonl" if there and status == "COMPLETED" else None,
            "partialDataUrl": f"{FILES}/partial-{name}.jsonl" if there and status == "FAILED" else None,
        }

    def file(self, url: str) -> bytes:
        """Return a file; a partial one is half of it, in the middle of an object's children."""
        self.downloads += 1
        name = url.removeprefix(f"{FILES}/").removesuffix(".jsonl")
        operation = self.kept[f"gid://shopify/BulkOperation/{name.removeprefix('partial-')}"]
        lines = operation.lines or []
        whole = b"\n".join(lines[: len(lines) // 2] if name.startswith("partial-") else lines) + b"\n"
        return whole[: len(whole) - self.cut]

    def _write(self, operation: Operation) -> None:
        schema, document = schema_of(operation.version), parsed(operation.query)
        result = execute_sync(schema, document, dict(self.root()))
        if result.errors:
            raise result.errors[0]
        lines = list(_lines(result.data or {}, operation.grouped))
        operation.roots = sum(b"__parentId" not in line for line in lines)
        operation.lines = lines


def faults_in_bulk(version: str, query: str) -> str:
    """Return what an operation would be refused for, "" for nothing."""
    if faults := faults_of(version, query):
        return str(faults[0])
    depths = list(_connections(schema_of(version), parsed(query)))
    if not depths:
        return "Bulk queries must contain at least one connection."
    if len(depths) > MOST_CONNECTIONS or max(depths) > DEEPEST:
        return "Bulk queries cannot contain more than 5 connections or nest them deeper than 2."
    return ""


def _connections(schema: GraphQLSchema, document: DocumentNode) -> Iterator[int]:
    operation = document.definitions[0]
    yield from _inside(schema.query_type, operation.selection_set, 0, False)  # type: ignore[attr-defined]


def _inside(type_: Any, selection: Any, depth: int, listed: bool) -> Iterator[int]:
    for part in selection.selections:
        if not isinstance(part, FieldNode) or part.selection_set is None:
            continue
        declared = type_.fields[part.name.value].type
        named = get_named_type(declared)
        connection = named.name.endswith("Connection")
        if connection:
            if listed:
                raise AssertionError("A connection in a list field is not allowed in a bulk query.")
            names = {each.name.value for each in part.selection_set.selections}
            assert names == {"edges"}, "bulk queries ask for edges"
            yield depth + 1
        many = isinstance(get_nullable_type(declared), GraphQLList) and part.name.value != "edges"
        yield from _inside(named, part.selection_set, depth + connection, listed or many)


def _lines(data: Mapping[str, Any], grouped: bool) -> Iterator[bytes]:
    """Yield parents and children; without grouping the children come anywhere behind."""
    loose: list[bytes] = []
    for root in data.values():
        for edge in root["edges"]:
            for line, parent in _flat(edge["node"], None):
                if grouped or parent is None:
                    yield _written(line)
                else:
                    loose.append(_written(line))
    random.Random(7).shuffle(loose)
    yield from loose


def _flat(node: Mapping[str, Any], parent: str | None) -> Iterator[tuple[dict[str, Any], str | None]]:
    own = {name: value for name, value in node.items() if not _many(value)}
    yield ({**own, "__parentId": parent} if parent else own), parent
    for value in node.values():
        if _many(value):
            for edge in value["edges"]:
                yield from _flat(edge["node"], node["id"])


def _many(value: Any) -> bool:
    return isinstance(value, Mapping) and "edges" in value


def _written(line: Mapping[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode()


def _refused(said: str) -> dict[str, Any]:
    return {"bulkOperation": None, "userErrors": [{"field": ["query"], "message": said}]}
