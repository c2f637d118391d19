"""Providers that an organization named: every address passes the egress guard, and nothing is redirected."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aisle.core.http import OutsideRefused, OutsideUnavailable
from aisle.core.http.asking import lifetime_of
from aisle.core.http.egress import EgressPaceExceeded, EgressRefused, Fetched, GuardedFetch, Limits
from aisle.identity.federation.errors import ProviderUnavailable, SignInFailed
from aisle.identity.federation.ports import Answer

LIMITS = Limits(bytes=512 * 1024, total_seconds=8.0, redirects=0)
JSON = {"Accept": "application/json"}
NAMES = ("authorization",)  # headers that are a secret


@dataclass(frozen=True, slots=True)
class GuardedEndpoints:
    """Asks on behalf of one organization."""

    fetch: GuardedFetch
    organization_id: UUID

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetch a document."""
        plain, secret = _parted(headers or {})
        try:
            return _answer(
                await self.fetch.get(
                    url, tenant=self.organization_id, limits=LIMITS, headers=plain, credentials=secret
                )
            )
        except (OutsideUnavailable, OutsideRefused, EgressRefused, EgressPaceExceeded) as error:
            raise _told(error) from None

    async def post_form(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        """Send a form, once."""
        plain, secret = _parted(headers)
        try:
            return _answer(
                await self.fetch.post(
                    url, form, tenant=self.organization_id, limits=LIMITS, headers=plain, credentials=secret
                )
            )
        except (OutsideUnavailable, OutsideRefused, EgressRefused, EgressPaceExceeded) as error:
            raise _told(error) from None

    async def close(self) -> None:
        """The guard opens a connection for each request and keeps none."""


def _parted(headers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    plain = {name: value for name, value in headers.items() if name.lower() not in NAMES}
    return {**JSON, **plain}, {name: value for name, value in headers.items() if name.lower() in NAMES}


def _answer(fetched: Fetched) -> Answer:
    return Answer(fetched.body, lifetime_of(fetched.headers.get("Cache-Control")))


def _told(error: Exception) -> ProviderUnavailable | SignInFailed:
    if isinstance(error, OutsideRefused):
        return SignInFailed("The provider refused what it was asked.")
    if isinstance(error, EgressRefused):
        return SignInFailed("The provider's address may not be asked from here.")
    return ProviderUnavailable(retry_after=2)
