"""The guarded way out to a shop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """One request. credentials: headers that never follow a redirect to another origin. redirects: followed; 0: one is the answer.
    into: Where a good (2xx) body may be written instead of being kept in memory; it is emptied before. repeatable: may be sent again after a failure."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    most_bytes: int = 32 * 2**20
    seconds: float = 60.0
    redirects: int = 3
    into: BinaryIO | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whatever came back, any status. url: where from in the end. headers: names in lower case."""

    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Outside(Protocol):
    """The guarded way out, one try a call. Tests bring recorded shops."""

    async def send(self, request: Request) -> Answer:
        """Ask once. Raises RetryLater when no answer came, ShopRefused for an address that may not be asked, BrokenData for too much."""
        ...

    def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Ask once for something large; yields portions of a good (2xx) body. Raises as `send`, and RetryLater when it breaks off."""
        ...
