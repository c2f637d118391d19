"""Which platform a shop runs on: every kind is shown the address, and what one of them asked for is not asked for again."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

from aisle.adapters.connectors.website.addresses import canonical
from aisle.sources.errors import RetryLater, ShopError, ShopRefused
from aisle.sources.ports import Answer, Detected, Kind, Outside, Request

MOST_REQUESTS = 24  # of all kinds together
MOST_BYTES = 4 * 2**20
SECONDS = 10.0  # of one request
TOTAL_SECONDS = 30.0
LAST = "website"  # what every address may be


async def detect(address: str, kinds: Iterable[Kind], outside: Outside) -> list[Detected]:
    """Return what an address may be, the surest first; a web site last, which it always may be.

    Args:
        address: As somebody typed it, the scheme may be missing.
        kinds: That are asked.
        outside: The guarded way out.

    Raises:
        ShopRefused: It is no address, or one that may not be asked.
        RetryLater: Nobody answers there.
    """
    typed = address.strip()
    whole = canonical(typed if "://" in typed else f"https://{typed}")
    if whole is None:
        raise ShopRefused("Write the shop's address, like https://shop.example.")
    once = _Once(outside)
    await once.send(Request("GET", whole))  # an address that cannot be asked is none of any kind
    found = await asyncio.gather(*(_ask(kind, whole, once) for kind in kinds))
    return sorted((one for one in found if one is not None), key=_order)


def _order(found: Detected) -> tuple[bool, float, str]:
    return found.kind == LAST, -found.certainty, found.kind


async def _ask(kind: Kind, address: str, outside: Outside) -> Detected | None:
    """Ask one kind; that a page is missing or broken for it means that the shop is not of this kind."""
    try:
        async with asyncio.timeout(TOTAL_SECONDS):
            return await kind.detect(address, outside)
    except (ShopError, TimeoutError):
        return None


class _Once:
    """Asks each address once, a few in all, and only reads."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._answers: dict[str, asyncio.Future[Answer]] = {}

    async def send(self, request: Request) -> Answer:
        """Answer from before, or ask."""
        if request.method not in ("GET", "HEAD"):
            raise ShopRefused("A shop that nobody connected yet is only looked at.")
        key = canonical(request.url) or request.url
        if key not in self._answers:
            if len(self._answers) >= MOST_REQUESTS:
                raise RetryLater("The shop has been asked enough.")
            small = replace(
                request, most_bytes=min(request.most_bytes, MOST_BYTES), seconds=min(request.seconds, SECONDS)
            )
            self._answers[key] = asyncio.ensure_future(self._outside.send(small))
        return await asyncio.shield(self._answers[key])

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Yield an answer's body whole."""
        yield (await self.send(request)).body
