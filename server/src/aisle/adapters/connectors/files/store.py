"""Where files lie, as the reading of them needs it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. path: below what is read, with slashes. version: another one whenever the content is. size: bytes."""

    path: str
    version: str
    size: int
    modified: datetime | None = None


class FileStore(Protocol):
    """A place of files. Raises only ShopError and its kinds."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    def list(self) -> AsyncIterator[Sequence[Entry]]:
        """Yield all files, in an order that stays."""
        ...

    async def open(self, path: str, most_bytes: int) -> IO[bytes]:
        """Return a file at its beginning; whoever asks closes it. Raises ShopNotFound, BrokenData for one that is too large."""
        ...
