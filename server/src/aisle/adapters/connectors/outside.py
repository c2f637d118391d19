"""The guarded way out as connectors know it."""

from collections.abc import AsyncIterator
from typing import BinaryIO

from aisle.core.http.egress import Answered, Call, EgressRefused, GuardedClient, GuardedFetch
from aisle.core.http.errors import OutsideNonsense, OutsideUnavailable
from aisle.sources.errors import BrokenData, RetryLater, ShopError, ShopRefused
from aisle.sources.ports import Answer, Request


class GuardedOutside:
    """Asks through the egress guard. Whoever opens it closes it."""

    def __init__(self, egress: GuardedFetch, at_once: int = 4) -> None:
        self._client: GuardedClient = egress.client(at_once)

    async def send(self, request: Request) -> Answer:
        """Ask once and read the whole answer, whatever its status."""
        try:
            async with self._client.open(_call(request)) as answered:
                body = await _kept(answered, request.into if 200 <= answered.status < 300 else None)
                headers = {name.lower(): value for name, value in answered.headers.items()}
                return Answer(answered.url, answered.status, headers, body)
        except (EgressRefused, OutsideUnavailable) as error:
            raise _kind_of(error) from None

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Ask once and yield portions of a good body."""
        try:
            async with self._client.open(_call(request)) as answered:
                if not 200 <= answered.status < 300:
                    raise RetryLater(f"The file is not there now (status {answered.status}).")
                async for portion in answered.portions:
                    yield portion
        except (EgressRefused, OutsideUnavailable) as error:
            raise _kind_of(error) from None

    async def close(self) -> None:
        """Let connections go."""
        await self._client.close()


async def _kept(answered: Answered, into: BinaryIO | None) -> bytes:
    """Return the body, or write it where it is wanted and return nothing."""
    if into is None:
        return b"".join([portion async for portion in answered.portions])
    into.seek(0)
    into.truncate()
    async for portion in answered.portions:
        into.write(portion)
    return b""


def _call(request: Request) -> Call:
    return Call(
        request.method,
        request.url,
        request.headers,
        request.credentials,
        request.body,
        request.most_bytes,
        request.seconds,
        request.redirects,
    )


def _kind_of(error: EgressRefused | OutsideUnavailable) -> ShopError:
    if isinstance(error, EgressRefused):
        return ShopRefused(error.detail)
    if isinstance(error, OutsideNonsense):
        return BrokenData(error.detail)
    return RetryLater(error.detail, retry_after=error.retry_after)
