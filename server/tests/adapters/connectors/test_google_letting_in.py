"""Whom Google lets in: service accounts by their keys, with address and audience fixed, and what forms refuse."""

import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from google_drive import EMAIL, READ, TOKEN, GoogleDouble, key_file
from google_reading import connector
from pydantic import ValidationError
from world_of_google import CREDENTIALS, drive
from worlds import NOW, setup

from aisle.adapters.connectors.google import GOOGLE
from aisle.adapters.connectors.google.credentials import GoogleCredentials, service_account
from aisle.adapters.connectors.google.options import GoogleOptions
from aisle.adapters.connectors.google.tokens import ServiceAccountTokens
from aisle.sources.errors import FixCredentials
from aisle.sources.ports import Authorizing, Bound
from aisle.sources.records import Resource


def account(**changed: Any) -> GoogleCredentials:
    """Return the credentials of a service account."""
    return GoogleCredentials(service_account=key_file(**changed))


def pem(key: Any) -> str:
    """Return a key as files hold it."""
    kind = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()


async def test_a_service_account_reads_with_one_token() -> None:
    double = drive()
    open_ = connector(double, account())
    assert EMAIL in (await open_.check()).shop
    pages = [page async for page in open_.pages(Resource.DOCUMENTS, None, None)]
    assert sum(len(page.records) for page in pages) == 43
    (claims,) = double.claims
    assert (claims["iss"], claims["aud"], claims["scope"]) == (EMAIL, TOKEN, READ)
    assert "sub" not in claims


async def test_the_key_file_says_nothing_of_where_to_ask() -> None:
    """The double knows no other address: a claim sent to one would fail."""
    double = drive()
    await connector(double, account(token_uri="https://evil.example/token")).check()
    assert double.claims[0]["aud"] == TOKEN


async def test_a_service_account_acts_for_somebody_where_it_is_told_to() -> None:
    double = drive()
    await connector(double, account().model_copy(update={"subject": "ada@shop.example"})).check()
    assert double.claims[0]["sub"] == "ada@shop.example"


async def test_a_key_that_google_does_not_know_is_to_be_fixed() -> None:
    other = pem(rsa.generate_private_key(65537, 2048))
    with pytest.raises(FixCredentials) as told:
        await connector(drive(), account(private_key=other)).check()
    assert other[40:80] not in f"{told.value!r}{told.value.detail}"
    with pytest.raises(FixCredentials):
        await connector(drive(), account(client_email="other@shop.example")).check()


async def test_a_token_is_asked_for_anew_before_it_ends() -> None:
    double, now = GoogleDouble(), [NOW - timedelta(hours=1)]
    made = setup(GoogleOptions(places=["root"]), account(), double, now=lambda: now[0])
    tokens = ServiceAccountTokens(made, service_account(key_file()))
    double.tokens.lives = 3600
    now[0] = NOW
    first = await tokens.current()
    assert await tokens.current() == first
    assert await tokens.replace("another")
    assert len(double.claims) == 1
    assert await tokens.replace(first)
    assert len(double.claims) == 2


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '"secret-words"',
        json.dumps({"type": "authorized_user", "client_secret": "secret-words"}),
        key_file(private_key="secret-words"),
        key_file(private_key_id=""),
        key_file(client_email=7),
        key_file(private_key=pem(ec.generate_private_key(ec.SECP256R1()))),
        key_file(private_key=pem(rsa.generate_private_key(65537, 1024))),
    ],
    ids=["broken", "list", "text", "person", "no_key", "no_id", "no_email", "curve", "short"],
)
def test_what_is_no_key_of_an_account_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        GoogleCredentials(service_account=text)
    told = json.dumps(refused.value.errors(include_input=False, include_url=False, include_context=False))
    assert "secret-words" not in told
    assert "PRIVATE KEY" not in told


def test_addresses_of_places_are_known_by_their_ids() -> None:
    given = [
        "https://drive.google.com/drive/folders/1aB_c-D2e3F?usp=sharing",
        "https://drive.google.com/drive/u/0/folders/1aB_c-D2e3F",
        "https://docs.google.com/spreadsheets/d/1aB_c-D2e3F/edit#gid=0",
        "https://drive.google.com/open?id=1aB_c-D2e3F",
        " 1aB_c-D2e3F ",
    ]
    assert GoogleOptions(places=given).places == ["1aB_c-D2e3F"] * 5
    for odd in ("", "x", "a' in parents or 'b", "https://evil.example/folders/1aB_c-D2e3F", "a/b"):
        with pytest.raises(ValidationError):
            GoogleOptions(places=[odd])


def test_consent_is_asked_for_at_google_and_for_reading_alone() -> None:
    assert isinstance(GOOGLE, Authorizing)
    assert isinstance(GOOGLE, Bound)
    assert GOOGLE.oauth.authorize == "https://accounts.google.com/o/oauth2/v2/auth"
    assert (GOOGLE.oauth.token, GOOGLE.oauth.scopes) == (TOKEN, (READ,))
    assert GOOGLE.oauth.more == {"access_type": "offline", "prompt": "consent"}
    assert GoogleCredentials().needs_consent
    assert not account().needs_consent
    assert not CREDENTIALS.needs_consent
