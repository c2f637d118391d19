"""OAuth 1.0a (RFC 5849) with HMAC-SHA256, as old shop systems want it: one or two secrets, in a header or in the address."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

Pairs = Sequence[tuple[str, str]]


def _nonce() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs requests. token, token_secret: empty for one-legged OAuth. nonce: never twice the same, or the shop refuses."""

    key: str
    secret: str = field(repr=False)
    now: Callable[[], datetime]
    token: str = ""
    token_secret: str = field(default="", repr=False)
    nonce: Callable[[], str] = _nonce

    def sign(self, method: str, url: str, query: Pairs) -> list[tuple[str, str]]:
        """Return the parameters `oauth_...`, the signature last. url: without a query. query: what is asked beside."""
        own = [("oauth_consumer_key", self.key), ("oauth_timestamp", str(int(self.now().timestamp())))]
        own += [("oauth_nonce", self.nonce()), ("oauth_signature_method", "HMAC-SHA256")]
        own += [("oauth_token", self.token), ("oauth_version", "1.0")] if self.token else []
        return [*own, ("oauth_signature", self._signature(method, url, [*query, *own]))]

    def _signature(self, method: str, url: str, pairs: Pairs) -> str:
        coded = sorted((encoded(name), encoded(value)) for name, value in pairs)
        joined = "&".join(f"{name}={value}" for name, value in coded)
        base = "&".join((method.upper(), encoded(url), encoded(joined)))
        key = f"{encoded(self.secret)}&{encoded(self.token_secret)}"
        return base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha256).digest()).decode()


def header(own: Pairs) -> str:
    """Return the value of Authorization."""
    return "OAuth " + ", ".join(f'{encoded(name)}="{encoded(value)}"' for name, value in own)


def encoded(text: str) -> str:
    """Percent-encode all but the unreserved characters (RFC 5849, 3.6)."""
    return quote(text, safe="-._~")
