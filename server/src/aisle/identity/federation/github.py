"""GitHub speaks OAuth 2 without id tokens: who came is asked of its API."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aisle.identity.federation.claims import plausible_email, text
from aisle.identity.federation.errors import SignInFailed
from aisle.identity.federation.openid.flow import Callback, Client, with_query
from aisle.identity.federation.openid.metadata import json_object
from aisle.identity.federation.pending import Pending
from aisle.identity.federation.ports import Endpoints
from aisle.identity.federation.types import ExternalIdentity

GITHUB = "https://github.com"
SCOPES = ("read:user", "user:email")
MEDIA = {"Accept": "application/vnd.github+json"}


@dataclass(frozen=True, slots=True)
class GitHubFlow:
    """Sends people to GitHub, or to a GitHub Enterprise at the client's issuer."""

    endpoints: Endpoints

    def begin(self, client: Client, pending: Pending) -> str:
        """Return the address of GitHub's sign-in."""
        asked = {
            "client_id": client.client_id,
            "redirect_uri": client.redirect,
            "scope": " ".join(SCOPES),
            "state": pending.state,
            "code_challenge": pending.challenge,
            "code_challenge_method": "S256",
        }
        return with_query(f"{client.issuer}/login/oauth/authorize", asked)

    async def finish(
        self, provider: str, client: Client, pending: Pending, callback: Callback
    ) -> ExternalIdentity:
        """Return who came. Raises SignInCancelled, SignInFailed, ProviderUnavailable."""
        if callback.get("iss") not in (None, client.issuer):
            raise SignInFailed("Another provider answered than the one that was asked.")
        token = await self._exchange(client, pending, callback.code())
        headers = {**MEDIA, "Authorization": f"Bearer {token}"}
        person = json_object((await self.endpoints.get(f"{api_of(client.issuer)}/user", headers)).body)
        number = person.get("id")
        if not isinstance(number, int) or isinstance(number, bool) or number <= 0:
            raise SignInFailed("GitHub did not say who this is.")
        listed = await self.endpoints.get(f"{api_of(client.issuer)}/user/emails", headers)
        name = text(person.get("name")) or text(person.get("login"))
        # The number stays; a name can be given up and taken by somebody else.
        return ExternalIdentity(
            provider, client.issuer, str(number), "oidc", primary_email(listed.body), name[:200]
        )

    async def _exchange(self, client: Client, pending: Pending, code: str) -> str:
        form = {
            "client_id": client.client_id,
            "client_secret": client.client_secret,
            "code": code,
            "redirect_uri": client.redirect,
            "code_verifier": pending.verifier,
        }
        answer = await self.endpoints.post_form(f"{client.issuer}/login/oauth/access_token", form, {})
        token = json_object(answer.body).get("access_token")  # what went wrong comes with a good status, too
        if not isinstance(token, str) or not token.isascii() or not token.isprintable():
            raise SignInFailed("GitHub gave no token for the code.")
        return token


def api_of(address: str) -> str:
    """Return where the API of GitHub, or of a GitHub Enterprise, is."""
    if address == GITHUB:
        return "https://api.github.com"
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/api/v3"


def primary_email(body: bytes) -> str | None:
    """Return the address that is both primary and verified."""
    listed: Any = json_object(b'{"emails":' + body + b"}").get("emails")
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict) and one.get("primary") is True and one.get("verified") is True:
            return plausible_email(one.get("email"))
    return None
