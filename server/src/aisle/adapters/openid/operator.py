"""Providers that the operator of the installation named: their addresses are trusted."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from aisle.core.http import (
    Ask,
    OutsideAnswer,
    OutsideRefused,
    OutsideService,
    OutsideUnavailable,
    Patience,
    ServiceAddress,
)
from aisle.identity.federation.errors import ProviderUnavailable, SignInFailed
from aisle.identity.federation.ports import Answer

READING = Patience(attempts=2, attempt_seconds=4.0, total_seconds=8.0)
SENDING = Patience(attempts=1, attempt_seconds=6.0, total_seconds=8.0)  # a code is good for one try
MOST_BYTES = 512 * 1024
MOST_HOSTS = 100


class OperatorEndpoints:
    """Asks each host through a service of its own, so that one that is away does not slow the others."""

    def __init__(self) -> None:
        self._services: dict[str, OutsideService] = {}

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetch a document."""
        return await self._ask(url, Ask(_path(url), headers=headers or {}), READING)

    async def post_form(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        """Send a form, once."""
        return await self._ask(url, Ask(_path(url), "POST", form, headers), SENDING)

    async def close(self) -> None:
        """Close the connections."""
        for service in self._services.values():
            await service.close()

    async def _ask(self, url: str, ask: Ask, patience: Patience) -> Answer:
        try:
            answer: OutsideAnswer = await self._service(url).ask(ask, patience, MOST_BYTES)
        except OutsideRefused:
            raise SignInFailed("The provider refused what it was asked.") from None
        except OutsideUnavailable as error:
            raise ProviderUnavailable(retry_after=max(1, int(error.retry_after or 2))) from None
        return Answer(answer.body, answer.max_age)

    def _service(self, url: str) -> OutsideService:
        parts = urlsplit(url)
        base = f"{parts.scheme}://{parts.netloc}"
        if base not in self._services:
            if len(self._services) >= MOST_HOSTS:
                raise ProviderUnavailable("Too many providers are asked by this process.")
            self._services[base] = OutsideService(f"provider {parts.hostname}", ServiceAddress(base))
        return self._services[base]


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
