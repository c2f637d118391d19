"""Forged id tokens, of OpenID providers and of Firebase: none signs anybody in."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from web_federation import LOGIN, Stage, error_of, open_stage, somebody
from web_shops import check_problem, open_site

from aisle.core.db import Database
from aisle.core.db.migrate import Roles
from aisle.core.settings import Settings
from aisle.identity.federation.firebase import CERTIFICATES
from aisle.identity.federation.openid import id_tokens

PROJECT = "shop-app"
FOREIGN = ec.generate_private_key(ec.SECP256R1())


@pytest.fixture(scope="module")
async def opened(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: Any,
) -> AsyncIterator[Stage]:
    parts = database, worker_database, dispatcher_database, roles.secrets, tmp_path_factory.mktemp("tokens")
    async with open_stage(lambda **more: open_site(*parts, **more), firebase_project=PROJECT) as made:
        yield made


@pytest.fixture
def stage(opened: Stage) -> Stage:
    return opened.reset()


def encoded(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unsigned(claims: Any, alg: str) -> str:
    return f"{encoded({'alg': alg, 'typ': 'JWT'})}.{encoded(claims)}."


def by_public_key(stage: Stage, claims: Any) -> str:
    """Signed with HMAC, the secret being the provider's public key (the oldest trick of all)."""
    public = stage.acme.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    body = f"{encoded({'alg': 'HS256', 'kid': stage.acme.key_id})}.{encoded(claims)}"
    return f"{body}.{encoded(hmac.new(public, body.encode(), hashlib.sha256).digest())}"


def with_own_key(stage: Stage, claims: Any) -> str:
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(FOREIGN.public_key()))
    return jwt.encode(
        claims,
        FOREIGN,
        "ES256",
        {"kid": stage.acme.key_id, "jwk": public, "jku": "https://evil.example/keys"},
    )


TOKENS: dict[str, Callable[[Stage, Any], str]] = {
    "none": lambda stage, claims: unsigned(claims, "none"),
    "None": lambda stage, claims: unsigned(claims, "None"),
    "nOnE": lambda stage, claims: unsigned(claims, "nOnE"),
    "hmac with the public key": by_public_key,
    "own key in the header": with_own_key,
    "client secret": lambda stage, claims: jwt.encode(claims, "x" * 32, "HS256", {"kid": stage.acme.key_id}),
    "foreign key": lambda stage, claims: jwt.encode(claims, FOREIGN, "ES256", {"kid": stage.acme.key_id}),
    "unknown key": lambda stage, claims: jwt.encode(claims, stage.acme.key, "ES256", {"kid": "another"}),
    "critical extension": lambda stage, claims: jwt.encode(
        claims, stage.acme.key, "ES256", {"kid": stage.acme.key_id, "crit": ["exp"]}
    ),
    "kid is a path": lambda stage, claims: jwt.encode(
        claims, stage.acme.key, "ES256", {"kid": "../../etc/passwd"}
    ),
    "cut": lambda stage, claims: jwt.encode(claims, stage.acme.key, "ES256", {"kid": stage.acme.key_id})[:-4],
    "two parts": lambda stage, claims: ".".join(jwt.encode(claims, stage.acme.key, "ES256").split(".")[:2]),
    "empty": lambda stage, claims: "",
    "nonsense": lambda stage, claims: "a.b.c",
    "long": lambda stage, claims: "a" * 30_000,
}
NOW = int(time.time())
CLAIMS: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://other.example"},
    "issuer with a slash": {"iss": LOGIN + "/"},
    "another audience": {"aud": "other"},
    "several audiences without a party": {"aud": ["aisle", "other"]},
    "another party": {"aud": ["aisle", "other"], "azp": "other"},
    "another party alone": {"azp": "other"},
    "no audience": {"aud": None},
    "expired": {"exp": NOW - 3600},
    "expires never": {"exp": None},
    "expires in words": {"exp": "tomorrow"},
    "expires truly": {"exp": True},
    "issued in the future": {"iat": NOW + 3600},
    "issued long ago": {"iat": NOW - 200_000},
    "not issued": {"iat": None},
    "not yet": {"nbf": NOW + 3600},
    "nobody": {"sub": ""},
    "no subject": {"sub": None},
    "subject is a number": {"sub": 7},
    "subject with a line break": {"sub": "a\nb"},
    "subject is too long": {"sub": "x" * 300},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("how", TOKENS)
async def test_token_that_the_provider_did_not_sign_is_refused(stage: Stage, how: str) -> None:
    visitor = stage.visitor()
    stage.acme.forge = lambda claims: TOKENS[how](stage, claims)
    assert error_of(await visitor.sign_in(**somebody())) == "sign_in_failed"
    assert not visitor.is_signed_in


@pytest.mark.parametrize("what", CLAIMS)
async def test_token_for_something_else_is_refused(stage: Stage, what: str) -> None:
    visitor = stage.visitor()
    stage.acme.spoil = lambda claims, header: claims.update(CLAIMS[what])
    assert error_of(await visitor.sign_in(**somebody())) == "sign_in_failed"
    assert not visitor.is_signed_in


@pytest.mark.parametrize(
    ("check", "lets_in"),
    [
        ("_is_for", "another audience"),
        ("_is_now", "expired"),
        ("_is_subject", "subject is too long"),
        ("_fits", "another access token"),
    ],
)
async def test_corpus_goes_red_without_a_check(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, check: str, lets_in: str
) -> None:
    monkeypatch.setattr(id_tokens, check, lambda *_: True)
    visitor = stage.visitor()
    stage.acme.spoil = lambda claims, header: claims.update(CLAIMS[lets_in])
    await visitor.sign_in(**somebody())
    assert visitor.is_signed_in


async def test_unknown_keys_do_not_make_us_ask_again_and_again(stage: Stage) -> None:
    stage.acme.forge = lambda claims: TOKENS["unknown key"](stage, claims)
    for _ in range(5):
        await stage.visitor().sign_in(**somebody())
    assert sum(url.endswith("/keys") for url in stage.acme.asked) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://login.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
        {"jwks_uri": "https://user@login.example/keys"},
    ],
)
async def test_provider_that_describes_itself_wrongly_is_not_used(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]
) -> None:
    real = stage.acme.metadata()
    monkeypatch.setattr(stage.acme, "metadata", lambda: {**real, **change})
    assert error_of(await stage.visitor().get("/auth/oidc/acme/start")) == "sign_in_failed"


# Firebase --------------------------------------------------------------------------------------------------------


def certificate_of(key: rsa.RSAPrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "securetoken")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
    )
    signed = (
        built.not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .sign(key, hashes.SHA256())
    )
    return signed.public_bytes(serialization.Encoding.PEM).decode()


@pytest.fixture(scope="module")
def google() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def firebase_claims(**changed: Any) -> dict[str, Any]:
    now = int(time.time())
    said = {
        "iss": f"https://securetoken.google.com/{PROJECT}",
        "aud": PROJECT,
        "iat": now,
        "exp": now + 3600,
        "auth_time": now - 10,
        "firebase": {"sign_in_provider": "password", "identities": {}},
        **somebody(),
        **changed,
    }
    return {name: value for name, value in said.items() if value is not None}


async def exchanged(stage: Stage, google: rsa.RSAPrivateKey, token: str) -> Any:
    stage.web.documents[CERTIFICATES] = {"k1": certificate_of(google)}
    return await stage.site.caller(None).post("/auth/firebase", json={"id_token": token})


def signed(google: rsa.RSAPrivateKey, claims: Any, **header: Any) -> str:
    return jwt.encode(claims, google, "RS256", {"kid": "k1", **header})


async def test_apps_user_gets_tokens_once(stage: Stage, google: rsa.RSAPrivateKey) -> None:
    claims = firebase_claims()
    token = signed(google, claims)
    answer = await exchanged(stage, google, token)
    assert answer.status_code == 200, answer.text
    assert answer.json()["refresh_token"]
    page = await stage.site.caller(answer.json()["access_token"]).json("/auth/session")
    assert page["person"]["email"] == claims["email"]
    assert page["login"]["methods"] == ["firebase"]
    check_problem(await exchanged(stage, google, token), 409, "token_used")


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://securetoken.google.com/other"},
        {"aud": "other"},
        {"sub": ""},
        {"auth_time": None},
        {"auth_time": NOW + 7200},
        {"auth_time": "now"},
        {"exp": NOW - 3600},
        {"iat": NOW + 3600},
        {"firebase": None},
        {"firebase": {"sign_in_provider": "anonymous"}},
        {"firebase": {"sign_in_provider": "password", "tenant": "t1"}},
    ],
    ids="-".join,  # names alone: times differ between the processes that run the tests
)
async def test_firebase_token_for_something_else_is_refused(
    stage: Stage, google: rsa.RSAPrivateKey, changed: dict[str, Any]
) -> None:
    answer = await exchanged(stage, google, signed(google, firebase_claims(**changed)))
    check_problem(answer, 400, "sign_in_failed")


async def test_firebase_token_that_google_did_not_sign_is_refused(
    stage: Stage, google: rsa.RSAPrivateKey
) -> None:
    other = rsa.generate_private_key(65537, 2048)
    claims = firebase_claims()
    for token in (
        signed(other, claims),
        signed(google, claims, kid="k2"),
        jwt.encode(claims, google, "RS512", {"kid": "k1"}),
        jwt.encode(claims, google, "PS256", {"kid": "k1"}),
        jwt.encode(claims, certificate_of(google).replace("BEGIN", "BEG1N"), "HS256", {"kid": "k1"}),
        unsigned(claims, "none"),  # what the emulator writes
    ):
        check_problem(await exchanged(stage, google, token), 400, "sign_in_failed")


async def test_address_that_firebase_did_not_verify_makes_no_account(
    stage: Stage, google: rsa.RSAPrivateKey
) -> None:
    answer = await exchanged(stage, google, signed(google, firebase_claims(email_verified=False)))
    check_problem(answer, 403, "provider_email_not_verified")


async def test_emulators_tokens_are_taken_where_that_is_set_and_no_others(
    open_other_site: Any, google: rsa.RSAPrivateKey
) -> None:
    async with open_stage(open_other_site, firebase_project=PROJECT, firebase_emulator=True) as stage:
        answer = await exchanged(stage, google, unsigned(firebase_claims(), "none"))
        assert answer.status_code == 200, answer.text
        check_problem(
            await exchanged(stage, google, signed(google, firebase_claims())), 400, "sign_in_failed"
        )
        check_problem(
            await exchanged(stage, google, unsigned(firebase_claims(aud="other"), "none")),
            400,
            "sign_in_failed",
        )


def test_production_refuses_the_emulator() -> None:
    given: dict[str, Any] = {"mode": "production", "database_url": "postgresql://a:b@c/d", "_env_file": None}
    with pytest.raises(ValueError, match="AISLE_FIREBASE_EMULATOR"):
        Settings(**given, firebase_emulator=True)


async def test_installation_without_a_project_takes_no_token(open_other_site: Any) -> None:
    async with open_stage(open_other_site) as stage:
        answer = await stage.site.caller(None).post("/auth/firebase", json={"id_token": "x"})
        check_problem(answer, 404, "provider_not_found")
