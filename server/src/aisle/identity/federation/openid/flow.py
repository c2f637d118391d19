"""The authorization code flow with PKCE, state, nonce and issuer (RFC 9700)."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from aisle.core.clock import Clock
from aisle.identity.federation.errors import SignInCancelled, SignInFailed
from aisle.identity.federation.openid import id_tokens, userinfo
from aisle.identity.federation.openid.id_tokens import TokenExpectation
from aisle.identity.federation.openid.keys import KeySets
from aisle.identity.federation.openid.metadata import Discovery, ProviderMetadata, json_object
from aisle.identity.federation.pending import Pending
from aisle.identity.federation.ports import Endpoints

Claims = dict[str, Any]
LONGEST_CODE = 4_000


@dataclass(frozen=True, slots=True)
class Client:
    """Aisle as one provider knows it. redirect: the whole address that the provider sends people back to."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect: str
    scopes: tuple[str, ...] = ("openid", "email", "profile")


class Callback:
    """The parameters that a browser brought back. One that comes twice is taken for none: two readers would differ."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        names = [name for name, _ in pairs]
        self._values = {name: value for name, value in pairs if names.count(name) == 1}

    def get(self, name: str) -> str | None:
        """Return a parameter that came once."""
        return self._values.get(name)

    def code(self) -> str:
        """Return the authorization code. Raises SignInCancelled, SignInFailed."""
        if (error := self.get("error")) is not None:
            raise SignInCancelled() if error == "access_denied" else SignInFailed()
        code = self.get("code")
        if not code or len(code) > LONGEST_CODE:
            raise SignInFailed("The provider sent no code.")
        return code


@dataclass(frozen=True, slots=True)
class CodeFlow:
    """Sends people to a provider, and learns from its answer who they are."""

    endpoints: Endpoints
    discovery: Discovery
    keys: KeySets
    clock: Clock

    @classmethod
    def over(cls, endpoints: Endpoints, clock: Clock) -> "CodeFlow":
        """Put the parts together."""
        return cls(endpoints, Discovery(endpoints), KeySets(endpoints), clock)

    async def begin(self, client: Client, pending: Pending) -> str:
        """Return the address of the provider's sign-in. Raises ProviderUnavailable, SignInFailed."""
        metadata = await self.discovery.of(client.issuer)
        asked = {
            "response_type": "code",
            "client_id": client.client_id,
            "redirect_uri": client.redirect,
            "scope": " ".join(client.scopes),
            "state": pending.state,
            "nonce": pending.nonce,
            "code_challenge": pending.challenge,
            "code_challenge_method": "S256",
        }
        return with_query(metadata.authorization_endpoint, asked)

    async def finish(self, client: Client, pending: Pending, callback: Callback) -> Claims:
        """Return the claims of the id token that the provider gives for the code, and of its userinfo endpoint.

        Raises SignInCancelled, SignInFailed, ProviderUnavailable.
        """
        metadata = await self.discovery.of(client.issuer)
        _check_issuer(metadata, callback.get("iss"))
        tokens = await self._exchange(metadata, client, pending, callback.code())
        token, access = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(token, str):
            raise SignInFailed("The provider gave no id token.")
        key = await self.keys.find(metadata.jwks_uri, id_tokens.header_of(token).get("kid"))
        access = access if isinstance(access, str) else None
        expected = TokenExpectation(client.issuer, client.client_id, self.clock.now(), pending.nonce, access)
        claims = id_tokens.verify(token, key, expected)
        return await userinfo.complete(self.endpoints, metadata.userinfo_endpoint, access, claims)

    async def _exchange(
        self, metadata: ProviderMetadata, client: Client, pending: Pending, code: str
    ) -> Claims:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": client.redirect,
            "code_verifier": pending.verifier,
        }
        headers = {"Authorization": basic(client)} if metadata.takes_basic else {}
        if not headers:
            form |= {"client_id": client.client_id, "client_secret": client.client_secret}
        return json_object((await self.endpoints.post_form(metadata.token_endpoint, form, headers)).body)


def _check_issuer(metadata: ProviderMetadata, brought: str | None) -> None:
    """Raise SignInFailed when another provider than the one that was asked sends the answer (RFC 9207)."""
    if brought is None and not metadata.sends_issuer:
        return
    if brought != metadata.issuer:
        raise SignInFailed("Another provider answered than the one that was asked.")


def basic(client: Client) -> str:
    """Return the header of client_secret_basic (RFC 6749, 2.3.1: both parts are encoded first)."""
    pair = f"{quote(client.client_id, safe='')}:{quote(client.client_secret, safe='')}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def with_query(address: str, asked: Mapping[str, str]) -> str:
    """Add parameters to an address that may have some."""
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"
