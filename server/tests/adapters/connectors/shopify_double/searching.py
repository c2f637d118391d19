"""Connections: filter, order by id, pages; with the oddities of the real search.

A time must be quoted and is taken for UTC whatever its offset says; an unquoted one filters nothing; an empty filter is an
internal error; a listing ends at 25,000 objects; the search index is some time behind.
"""

import base64
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from graphql import GraphQLError

TERM = re.compile(r"(\w+):(>=|<=|>|<)?('[^']*'|\S+)")
Stored = dict[str, Any]


@dataclass
class Search:
    """How listings behave. now: the shop's clock. lag: seconds that the index is behind. most: objects that one listing gives."""

    now: Callable[[], datetime]
    lag: float = 0.0
    most: int = 25_000

    def connection(
        self, found: Sequence[Stored], view: Callable[[Stored], Any], bulk: bool = False
    ) -> Callable[..., dict[str, Any]]:
        """Return the resolver of a connection."""

        def resolve(
            _info: Any,
            first: int | None = None,
            after: str | None = None,
            query: str | None = None,
            **_: Any,
        ) -> dict[str, Any]:
            if bulk:
                listed = self.filtered(found, query)
                return {"edges": [{"node": view(each)} for each in listed]}
            return self._page(self.filtered(found, query), view, first, after)

        return resolve

    def filtered(self, found: Sequence[Stored], query: str | None) -> list[Stored]:
        """Return what passes a filter, in the order of ids."""
        if query == "":
            raise GraphQLError("Internal error", extensions={"code": "INTERNAL_SERVER_ERROR"})
        tests = [self._test(*term) for term in TERM.findall(query or "")]
        passed = [each for each in found if all(test(each) for test in tests)]
        return sorted(passed, key=lambda each: each["number"])

    def _test(self, field: str, sign: str, value: str) -> Callable[[Stored], bool]:
        if field == "id":
            return lambda each: _compare(each["number"], sign, int(value.strip("'")))
        if field == "updated_at" and value.startswith("'"):
            bare = re.sub(r"(Z|[+-]\d\d:\d\d)$", "", value.strip("'"))
            at = datetime.fromisoformat(bare).replace(tzinfo=UTC)
            return lambda each: _compare(self._indexed(each), sign, at)
        return lambda each: True

    def _indexed(self, each: Stored) -> datetime:
        fresh = (self.now() - each["updatedAt"]).total_seconds() < self.lag
        return each.get("before", datetime.min.replace(tzinfo=UTC)) if fresh else each["updatedAt"]

    def _page(
        self, listed: list[Stored], view: Callable[[Stored], Any], first: int | None, after: str | None
    ) -> dict[str, Any]:
        if first is None or not 0 < first <= 250:
            raise GraphQLError("first must be between 1 and 250", extensions={"code": "BAD_REQUEST"})
        behind, given = _read(after)
        if given + first > self.most:
            raise GraphQLError("Paging ends at 25000 objects", extensions={"code": "BAD_REQUEST"})
        left = [each for each in listed if each["number"] > behind]
        page = left[:first]
        end = _cursor(page[-1]["number"], given + len(page)) if page else None
        info = {"hasNextPage": len(left) > first, "endCursor": end}
        return {"pageInfo": info, "nodes": [view(each) for each in page]}


def _compare(one: Any, sign: str, other: Any) -> bool:
    return bool(
        {
            ">": one > other,
            ">=": one >= other,
            "<": one < other,
            "<=": one <= other,
            "": one == other,
        }[sign]
    )


def _cursor(number: int, given: int) -> str:
    return base64.b64encode(json.dumps([number, given]).encode()).decode()


def _read(cursor: str | None) -> tuple[int, int]:
    if cursor is None:
        return 0, 0
    number, given = json.loads(base64.b64decode(cursor))
    return int(number), int(given)
