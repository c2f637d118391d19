"""What a provider says of itself (OpenID Connect Discovery 1.0, RFC 8414)."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aisle.identity.federation.errors import ProviderUnavailable, SignInFailed
from aisle.identity.federation.ports import Endpoints

KNOWN_SECONDS = 3600.0
WELL_KNOWN = "/.well-known/openid-configuration"
REMEMBER_MOST = 1_000


@dataclass(frozen=True, slots=True)
class ProviderMetadata:
    """Where a provider's endpoints are. sends_issuer: it puts `iss` into every answer (RFC 9207)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    sends_issuer: bool
    takes_basic: bool
    userinfo_endpoint: str | None = None


@dataclass(slots=True)
class Discovery:
    """Reads providers' metadata and remembers it for an hour. now: seconds."""

    endpoints: Endpoints
    now: Callable[[], float] = time.monotonic
    _known: dict[str, tuple[float, ProviderMetadata]] = field(default_factory=dict)

    async def of(self, issuer: str) -> ProviderMetadata:
        """Return the metadata of an issuer. Raises ProviderUnavailable, SignInFailed."""
        known = self._known.get(issuer)
        if known and known[0] > self.now():
            return known[1]
        answer = await self.endpoints.get(issuer.rstrip("/") + WELL_KNOWN)
        read = read_metadata(answer.body, issuer)
        if len(self._known) >= REMEMBER_MOST:
            self._known.clear()
        self._known[issuer] = (self.now() + KNOWN_SECONDS, read)
        return read


def read_metadata(body: bytes, issuer: str) -> ProviderMetadata:
    """Take a discovery document apart. Raises SignInFailed when it is another issuer's or names unsafe endpoints."""
    found = json_object(body)
    if found.get("issuer") != issuer:  # exactly: a document that speaks for another is how mix-ups begin
        raise SignInFailed("The provider's own description names another issuer than the settings do.")
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return ProviderMetadata(
        issuer,
        _endpoint(found.get("authorization_endpoint"), issuer),
        _endpoint(found.get("token_endpoint"), issuer),
        _endpoint(found.get("jwks_uri"), issuer),
        found.get("authorization_response_iss_parameter_supported") is True,
        "client_secret_basic" in methods,
        _endpoint(found["userinfo_endpoint"], issuer) if "userinfo_endpoint" in found else None,
    )


def _endpoint(url: Any, issuer: str) -> str:
    """Return an endpoint that is at least as safe as the issuer's own address."""
    parts = urlsplit(url) if isinstance(url, str) else None
    plain = urlsplit(issuer).scheme == "http"
    good = parts and parts.hostname and not parts.fragment and not parts.username
    if not parts or not good or parts.scheme not in ("https", *(("http",) if plain else ())):
        raise SignInFailed("The provider's own description lacks an endpoint, or names an unsafe one.")
    return str(url)


def json_object(body: bytes) -> dict[str, Any]:
    """Read a JSON object. Raises ProviderUnavailable for anything else."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ProviderUnavailable("The provider answered something that is not what was asked for.")
    return found
