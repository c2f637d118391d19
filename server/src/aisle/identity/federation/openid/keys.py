"""Providers' signing keys (RFC 7517), fetched seldom, however many tokens name keys that are not there."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from aisle.identity.federation.errors import SignInFailed
from aisle.identity.federation.openid.metadata import json_object
from aisle.identity.federation.ports import Endpoints

KNOWN_SECONDS, LEAST_SECONDS, MOST_SECONDS = 3600.0, 60.0, 86_400.0
MOST_KEYS, REMEMBER_MOST = 50, 1_000
SMALLEST_RSA = 2048
KEY_TYPES = ("RSA", "EC", "OKP")  # never oct: a shared secret signs for whoever knows it


@dataclass(frozen=True, slots=True)
class _Kept:
    keys: tuple[jwt.PyJWK, ...]
    fetched: float
    until: float


@dataclass(slots=True)
class KeySets:
    """Keys by the address that they are found at. now: seconds."""

    endpoints: Endpoints
    now: Callable[[], float] = time.monotonic
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _fetching: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def find(self, jwks_uri: str, key_id: str | None) -> jwt.PyJWK:
        """Return the key that a token names; without a name, the only one there is.

        A key that is not known is looked for anew, once a minute at most. Raises SignInFailed, ProviderUnavailable.
        """
        kept = self._kept.get(jwks_uri)
        if kept is None or kept.until <= self.now():
            kept = await self._fetch(jwks_uri, kept)
        found = _chosen(kept.keys, key_id)
        if found is None and self.now() - kept.fetched >= LEAST_SECONDS:
            kept = await self._fetch(jwks_uri, kept)
            found = _chosen(kept.keys, key_id)
        if found is None:
            raise SignInFailed("The provider's token names a key that the provider does not publish.")
        return found

    async def warm(self, jwks_uri: str) -> None:
        """Fetch keys that are not known yet. Raises SignInFailed where none can be used, ProviderUnavailable."""
        kept = self._kept.get(jwks_uri) or await self._fetch(jwks_uri, None)
        if not kept.keys:
            raise SignInFailed("The provider publishes no key that can check signatures.")

    async def _fetch(self, jwks_uri: str, stale: _Kept | None) -> _Kept:
        async with self._fetching.setdefault(jwks_uri, asyncio.Lock()):
            there = self._kept.get(jwks_uri)
            if there is not None and there is not stale:
                return there  # somebody else fetched it meanwhile
            answer = await self.endpoints.get(jwks_uri)
            lasts = min(max(answer.max_age or KNOWN_SECONDS, LEAST_SECONDS), MOST_SECONDS)
            if len(self._kept) >= REMEMBER_MOST:
                self._kept.clear()
            self._kept[jwks_uri] = _Kept(read_keys(answer.body), self.now(), self.now() + lasts)
            return self._kept[jwks_uri]


def read_keys(body: bytes) -> tuple[jwt.PyJWK, ...]:
    """Return the keys of a set that may check signatures; others are left out, as the standard wants it."""
    listed = json_object(body).get("keys")
    read = [_read(one) for one in listed[:MOST_KEYS]] if isinstance(listed, list) else []
    return tuple(key for key in read if key is not None)


def _read(one: Any) -> jwt.PyJWK | None:
    if not isinstance(one, dict) or one.get("kty") not in KEY_TYPES or one.get("use", "sig") != "sig":
        return None
    try:
        key = jwt.PyJWK.from_dict(one)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return None
    weak = isinstance(key.key, RSAPublicKey) and key.key.key_size < SMALLEST_RSA
    return None if weak else key


def _chosen(keys: tuple[jwt.PyJWK, ...], key_id: str | None) -> jwt.PyJWK | None:
    if key_id is None:
        return keys[0] if len(keys) == 1 else None
    return next((key for key in keys if key.key_id == key_id), None)
