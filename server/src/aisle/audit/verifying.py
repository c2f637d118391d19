"""Looking for what was changed in a tenant's chain after it was written."""

import asyncio
import hmac
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from aisle.audit import repository
from aisle.audit.chaining import START, as_hashed, chain, hash_personal
from aisle.audit.heads import KeptHead
from aisle.audit.types import Head
from aisle.core.db import Record, Session

AT_ONCE = 1_000  # entries in memory
MOST_FAULTS = 100
OpenScope = Callable[[], AbstractAsyncContextManager[Session]]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written. number: of the entry, or the place where one is missing."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of one chain found. entries: that were read. compared: heads kept outside that were met."""

    entries: int
    head: int
    compared: int
    faults: tuple[Fault, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was changed."""
        return not self.faults


class _Check:
    """Walks along one chain. kept: heads that were kept outside, of this tenant."""

    def __init__(self, head: Head, kept: Sequence[KeptHead], keep_days: int | None) -> None:
        self._head, self._number, self._hash = head, head.base_number, head.base_hash
        self._kept = {one.number: one for one in kept}
        self._newest = max(self._kept.values(), key=lambda one: one.number, default=None)
        self._keep_days, self.faults, self.entries, self.compared = keep_days, list[Fault](), 0, 0

    def begin(self) -> None:
        if self._head.base_number == 0 and self._head.base_hash != START:
            self._say(0, "the chain does not begin where chains begin")
        youngest = datetime.now(UTC) - timedelta(days=self._keep_days) if self._keep_days else None
        for one in self._kept.values():
            if one.number == self._number:
                self._compare(one.number, self._hash)
            elif one.number < self._number and (youngest is None or one.at > youngest):
                self._say(one.number, "entries up to here are gone before their time")
                break

    def look_at_all(self, rows: Sequence[Record]) -> None:
        for row in rows:
            self._look_at(row)

    def _look_at(self, row: Record) -> None:
        number = row["number"]
        if number != self._number + 1:
            self._say(self._number + 1, f"entries {self._number + 1} to {number - 1} are missing")
        if not hmac.compare_digest(chain(self._hash, as_hashed(row)), row["hash"]):
            self._say(number, "this entry, or its place, is not what was written")
        if row["personal"] is not None and not _is_personal_whole(row):
            self._say(number, "what is personal in this entry is not what was written")
        self._compare(number, row["hash"])
        self._number, self._hash, self.entries = number, row["hash"], self.entries + 1

    def end(self) -> None:
        if (self._number, self._hash) != (self._head.number, self._head.hash):
            self._say(self._head.number, "the chain does not end where its head says")
        if self._newest and self._newest.number > self._number:
            self._say(
                self._newest.number, f"entries up to {self._newest.number} existed; {self._number} are left"
            )

    def _compare(self, number: int, found: bytes) -> None:
        kept = self._kept.get(number)
        if kept is None:
            return
        self.compared += 1
        if not hmac.compare_digest(kept.hash, found):
            self._say(number, "this is not the entry that was the head when it was kept outside")

    def _say(self, number: int, what: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(number, what))


async def verify(
    open_scope: OpenScope, kept: Sequence[KeptHead] = (), keep_days: int | None = None
) -> Verdict:
    """Check a tenant's chain from its beginning to its head, a thousand entries at a time.

    kept: heads of this tenant that were kept outside; without them a whole chain made anew, or a cut end whose head was
    changed with it, looks right. keep_days: how long entries stay; None: for ever.
    """
    async with open_scope() as session:
        head = await repository.find_head(session)
    check = _Check(head or Head(0, START, 0, START), kept, keep_days)
    check.begin()
    after, last = (head.base_number, head.number) if head else (0, 0)
    while True:
        async with open_scope() as session:
            rows = await repository.list_after(session, after, max(last, after), AT_ONCE)
        await asyncio.to_thread(check.look_at_all, rows)  # hashing; others are served meanwhile
        if len(rows) < AT_ONCE:
            break
        after = rows[-1]["number"]
    check.end()
    return Verdict(check.entries, last, check.compared, tuple(check.faults))


def _is_personal_whole(row: Any) -> bool:
    if row["personal_salt"] is None or row["personal_hash"] is None:
        return False
    return hmac.compare_digest(hash_personal(row["personal"], row["personal_salt"]), row["personal_hash"])
