"""A provider in memory: the fake of the port, as strict as a real one, for tests of everything that signs in with others."""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from aisle.core.clock import Clock
from aisle.identity.federation.errors import ProviderUnavailable, SignInFailed
from aisle.identity.federation.ports import Answer

Json = dict[str, Any]


@dataclass
class FakeProvider:
    """One OpenID provider with one client. claims: of whoever signs in next. spoil: changes a token's claims and header before it is signed."""

    clock: Clock
    issuer: str = "https://login.example"
    client_id: str = "aisle"
    client_secret: str = field(default="the client's secret", repr=False)
    redirect: str = ""
    claims: Json = field(default_factory=dict)
    spoil: Callable[[Json, Json], None] | None = None
    forge: Callable[[Json], str] | None = None  # makes the whole token in its own way
    is_away: bool = False
    sends_issuer: bool = True
    thin: bool = False  # id tokens name nobody; the userinfo endpoint does
    spoil_userinfo: Callable[[Json], None] | None = None
    asked: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _known: dict[str, Json] = field(default_factory=dict)  # what an access token opens

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.key_id = secrets.token_hex(4)

    # what a person does at the provider ------------------------------------------------------------------------
    def approve(self, address: str, **claims: Any) -> dict[str, str]:
        """Sign in at the address that the browser was sent to; returns the parameters of the way back.

        Raises SignInFailed for what a provider must not take.
        """
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        right = asked["client_id"] == self.client_id and asked["redirect_uri"] == self.redirect
        if not right or asked["response_type"] != "code" or asked.get("code_challenge_method") != "S256":
            raise SignInFailed("the provider takes exact redirects and PKCE alone")
        code = secrets.token_urlsafe(16)
        self._codes[code] = {**asked, "claims": json.dumps({**self.claims, **claims})}
        return {"code": code, "state": asked["state"], **({"iss": self.issuer} if self.sends_issuer else {})}

    # the port ---------------------------------------------------------------------------------------------------
    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Answer like the provider's documents."""
        self._note(url)
        if url == f"{self.issuer}/me":
            return Answer(json.dumps(self._userinfo(headers or {})).encode())
        documents = {
            f"{self.issuer}/.well-known/openid-configuration": self.metadata,
            f"{self.issuer}/keys": self.key_set,
        }
        if url not in documents:
            raise SignInFailed("The provider refused what it was asked.")
        return Answer(json.dumps(documents[url]()).encode(), 600.0)

    async def post_form(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        """Answer like the token endpoint: every code once, for its own client, redirect and verifier."""
        self._note(url)
        begun = self._codes.pop(form["code"], None)
        if url != f"{self.issuer}/token" or begun is None or not self._knows(headers):
            raise SignInFailed("The provider refused what it was asked.")
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
            .decode()
            .rstrip("=")
        )
        if challenge != begun["code_challenge"] or form["redirect_uri"] != begun["redirect_uri"]:
            raise SignInFailed("The provider refused what it was asked.")
        access = secrets.token_urlsafe(16)
        claims = self._known[access] = json.loads(begun["claims"])
        told = {"sub": claims.get("sub")} if self.thin else claims
        token = self.token(begun.get("nonce"), told)
        return Answer(
            json.dumps({"access_token": access, "token_type": "Bearer", "id_token": token}).encode()
        )

    async def close(self) -> None:
        """Nothing is open."""

    # what it publishes ------------------------------------------------------------------------------------------
    def metadata(self) -> Json:
        """The discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "authorization_response_iss_parameter_supported": self.sends_issuer,
            "userinfo_endpoint": f"{self.issuer}/me",
        }

    def key_set(self) -> Json:
        """The keys that check its tokens."""
        public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": self.key_id, "use": "sig", "alg": "ES256"}]}

    def token(self, nonce: str | None, claims: Json) -> str:
        """Sign an id token."""
        now = int(self.clock.now().timestamp())
        said: Json = {
            "iss": self.issuer,
            "aud": self.client_id,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **claims,
        }
        header: Json = {"kid": self.key_id}
        if self.spoil:
            self.spoil(said, header)
        return self.forge(said) if self.forge else jwt.encode(said, self.key, "ES256", header)

    def _knows(self, headers: Mapping[str, str]) -> bool:
        kind, _, pair = headers.get("Authorization", "").partition(" ")
        name, _, secret = base64.b64decode(pair).decode().partition(":") if kind == "Basic" else ("", "", "")
        return (unquote(name), unquote(secret)) == (self.client_id, self.client_secret)

    def _userinfo(self, headers: Mapping[str, str]) -> Json:
        said = self._known.get(headers.get("Authorization", "").removeprefix("Bearer "))
        if said is None:
            raise SignInFailed("The provider refused what it was asked.")
        said = dict(said)
        if self.spoil_userinfo:
            self.spoil_userinfo(said)
        return said

    def _note(self, url: str) -> None:
        self.asked.append(url)
        if self.is_away:
            raise ProviderUnavailable()
