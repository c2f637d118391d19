"""What a read that was stopped had read already.

Files are read in the order of their ids. A cursor holds the last one, the ids that were new, and, instead of all versions, a sum
for each of so many heaps that ids fall into. A read that goes on makes the same sums of what is there now. Where one differs,
some file of its heap has changed meanwhile, or could not be read, and nobody knows which: all of it counts as unknown, and is
read again when it is next listed. The sum is that of the multiset hashes by addition of Clarke et al., "Incremental multiset hash
functions" (2003).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aisle.adapters.connectors.google.items import Item

HEAPS = 256
_MOST = 2**64


@dataclass(slots=True)
class ReadBefore:
    """Files that were read. after: the id of the last one; "": none was yet. new: ids that were not known before."""

    after: str = ""
    new: list[str] = field(default_factory=list)
    sums: list[int] = field(default_factory=lambda: [0] * HEAPS)

    def note(self, item: Item, *, taken: bool, is_new: bool) -> None:
        """Note that a file was looked at. taken: it was read; else it is as unknown as before."""
        self.after = item.id
        if is_new:
            self.new.append(item.id)
        if taken:
            self._add(item)

    def unknown(self, due: Iterable[Item], known: Mapping[str, str]) -> frozenset[str]:
        """Return which files of the read so far nobody knows the version of.

        Args:
            due: What would have to be read if nothing had been read yet.
            known: What was known before that, by id.
        """
        now = ReadBefore(self.after)
        before = [one for one in due if one.id <= self.after]
        for item in before:
            now._add(item)
        differ = {heap for heap in range(HEAPS) if now.sums[heap] != self.sums[heap]}
        ids = {*(one.id for one in before), *(one for one in known if one <= self.after)}
        return frozenset(one for one in ids if _heap(one) in differ)

    def _add(self, item: Item) -> None:
        digest = hashlib.sha256(f"{item.id}\n{item.version}".encode()).digest()
        heap = _heap(item.id)
        self.sums[heap] = (self.sums[heap] + int.from_bytes(digest[:8])) % _MOST


def _heap(item_id: str) -> int:
    return hashlib.sha256(item_id.encode()).digest()[-1] % HEAPS
