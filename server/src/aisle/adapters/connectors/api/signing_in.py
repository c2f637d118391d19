"""How an API is told who asks. Each kind gives the headers and parameters of a request, and may be renewed."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from pydantic import SecretStr

from aisle.adapters.connectors.api.compiling import Api
from aisle.adapters.connectors.api.meanings import judged, known_of
from aisle.adapters.connectors.api.options import ApiCredentials
from aisle.adapters.connectors.api.shapes import BasicAuth, BearerAuth, KeyAuth, Login, OAuth
from aisle.adapters.connectors.api.templates import template
from aisle.adapters.connectors.asking import Asking
from aisle.sources.errors import FixCredentials
from aisle.sources.ports import Request, Setup
from aisle.sources.rules.values import as_text

EARLY = timedelta(seconds=60)  # before its end a token is renewed


@dataclass(frozen=True, slots=True)
class Proof:
    """What is sent with each request. ends: None: not known to end."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    ends: datetime | None = None


class SignIn(Protocol):
    """Yields a proof. renewable: whether another may hold where this one is refused."""

    renewable: bool

    async def proof(self) -> Proof:
        """Return a fresh proof. Raises FixCredentials, and what asking raises."""
        ...


def sign_in(api: Api, setup: Setup, asking: Asking) -> SignIn:
    """Return how this API is signed in to. Raises FixCredentials where the credentials that it needs are not there."""
    auth, given = api.configuration.auth, setup.credentials
    match auth:
        case BasicAuth():
            pair = f"{_credential(auth.username, given)}:{_credential(auth.password, given)}"
            return Fixed(Proof({"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}))
        case BearerAuth():
            return Fixed(Proof({"Authorization": f"Bearer {_needed(given, 'token')}"}))
        case KeyAuth():
            sent = {auth.name: _credential(auth.value, given)}
            return Fixed(Proof(headers=sent) if auth.place == "header" else Proof(query=sent))
        case OAuth():
            return OAuthSignIn(api, auth, setup, asking)
        case Login():
            return LoginSignIn(api, auth, setup, asking)
    return Fixed(Proof())


class Fixed:
    """The same for every request."""

    renewable = False

    def __init__(self, proof: Proof) -> None:
        self._proof = proof

    async def proof(self) -> Proof:
        """Return it."""
        return self._proof


class LoginSignIn:
    """A request with name and password that yields a token, or cookies."""

    renewable = True

    def __init__(self, api: Api, auth: Login, setup: Setup, asking: Asking) -> None:
        self._api, self._auth, self._setup, self._asking = api, auth, setup, asking

    async def proof(self) -> Proof:
        """Sign in."""
        if self._api.login is None:
            raise AssertionError
        ask, token, value = self._api.login
        given = self._setup.credentials
        known = {"username": _needed(given, "username"), "password": _needed(given, "password")}
        answer = await self._asking.ask(ask.filled(known), repeatable=True)
        seen = known_of(answer)
        judged(answer, seen, self._api.meanings)
        ends = self._setup.now() + timedelta(seconds=self._auth.lives_seconds)
        if token is None:
            return Proof({"Cookie": _cookies(answer.headers.get("set-cookie", ""))}, ends=ends)
        if not (found := as_text(token(seen))):
            raise FixCredentials("The shop let nobody in: its answer to the sign-in holds no token.")
        return Proof({self._auth.name: str(value({"token": found}))}, ends=ends)


class OAuthSignIn:
    """A token endpoint (RFC 6749, 4.4 and 6)."""

    renewable = True

    def __init__(self, api: Api, auth: OAuth, setup: Setup, asking: Asking) -> None:
        self._api, self._auth, self._setup, self._asking = api, auth, setup, asking
        self._given: ApiCredentials = setup.credentials

    async def proof(self) -> Proof:
        """Ask for a token. A refresh token that changes is stored before it is used, by one process at a time."""
        if self._auth.grant == "client_credentials":
            return self._proof(await self._asked(self._given))
        async with self._setup.renewing() as stored:
            given = stored if isinstance(stored, ApiCredentials) else self._given
            said = await self._asked(given)
            if (fresh := said.get("refresh_token")) and fresh != _secret(given.refresh_token):
                given = given.model_copy(update={"refresh_token": SecretStr(str(fresh))})
                await self._setup.keep_credentials(given)
            self._given = given
            return self._proof(said)

    async def _asked(self, given: ApiCredentials) -> dict[str, Any]:
        answer = await self._asking.ask(
            self._request(given), repeatable=self._auth.grant == "client_credentials"
        )
        body = known_of(answer)["body"]
        if answer.status in (400, 401, 403):
            error = body.get("error") if isinstance(body, dict) else None
            raise FixCredentials(f"The shop gives no token: {str(error or answer.status)[:100]}.")
        judged(answer, known_of(answer), ())
        if not isinstance(body, dict) or not isinstance(body.get("access_token"), str):
            raise FixCredentials("The shop's answer holds no access_token: look whether the path is right.")
        return body

    def _request(self, given: ApiCredentials) -> Request:
        form = {"grant_type": self._auth.grant, "scope": self._auth.scope}
        if self._auth.grant == "refresh_token":
            form["refresh_token"] = _needed(given, "refresh_token")
        client, secret = _needed(given, "client_id"), _secret(given.client_secret)
        credentials: dict[str, str] = {}
        if self._auth.client_in == "body":
            form |= {"client_id": client, "client_secret": secret}
        else:
            pair = f"{quote(client, safe='')}:{quote(secret, safe='')}"
            credentials["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({name: value for name, value in form.items() if value}).encode()
        return Request("POST", self._api.base + self._auth.path, headers, credentials, body, redirects=0)

    def _proof(self, said: dict[str, Any]) -> Proof:
        lives = said.get("expires_in")
        known = isinstance(lives, int) and 0 < lives < 10**9
        ends = self._setup.now() + timedelta(seconds=lives) if known and isinstance(lives, int) else None
        return Proof({"Authorization": f"Bearer {said['access_token']}"}, ends=ends)


def _credential(written: str, given: ApiCredentials) -> str:
    """Fill credentials into a text. Raises FixCredentials for one that is not given, but for an empty password."""
    known = {name: _plain(getattr(given, name)) for name in type(given).model_fields}
    for name, value in known.items():
        if not value and f"{{{name}}}" in written and name != "password":
            raise FixCredentials(f"This API needs {name.replace('_', ' ')}.")
    return str(template(written)({name: value or "" for name, value in known.items()}))


def _plain(value: Any) -> str | None:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _needed(given: ApiCredentials, name: str) -> str:
    text = _plain(getattr(given, name))
    if not text:
        raise FixCredentials(f"This API needs {name.replace('_', ' ')}.")
    return text


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""


def _cookies(header: str) -> str:
    """Return cookies as they are sent back; of several headers, one stands on each line."""
    pairs = [line.partition(";")[0].strip() for line in header.split("\n")]
    if not any("=" in pair for pair in pairs):
        raise FixCredentials("The shop let nobody in: its answer to the sign-in sets no cookie.")
    return "; ".join(pair for pair in pairs if "=" in pair)
