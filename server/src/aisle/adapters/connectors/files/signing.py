"""Signature version 4 of requests without a body.

Source: AWS, "Signature Version 4 signing process" and "Authenticating Requests: Using the Authorization Header" (S3).
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

NOTHING = hashlib.sha256(b"").hexdigest()
ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for one account. service: s3, unless a test of the method itself names another."""

    key: str
    secret: str = field(repr=False)
    region: str
    token: str = field(default="", repr=False)
    service: str = "s3"

    def headers(
        self, method: str, url: str, now: datetime, more: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        """Return the headers that prove who asks.

        Args:
            method: GET or HEAD.
            url: Its path and query as they are sent, percent-encoded.
            now: The time of the request; servers allow 15 minutes.
            more: Other headers that are signed.
        """
        time = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        own = (
            {"x-amz-date": time, "x-amz-content-sha256": NOTHING}
            if self.service == "s3"
            else {"x-amz-date": time}
        )
        if self.token:
            own["x-amz-security-token"] = self.token
        signed = {name.lower(): " ".join(value.split()) for name, value in {**(more or {}), **own}.items()}
        named = {"host": urlsplit(url).netloc, **signed}
        scope = f"{time[:8]}/{self.region}/{self.service}/aws4_request"
        text = f"{ALGORITHM}\n{time}\n{scope}\n{hashlib.sha256(canonical_request(method, url, named).encode()).hexdigest()}"
        signature = hmac.new(self._key(time[:8]), text.encode(), hashlib.sha256).hexdigest()
        names = ";".join(sorted(named))
        proof = f"{ALGORITHM} Credential={self.key}/{scope}, SignedHeaders={names}, Signature={signature}"
        return {**own, "Authorization": proof}

    def _key(self, day: str) -> bytes:
        made = f"AWS4{self.secret}".encode()
        for part in (day, self.region, self.service, "aws4_request"):
            made = hmac.new(made, part.encode(), hashlib.sha256).digest()
        return made


def canonical_request(method: str, url: str, headers: Mapping[str, str]) -> str:
    """Return the form of a request that is signed. url: encoded as it is sent; headers: lower-case names, host among them."""
    parts = urlsplit(url)
    pairs = sorted(tuple(one.partition("=")[::2]) for one in parts.query.split("&") if one)
    query = "&".join(f"{name}={value}" for name, value in pairs)
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    return f"{method}\n{parts.path or '/'}\n{query}\n{lines}\n{';'.join(sorted(headers))}\n{NOTHING}"


def encoded(text: str, safe: str = "") -> str:
    """Return a name as it stands in a signed address (RFC 3986: all but unreserved characters)."""
    return quote(text.encode("utf-8", "surrogatepass"), safe=f"-._~{safe}")
