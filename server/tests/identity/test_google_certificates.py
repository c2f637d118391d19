"""Google's certificates over HTTP: kept as long as they say, asked for anew no more often than once a minute."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from aisle.adapters.openid import OperatorEndpoints
from aisle.core.clock import SystemClock
from aisle.identity.federation import firebase
from aisle.identity.federation.errors import ProviderUnavailable, SignInFailed
from aisle.identity.federation.firebase import Certificates, Firebase
from scripted_http import Asked, Reply, scripted_server

PROJECT = "shop-app"


@dataclass
class Google:
    """Publishes certificates of its own making, to be kept for ten minutes."""

    keys: dict[str, rsa.RSAPrivateKey] = field(default_factory=dict)
    cache: str = "public, max-age=600, must-revalidate"
    status: int = 200
    seconds: float = 1_000.0
    asked: int = 0

    def answer(self, asked: Asked) -> Reply:
        self.asked += 1
        body = {name: certificate_of(key) for name, key in self.keys.items()}
        return Reply(self.status, body, {"Cache-Control": self.cache} if self.cache else {})

    def new_key(self, name: str) -> None:
        self.keys[name] = rsa.generate_private_key(65537, 2048)

    def token(self, name: str) -> str:
        now = int(datetime.now(UTC).timestamp())
        claims: dict[str, Any] = {
            "iss": f"https://securetoken.google.com/{PROJECT}", "aud": PROJECT, "sub": "s1", "iat": now,
            "exp": now + 3600, "auth_time": now - 1, "firebase": {"sign_in_provider": "password"},
        }  # fmt: skip
        return jwt.encode(claims, self.keys[name], "RS256", {"kid": name})


def certificate_of(key: rsa.RSAPrivateKey) -> str:
    name, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "securetoken")]), datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(9))
    return built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


@pytest.fixture
async def opened(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Google, Firebase]]:
    google, endpoints = Google(), OperatorEndpoints()
    google.new_key("k1")
    async with scripted_server(google.answer) as server:
        monkeypatch.setattr(firebase, "CERTIFICATES", f"{server.url}/certificates")
        yield google, Firebase(PROJECT, Certificates(endpoints, lambda: google.seconds), SystemClock())
        await endpoints.close()


async def test_certificates_are_kept_as_long_as_google_says(opened: tuple[Google, Firebase]) -> None:
    google, checks = opened
    for passed, asked in ((0.0, 1), (599.0, 1), (1.0, 2), (599.0, 2)):
        google.seconds += passed
        assert (await checks.identify(google.token("k1"))).subject == "s1"
        assert google.asked == asked


@pytest.mark.parametrize(
    ("cache", "kept"), [("", 3600), ("no-store", 3600), ("max-age=1", 60), ("max-age=999999", 86_400)]
)
async def test_unreasonable_times_are_bounded(opened: tuple[Google, Firebase], cache: str, kept: int) -> None:
    google, checks = opened
    google.cache = cache
    for passed, asked in ((0.0, 1), (kept - 1.0, 1), (1.0, 2)):
        google.seconds += passed
        await checks.identify(google.token("k1"))
        assert google.asked == asked


async def test_new_key_is_looked_for_at_once_and_a_made_up_one_seldom(
    opened: tuple[Google, Firebase],
) -> None:
    google, checks = opened
    await checks.identify(google.token("k1"))
    google.new_key("k2")
    google.seconds += 60
    assert (await checks.identify(google.token("k2"))).subject == "s1"
    asked, forged = google.asked, Google(keys={"made up": google.keys["k1"]}).token("made up")
    for _ in range(50):
        with pytest.raises(SignInFailed):
            await checks.identify(forged)
    assert google.asked == asked


async def test_key_that_google_takes_back_signs_nobody_in_once_the_time_is_over(
    opened: tuple[Google, Firebase],
) -> None:
    google, checks = opened
    token = google.token("k1")
    await checks.identify(token)
    del google.keys["k1"]
    google.new_key("k2")
    google.seconds += 600
    with pytest.raises(SignInFailed):
        await checks.identify(token)


async def test_google_that_is_away_is_told_apart_from_a_forgery(opened: tuple[Google, Firebase]) -> None:
    google, checks = opened
    google.status = 503
    with pytest.raises(ProviderUnavailable):
        await checks.identify(google.token("k1"))
    assert google.asked
