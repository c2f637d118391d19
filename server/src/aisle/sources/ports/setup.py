"""What a connector is opened with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel

from aisle.core.http.egress import EgressRefused, Place
from aisle.core.http.patience import Timing
from aisle.knowledge.structure import FailureReason, ParseFailed
from aisle.sources.oauth.types import OAuthClient
from aisle.sources.ports.outside import Outside


@dataclass(frozen=True, slots=True)
class Politeness:
    """How much of the shop's time may be taken. at_once: requests under way; per_second: new ones. The shop sets them."""

    at_once: int = 2
    per_second: float = 4.0


class Convert(Protocol):
    """Makes something else of bytes that nobody trusts, in a process that can reach nothing (`adapters/parsers/converting.py`)."""

    async def __call__(self, converter: str, data: bytes, name: str) -> bytes:
        """Return what was made of a file. Raises ParseFailed."""
        ...


async def convert_nothing(converter: str, data: bytes, name: str) -> bytes:
    """Refuse: where nothing can read files apart, they are not read at all."""
    raise ParseFailed(FailureReason.UNSUPPORTED_TYPE, "there is no sandbox to read it in")


async def nowhere(host: str, port: int) -> Place:
    """Refuse: where nobody checks addresses, no server is connected to but by `Outside`."""
    raise EgressRefused()


@asynccontextmanager
async def nobody_else_renews() -> AsyncIterator[BaseModel | None]:
    """Renew without asking anybody: for connections that are the only ones to their shop."""
    yield None


@dataclass(frozen=True, slots=True)
class Setup:
    """What a connector is opened with.

    Attributes:
        options, credentials: Of the kind's own models.
        outside: What asks addresses: guarded, on the tenant's behalf.
        politeness: Limits that the shop set.
        now: The clock.
        keep_credentials: Stores renewed credentials (rotated tokens) durably before it returns; called within `renewing`.
        renewing: Entered to renew credentials: one connection of a source at a time, in all processes. Gives those that are stored
            now, where another connection has renewed them since this one was opened: they are used, and nothing is renewed; else None.
        timing: What pauses and pace live by; tests bring one that does not sleep.
        convert: What reads pages and workbooks, apart from this process.
        folders: Of this machine, that the operator lets this store read (AISLE_SOURCE_FOLDERS).
        places: Checks where a server may be connected to that does not speak HTTP, by host and port (AISLE_EGRESS_ALLOW).
        allows_plain_http: Whether the operator lets signed requests go without TLS, to shops that have none (AISLE_SOURCE_PLAIN_HTTP).
        oauth_clients: The operator's, by kind, for merchants without one of their own (AISLE_SOURCE_OAUTH_CLIENTS).
        currency: Of the store, for prices that name none where the options say nothing either.
    """

    options: Any
    credentials: Any
    outside: Outside
    politeness: Politeness
    now: Callable[[], datetime]
    keep_credentials: Callable[[BaseModel], Awaitable[None]]
    renewing: Callable[[], AbstractAsyncContextManager[BaseModel | None]] = nobody_else_renews
    timing: Timing = field(default_factory=Timing)
    convert: Convert = convert_nothing
    folders: tuple[Path, ...] = ()
    places: Callable[[str, int], Awaitable[Place]] = nowhere
    allows_plain_http: bool = False
    oauth_clients: Mapping[str, OAuthClient] = field(default_factory=dict)
    currency: str = ""
