"""Pages of a search that stay right while products and documents come and go.

A cursor does not say "after place 20": places move with every change. It names what has been shown, and the next page
is the best of the rest as it is then. So nothing is shown twice, and nothing that is there all the time is passed
over, whatever is added, removed, sold or indexed anew in between.
"""

import base64
import binascii
import hashlib
import hmac
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from aisle.core.clock import Clock
from aisle.core.db import Scope
from aisle.core.errors import InvalidInput
from aisle.knowledge.errors import InvalidCursor
from aisle.retrieval.request import SearchRequest, mark_of
from aisle.retrieval.types import PassageHit, ProductHit, SearchResult

LIFETIME_SECONDS = 3_600
# Whoever wants more is after an export, which `GET /products` is for.
MOST_PAGED = 1_000
LONGEST_CURSOR = 16_000
_HEAD = struct.Struct(
    ">BI16s16s"
)  # format, when it was given out (epoch s), index version, fingerprint of the request
_FORMAT, _SIGNATURE = 1, 16


class CursorExpired(InvalidInput):
    """The cursor is older than a page stays open."""

    code = "cursor_expired"
    title = "The cursor is too old"


@dataclass(frozen=True, slots=True)
class Resumed:
    """A request that goes on after earlier pages. version_id: the index version that answered the first of them."""

    request: SearchRequest
    version_id: UUID | None


class Pages:
    """Gives out cursors and takes them back. key: signs them."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key, self._clock = key, clock

    def resume(self, scope: Scope, request: SearchRequest, cursor: str | None) -> Resumed:
        """Leave out what earlier pages showed. Raises InvalidCursor, CursorExpired."""
        if cursor is None:
            return Resumed(request, None)
        version_id, given, marks = self._opened(scope, request, cursor)
        if given + LIFETIME_SECONDS < self._now():
            raise CursorExpired("A page stays open for an hour; search again without the cursor.")
        return Resumed(replace(request, seen=frozenset(marks)), version_id)

    def page(
        self, scope: Scope, resumed: Resumed, result: SearchResult
    ) -> tuple[list[ProductHit | PassageHit], str | None]:
        """Return what a page shows, and the cursor of the next; None on the last."""
        hits: list[ProductHit | PassageHit] = [*result.products, *result.passages]
        if (
            result.sort is None and not result.groups
        ):  # else products have an order of their own, and come first
            hits.sort(key=lambda hit: -hit.score)
        shown = hits[: resumed.request.limit]
        if not result.more and len(shown) == len(hits):
            return shown, None
        ids = [hit.item_id for hit in shown]
        return shown, self.next_cursor(scope, resumed, result.index_version_id, ids)

    def next_cursor(
        self, scope: Scope, resumed: Resumed, version_id: UUID, shown: Sequence[UUID]
    ) -> str | None:
        """Return a cursor for what comes after these items too; None when so many were shown that paging ends."""
        request = resumed.request
        marks = sorted(request.seen | {mark_of(item) for item in shown})
        if not shown or len(marks) >= MOST_PAGED:
            return None
        first = resumed.version_id or version_id
        head = _HEAD.pack(_FORMAT, self._now(), first.bytes, _fingerprint(request))
        body = head + struct.pack(f">{len(marks)}Q", *marks)
        return base64.urlsafe_b64encode(body + self._sign(scope, body)).decode().rstrip("=")

    def _opened(self, scope: Scope, request: SearchRequest, cursor: str) -> tuple[UUID, int, tuple[int, ...]]:
        try:
            data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise _not_ours() from None
        body, signature = data[:-_SIGNATURE], data[-_SIGNATURE:]
        if len(body) < _HEAD.size or not hmac.compare_digest(signature, self._sign(scope, body)):
            raise _not_ours()
        form, given, version, fingerprint = _HEAD.unpack_from(body)
        if form != _FORMAT or fingerprint != _fingerprint(request):
            raise InvalidCursor(
                "This cursor belongs to another search; send the same query, filters and sort with it."
            )
        return (
            UUID(bytes=version),
            given,
            struct.unpack(f">{(len(body) - _HEAD.size) // 8}Q", body[_HEAD.size :]),
        )

    def _sign(self, scope: Scope, body: bytes) -> bytes:
        owner = f"{scope.organization_id}|{scope.store_id}|".encode()
        return hmac.new(self._key, owner + body, hashlib.sha256).digest()[:_SIGNATURE]

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _not_ours() -> InvalidCursor:
    return InvalidCursor("This cursor was not given out by this search; start again without one.")


def _fingerprint(request: SearchRequest) -> bytes:
    """What must stay the same from page to page; how many are shown, counted and explained may change."""
    filters = request.filters and [[one.field, one.op, *one.values] for one in request.filters]
    same = [
        request.text,
        filters,
        sorted(request.kinds),
        request.mode,
        request.sort,
        [str(one) for one in request.products],
        *(request.ignore, request.relax, request.as_you_type),
    ]
    return hashlib.sha256(json.dumps(same, ensure_ascii=True).encode()).digest()[:16]
