"""Fake shops that people let Aisle into with a browser."""

from __future__ import annotations

from pydantic import BaseModel, SecretStr

from aisle.sources.fake.kind import FakeKind
from aisle.sources.oauth.types import OAuthCredentials, OAuthGrant

GRANT = OAuthGrant(
    "https://consent.fake.example/authorize",
    "https://consent.fake.example/token",
    ("shop.read", "shop.list"),
    {"access_type": "offline"},
)


class FakeConsentCredentials(OAuthCredentials):
    """Tokens; the shop knows the access token."""

    @property
    def token(self) -> SecretStr:
        """What the shop is asked with."""
        return self.access_token


class ConsentingKind(FakeKind):
    """Fake shops by their addresses, whose tokens come by consent."""

    name = "fake_consent"
    title = "Fake shop with consent"
    credentials: type[BaseModel] = FakeConsentCredentials
    oauth = GRANT
