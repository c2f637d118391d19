"""A request under a key, its claim, and its reply."""

import json
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from aisle.core.db import Scope

Headers = tuple[tuple[str, str], ...]


class State(StrEnum):
    """How far a request under a key came."""

    RUNNING = "running"
    KEPT = "kept"  # an effect was committed, and its reply was not stored yet
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Named:
    """A key within what it holds for: the scope's tenant and principal, and one route."""

    scope: Scope
    route: str
    key: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to carry out one request. id: of two who believe to hold it, the database knows one."""

    named: Named
    id: UUID


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered."""

    status: int
    headers: Headers
    body: bytes

    def to_bytes(self) -> bytes:
        """Write it down: a line of JSON, then the body as it is."""
        head = json.dumps([self.status, self.headers], separators=(",", ":")).encode()
        return head + b"\n" + self.body

    @classmethod
    def from_bytes(cls, data: bytes) -> "Reply":
        """Read what `to_bytes` wrote."""
        head, _, body = data.partition(b"\n")
        status, headers = json.loads(head)
        return cls(status, tuple((name, value) for name, value in headers), body)


@dataclass(frozen=True, slots=True)
class Finished:
    """A request that was carried out before. reply: None where it was lost or was too large to be kept."""

    request_hash: bytes
    reply: Reply | None
