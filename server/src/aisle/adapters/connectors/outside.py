"""The guarded way out as connectors know it."""

from collections.abc import AsyncIterator, Iterable
from typing import BinaryIO

from aisle.core.http.egress import Answered, Call, EgressRefused, GuardedClient, GuardedFetch
from aisle.core.http.errors import OutsideNonsense, OutsideUnavailable
from aisle.sources.errors import AddressRefused, BrokenData, RetryLater, ShopError
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
                return Answer(answered.url, answered.status, joined(answered.headers.items()), body)
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


def joined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers by name in lower case; of several with one name all are kept, as RFC 9110 (5.3) joins them.

    Cookies alone may not be joined with commas, which stand in their dates: each is on a line of its own.
    """
    found: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        between = "\n" if key == "set-cookie" else ", "
        found[key] = f"{found[key]}{between}{value}" if key in found else value
    return found


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
        return AddressRefused(error.detail)
    if isinstance(error, OutsideNonsense):
        return BrokenData(error.detail)
    return RetryLater(error.detail, retry_after=error.retry_after)
