"""What photos need from outside."""

from dataclasses import dataclass, field
from typing import Protocol

from aisle.llm.ports import Points


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo that was drawn anew from its points. data: a JPEG file without anything but these."""

    width: int
    height: int
    data: bytes = field(repr=False)


class PhotoReader(Protocol):
    """Reads files of strangers without trusting them. Raises PhotoRefused."""

    async def clean(self, data: bytes) -> CleanPhoto:
        """Return a photo upright, shrunk, and without places, times and whatever else stood in its file."""
        ...

    async def points(self, data: bytes) -> Points:
        """Return a photo's points, shrunk for an embedder: uint8, shape (height, width, 3)."""
        ...
