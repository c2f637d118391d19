"""An authorization server of our own: strict about everything a client sends (RFC 6749, RFC 7636)."""

import base64
import hashlib
import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from aisle.sources.oauth.types import OAuthGrant
from aisle.sources.ports import Answer, Request


@dataclass
class AuthorizationServer:
    """Knows one client. scopes: granted, where it is not all that was asked for. fails: (status, body) answered instead."""

    grant: OAuthGrant
    client: tuple[str, str] = ("client-1", "client-secret-1")
    redirect: str = "http://api.test/account/consent"
    scopes: str | None = None
    rotates: bool = False
    lives: int = 3600
    fails: tuple[int, Any] | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refresh_tokens: dict[str, str] = field(default_factory=dict)  # with their scopes
    access_tokens: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def consent(self, location: str) -> dict[str, str]:
        """Say yes; return what the browser brings back."""
        parts = urlsplit(location)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == self.grant.authorize
        said = {name: values[0] for name, values in parse_qs(parts.query, strict_parsing=True).items()}
        assert said["response_type"] == "code"
        assert said["client_id"] == self.client[0]
        assert said["redirect_uri"] == self.redirect, "an address that is not registered"
        assert said["scope"].split() == list(self.grant.scopes)
        assert (said["code_challenge_method"], len(said["code_challenge"])) == ("S256", 43)
        assert {**said, **self.grant.more} == said
        assert self.client[1] not in location
        code = f"4/{secrets.token_urlsafe(24)}"
        self.codes[code] = said
        return {"state": said["state"], "code": code}

    async def send(self, request: Request) -> Answer:
        """Answer as the token endpoint."""
        assert (request.method, request.url, request.redirects) == ("POST", self.grant.token, 0)
        assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
        form = {
            name: values[0]
            for name, values in parse_qs((request.body or b"").decode(), strict_parsing=True).items()
        }
        self.asked.append(form)
        if self.fails:
            return self._answer(*self.fails)
        if self._client(request, form) != self.client:
            return self._answer(401, {"error": "invalid_client", "error_description": f"Not {form}"})
        if form["grant_type"] == "authorization_code":
            return self._of_code(form)
        assert form["grant_type"] == "refresh_token"
        return self._of_refresh_token(form)

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Answer."""
        yield (await self.send(request)).body

    async def close(self) -> None:
        """Nothing is held."""

    def _client(self, request: Request, form: dict[str, str]) -> tuple[str, str]:
        if self.grant.client_in == "body":
            return form["client_id"], form["client_secret"]
        assert "client_secret" not in form
        pair = base64.b64decode(request.credentials["Authorization"].removeprefix("Basic ")).decode()
        return tuple(pair.split(":", 1))  # type: ignore[return-value]

    def _of_code(self, form: dict[str, str]) -> Answer:
        begun = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            begun is None
            or begun["redirect_uri"] != form["redirect_uri"]
            or begun["code_challenge"] != challenge
        ):
            return self._answer(400, {"error": "invalid_grant"})
        return self._given(begun["scope"] if self.scopes is None else self.scopes, True)

    def _of_refresh_token(self, form: dict[str, str]) -> Answer:
        scopes = self.refresh_tokens.get(form["refresh_token"])
        if scopes is None:
            return self._answer(
                400, {"error": "invalid_grant", "error_description": "Token has been revoked."}
            )
        if self.rotates:
            del self.refresh_tokens[form["refresh_token"]]
        return self._given(scopes, self.rotates)

    def _given(self, scopes: str, with_refresh_token: bool) -> Answer:
        access, refresh = f"at-{secrets.token_urlsafe(16)}", f"1//{secrets.token_urlsafe(16)}"
        self.access_tokens[access] = scopes
        given = {"access_token": access, "expires_in": self.lives, "token_type": "Bearer", "scope": scopes}
        if with_refresh_token:
            self.refresh_tokens[refresh] = scopes
            given["refresh_token"] = refresh
        return self._answer(200, given)

    def _answer(self, status: int, body: Any) -> Answer:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Answer(self.grant.token, status, {"content-type": "application/json"}, data)


def address_with(brought: dict[str, str], redirect: str) -> str:
    """Return the address that a browser comes back to."""
    return f"{redirect}?{urlencode(brought)}"
