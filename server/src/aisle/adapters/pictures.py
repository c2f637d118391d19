"""Pictures from outside: those of products, fetched through the guarded way out, and those that shoppers send.

No decoder runs in this process: files become points, or new files, in the parsers' sandbox.
"""

import struct
import time
from collections import OrderedDict
from uuid import UUID

import numpy as np

from aisle.adapters.sandbox import SandboxLimits
from aisle.adapters.workbooks import Converter
from aisle.core.http.breaker import Breaker
from aisle.core.http.egress import Call, EgressRefused, GuardedClient, GuardedFetch
from aisle.core.http.errors import OutsideNonsense, OutsideUnavailable
from aisle.knowledge.structure import FailureReason, ParseFailed
from aisle.llm.ports import Points
from aisle.photos.errors import PhotoRefused
from aisle.photos.ports import CleanPhoto
from aisle.retrieval.pictures.ports import PictureAway, PictureRefused

_MIB = 1024 * 1024
MOST_BYTES = 12 * _MIB  # of a product's picture
SIDE = 256  # points that embedders are given
SENT_SIDE = 1_600  # points of a photo's longer side; the window sends no more
SECONDS = 20.0
AT_ONCE = 4  # connections to one shop
MOST_BREAKERS = 200
HEADERS = {"Accept": "image/webp,image/jpeg,image/png;q=0.9"}
LIMITS = SandboxLimits(input_bytes=MOST_BYTES, output_bytes=8 * _MIB, cpu_seconds=10, wall_seconds=15.0)
_SIZE = struct.Struct(">II")
# Whoever is told of these can try again: the machine was busy, or a worker of the sandbox died.
_PASSING = frozenset({FailureReason.TIMEOUT, FailureReason.PARSER_CRASHED})


class FetchedPictures:
    """A `PictureSource` over HTTP."""

    def __init__(self, egress: GuardedFetch, sandbox: Converter) -> None:
        self._egress, self._sandbox = egress, sandbox
        self._client: GuardedClient | None = None
        self._breakers: OrderedDict[tuple[UUID, str], Breaker] = OrderedDict()

    async def fetch(self, address: str, tenant: UUID) -> Points:
        """Return a picture; see the port."""
        data = await self._read(address, tenant)
        try:
            return await points_of(self._sandbox, data)
        except ParseFailed as failure:
            if failure.state in _PASSING:
                raise PictureAway(failure.detail) from None
            raise PictureRefused(failure.detail) from None

    async def close(self) -> None:
        """Close what is open."""
        if self._client is not None:
            await self._client.close()

    async def _read(self, address: str, tenant: UUID) -> bytes:
        breaker = self._breaker(address, tenant)
        try:
            breaker.check()
        except OutsideUnavailable as resting:
            raise PictureAway(resting.detail, resting.retry_after) from None
        try:
            data = await self._ask(address)
        except (EgressRefused, OutsideNonsense) as refusal:
            raise PictureRefused(refusal.detail) from None
        except OutsideUnavailable as failure:
            breaker.failed()
            raise PictureAway(failure.detail, failure.retry_after) from None
        breaker.succeeded()
        return data

    async def _ask(self, address: str) -> bytes:
        if self._client is None:
            self._client = self._egress.client(AT_ONCE)
        call = Call("GET", address, HEADERS, most_bytes=MOST_BYTES, seconds=SECONDS)
        async with self._client.open(call) as answer:
            if answer.status == 429 or answer.status >= 500:
                raise OutsideUnavailable(
                    f"The address answers {answer.status}.", retry_after=_seconds(answer.headers)
                )
            if answer.status != 200:
                raise OutsideNonsense(f"The address answers {answer.status}.")
            return b"".join([portion async for portion in answer.portions])

    def _breaker(self, address: str, tenant: UUID) -> Breaker:
        """One for each tenant and host: a tenant's failures must not close a host to another."""
        host = address.split("/", 3)[2] if address.count("/") > 2 else address[:100]
        breaker = self._breakers.pop((tenant, host), None) or Breaker(host, time.monotonic)
        self._breakers[(tenant, host)] = breaker
        while len(self._breakers) > MOST_BREAKERS:
            self._breakers.popitem(last=False)
        return breaker


class SandboxedPhotos:
    """A `PhotoReader` that lets no file of a shopper's into this process."""

    def __init__(self, sandbox: Converter) -> None:
        self._sandbox = sandbox

    async def clean(self, data: bytes) -> CleanPhoto:
        """Draw a photo anew; see the port."""
        try:
            made = await self._sandbox.convert("photo", data, "photo", LIMITS, side=SENT_SIDE)
        except ParseFailed as failure:
            raise PhotoRefused(
                f"The photo cannot be read: {failure.detail}.", reason=failure.state.value
            ) from None
        width, height = _SIZE.unpack_from(made)
        return CleanPhoto(width, height, made[_SIZE.size :])

    async def points(self, data: bytes) -> Points:
        """Return a photo's points; see the port."""
        try:
            return await points_of(self._sandbox, data)
        except ParseFailed as failure:
            raise PhotoRefused(
                f"The photo cannot be read: {failure.detail}.", reason=failure.state.value
            ) from None


async def points_of(sandbox: Converter, data: bytes) -> Points:
    """Return the points of a file, shrunk. Raises ParseFailed."""
    made = await sandbox.convert("points", data, "picture", LIMITS, side=SIDE)
    width, height = _SIZE.unpack_from(made)
    if len(made) != _SIZE.size + 3 * width * height:
        raise ParseFailed(FailureReason.PARSER_CRASHED, "the picture's points are not all there")
    return np.frombuffer(made, np.uint8, offset=_SIZE.size).reshape(height, width, 3)


def _seconds(headers: object) -> float | None:
    said = headers.get("Retry-After", "") if hasattr(headers, "get") else ""
    return float(said) if said.isdigit() and len(said) < 5 else None
