"""Detached JWS over deliveries: RFC 7515 (appendix F), RFC 7797 (b64=false), with published keys (RFC 7517)."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

import jwt

from aisle.adapters.connectors.api.hook_shapes import JwsShape
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Delivery

PUBLISHED = "jwks:"  # before kept keys, so that none is ever taken for a shared secret
MOST_KEYS, MOST_CHARACTERS, LEAST_RSA_BITS = 10, 20_000, 2048
_TYPES = {"RS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}
_PUBLIC = ("kty", "kid", "use", "alg", "n", "e", "crv", "x", "y")


def kept_keys(published: Any) -> str:
    """Return the public keys of a JWKS as they are kept. Raises BrokenData where there are none."""
    found = published.get("keys") if isinstance(published, dict) else None
    listed = found if isinstance(found, list) else []
    keys = [one for one in listed if isinstance(one, dict) and one.get("kty") in _TYPES.values()]
    kept = [{name: str(one[name]) for name in _PUBLIC if name in one} for one in keys[:MOST_KEYS]]
    text = PUBLISHED + json.dumps(kept)
    if not kept or len(text) > MOST_CHARACTERS:
        raise BrokenData("The shop publishes no keys at the address that the configuration names.")
    return text


def is_signed(shape: JwsShape, delivery: Delivery, secrets: Sequence[str]) -> bool:
    """Whether one of the kept keys signed it."""
    parts = delivery.headers.get(shape.header.lower(), "").split(".")
    if len(parts) != 3 or parts[1]:
        return False
    try:
        protected = json.loads(_bytes(parts[0]))
        signature, algorithm = _bytes(parts[2]), protected["alg"]
        if algorithm not in shape.algorithms or not _is_understood(protected):
            return False
    except (ValueError, TypeError, KeyError, RecursionError):
        return False
    body = delivery.body if protected.get("b64") is False else _text(delivery.body)
    signed = parts[0].encode() + b"." + body
    return any(_fits(key, algorithm, signed, signature) for key in _keys(secrets, protected, algorithm))


def _is_understood(protected: Mapping[str, Any]) -> bool:
    """Whether nothing is critical that we do not know, and b64 is critical where it stands (RFC 7797, section 6)."""
    critical = protected.get("crit", [])
    if "b64" in protected:
        return critical == ["b64"] and isinstance(protected["b64"], bool)
    return critical == [] and "crit" not in protected


def _keys(secrets: Sequence[str], protected: Mapping[str, Any], algorithm: str) -> list[Mapping[str, str]]:
    kept = [
        key for one in secrets if one.startswith(PUBLISHED) for key in json.loads(one.removeprefix(PUBLISHED))
    ]
    wanted = protected.get("kid")
    return [
        key
        for key in kept
        if key["kty"] == _TYPES[algorithm]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and wanted in (None, key.get("kid"))
    ]


def _fits(key: Mapping[str, str], algorithm: str, signed: bytes, signature: bytes) -> bool:
    try:
        made = jwt.PyJWK.from_dict(dict(key), algorithm=algorithm)
        if key["kty"] == "RSA" and made.key.key_size < LEAST_RSA_BITS:
            return False
        return made.Algorithm.verify(signed, made.key, signature)
    except (jwt.PyJWTError, ValueError, TypeError):
        return False


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _text(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")
