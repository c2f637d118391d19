"""What was read of segments, kept between questions: a segment never changes once it is committed.

So nothing kept can be out of date; only segments that appeared since are read, and those merged away are left out.
A key holds tenant and version, and is only ever filled from what row-level security let its own tenant read.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Keeps what was used last, up to a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._bytes = most_bytes, 0
        self._kept: OrderedDict[Key, tuple[int, Value]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """Return what is kept under a key, which counts as a use of it."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        self._kept.move_to_end(key)
        return kept[1]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Keep a value of so many bytes; what was not used for longest makes room. A huge one is not kept."""
        self.drop(key)
        if size > self._most:
            return
        self._kept[key] = (size, value)
        self._bytes += size
        while self._bytes > self._most:
            _, (freed, _) = self._kept.popitem(last=False)
            self._bytes -= freed

    def drop(self, key: Key) -> None:
        """Forget a key."""
        size, _ = self._kept.pop(key, (0, None))
        self._bytes -= size

    @property
    def bytes(self) -> int:
        """How much is kept now."""
        return self._bytes
