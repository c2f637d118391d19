"""Firebase id tokens, for people who signed in inside a mobile app (Firebase: verify ID tokens using a third-party library)."""

import asyncio
import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography import x509

from aisle.core.clock import Clock
from aisle.identity.federation.claims import identity_of
from aisle.identity.federation.errors import ProviderUnavailable, SignInFailed
from aisle.identity.federation.openid import id_tokens
from aisle.identity.federation.openid.id_tokens import TokenExpectation
from aisle.identity.federation.openid.metadata import json_object
from aisle.identity.federation.ports import Endpoints
from aisle.identity.federation.types import ExternalIdentity

CERTIFICATES = "https://www.googleapis.com/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com"
ISSUER = "https://securetoken.google.com/"
PROVIDER, METHOD = "firebase", "firebase"
USUAL_SECONDS, LEAST_SECONDS, MOST_SECONDS = 3600.0, 60.0, 86_400.0
MOST_CERTIFICATES = 20


@dataclass(slots=True)
class Certificates:
    """Google's certificates, kept as long as Google says, asked anew for an unknown key once a minute at most. now: seconds."""

    endpoints: Endpoints
    now: Callable[[], float] = time.monotonic
    _keys: dict[str, jwt.PyJWK] = field(default_factory=dict)
    _fetched: float = float("-inf")
    _until: float = float("-inf")
    _fetching: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def find(self, key_id: str) -> jwt.PyJWK:
        """Return the key of a certificate. Raises SignInFailed, ProviderUnavailable."""
        if self._is_due(key_id):
            async with self._fetching:
                if self._is_due(key_id):
                    await self._fetch()
        if key_id not in self._keys:
            raise SignInFailed("The token names a key that Google does not publish.")
        return self._keys[key_id]

    def _is_due(self, key_id: str) -> bool:
        unknown = key_id not in self._keys and self.now() - self._fetched >= LEAST_SECONDS
        return self._until <= self.now() or unknown

    async def _fetch(self) -> None:
        answer = await self.endpoints.get(CERTIFICATES)
        self._keys = read_certificates(answer.body)
        lasts = min(max(answer.max_age or USUAL_SECONDS, LEAST_SECONDS), MOST_SECONDS)
        self._fetched, self._until = self.now(), self.now() + lasts


def read_certificates(body: bytes) -> dict[str, jwt.PyJWK]:
    """Return public keys by key id. Raises ProviderUnavailable for what holds no certificate."""
    found = json_object(body)
    try:
        return {
            str(name): _key_of(str(name), str(pem)) for name, pem in list(found.items())[:MOST_CERTIFICATES]
        }
    except (ValueError, TypeError):
        raise ProviderUnavailable("Google's certificates cannot be read.") from None


def _key_of(key_id: str, pem: str) -> jwt.PyJWK:
    public: Any = x509.load_pem_x509_certificate(pem.encode()).public_key()
    made = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(public))
    return jwt.PyJWK.from_dict({**made, "kid": key_id, "alg": "RS256"})


@dataclass(frozen=True, slots=True)
class Firebase:
    """Checks id tokens of one Firebase project.

    emulator: take the unsigned tokens of the Firebase emulator instead of Google's, and no others; only in development.
    """

    project: str
    certificates: Certificates
    clock: Clock
    emulator: bool = False

    async def identify(self, token: str) -> ExternalIdentity:
        """Return who signed in to the app. Raises SignInFailed, ProviderUnavailable."""
        claims = self._unsigned(token) if self.emulator else await self._signed(token)
        provider = claims.get("firebase")
        way = provider.get("sign_in_provider") if isinstance(provider, dict) else None
        # auth_time: when the person really signed in. Tokens of anonymous users and of a project's tenants are for others.
        since, now = claims.get("auth_time"), self.clock.now().timestamp()
        past = (
            isinstance(since, int)
            and not isinstance(since, bool)
            and 0 < since <= now + id_tokens.SKEW.total_seconds()
        )
        foreign = isinstance(provider, dict) and provider.get("tenant") is not None
        if not past or foreign or way in (None, "anonymous"):
            raise SignInFailed("The token does not say that a person signed in to this project.")
        return identity_of(PROVIDER, METHOD, claims)

    def _expected(self) -> TokenExpectation:
        return TokenExpectation(ISSUER + self.project, self.project, self.clock.now())

    async def _signed(self, token: str) -> dict[str, Any]:
        header = id_tokens.header_of(token)
        if header["alg"] != "RS256" or not header.get("kid"):
            raise SignInFailed("The token is not one that Firebase signed.")
        return id_tokens.verify(token, await self.certificates.find(header["kid"]), self._expected())

    def _unsigned(self, token: str) -> dict[str, Any]:
        """Read a token of the emulator: `alg` is none and there is no signature; all other checks hold."""
        parts = token.split(".") if len(token) <= id_tokens.LONGEST_TOKEN else []
        if len(parts) != 3 or parts[2]:
            raise SignInFailed("The token is not one of the Firebase emulator.")
        try:
            header, claims = (
                json.loads(base64.urlsafe_b64decode(one + "=" * (-len(one) % 4))) for one in parts[:2]
            )
        except (ValueError, RecursionError):
            raise SignInFailed("The token cannot be read.") from None
        if not isinstance(header, dict) or header.get("alg") != "none" or not isinstance(claims, dict):
            raise SignInFailed("The token is not one of the Firebase emulator.")
        return id_tokens.judge(claims, self._expected())
