"""What a token endpoint is asked, and what its answers mean (RFC 6749, 4.1.3, 5 and 6)."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from aisle.core.http.patience import seconds_asked
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater
from aisle.sources.oauth.types import OAuthClient, OAuthCredentials, OAuthGrant, Tokens
from aisle.sources.ports import Answer, Request

SECONDS, MOST_BYTES = 20.0, 2**16
MOST_LIFE = 10**9  # seconds; more is no life
SPENT = frozenset({"invalid_grant", "interaction_required", "consent_required"})
ERROR = re.compile(r"[a-z_]{1,60}")


def client_of(credentials: OAuthCredentials, operators: OAuthClient | None) -> OAuthClient:
    """Return who asks: the merchant's client, or the operator's. Raises FixCredentials where there is neither."""
    secret = credentials.client_secret.get_secret_value()
    if credentials.client_id and secret:
        return OAuthClient(client_id=credentials.client_id, client_secret=credentials.client_secret)
    if operators is None:
        raise FixCredentials(
            "Give the id and the secret of an OAuth client: whoever runs Aisle has set none."
        )
    return operators


def address_of(grant: OAuthGrant, client: OAuthClient, redirect: str, state: str, challenge: str) -> str:
    """Return where a browser goes."""
    asked = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": redirect,
        "scope": " ".join(grant.scopes),
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **grant.more,
    }
    return f"{grant.authorize}?{urlencode({name: value for name, value in asked.items() if value})}"


def with_code(grant: OAuthGrant, client: OAuthClient, redirect: str, code: str, verifier: str) -> Request:
    """Return the request that makes tokens of a code. It is sent once: a code counts once."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
    return _request(grant, client, {**form, "code_verifier": verifier})


def with_refresh_token(grant: OAuthGrant, client: OAuthClient, refresh_token: str) -> Request:
    """Return the request that makes an access token of a refresh token."""
    return _request(grant, client, {"grant_type": "refresh_token", "refresh_token": refresh_token})


def judge(answer: Answer) -> None:
    """Raise what an answer without tokens means. Raises FixCredentials, RetryLater, BrokenData."""
    if 200 <= answer.status < 300:
        return
    error = _error(answer)
    if answer.status in (408, 425, 429) or answer.status >= 500 or error in _LATER:
        asked = seconds_asked(answer.headers.get("retry-after"))
        raise RetryLater(f"Tokens are not given now ({error or answer.status}).", retry_after=asked)
    if error in SPENT:
        raise FixCredentials("The consent has ended or was taken back. Connect the source again.")
    if answer.status in (400, 401, 403):
        raise FixCredentials(
            f"No token is given ({error or answer.status}): look at the client's id and secret."
        )
    raise BrokenData(f"The token endpoint answered {answer.status}.")


def tokens_in(answer: Answer, now: datetime) -> Tokens:
    """Return the tokens of an answer. Raises as `judge`, and BrokenData where there is none."""
    judge(answer)
    said = _object(answer)
    access, refresh, lives, scopes = (
        said.get(name) for name in ("access_token", "refresh_token", "expires_in", "scope")
    )
    if not isinstance(access, str) or not access:
        raise BrokenData("The token endpoint gave no access token.")
    known = isinstance(lives, int) and 0 < lives < MOST_LIFE
    return Tokens(
        access,
        refresh if isinstance(refresh, str) and refresh else None,
        now + timedelta(seconds=lives) if known and isinstance(lives, int) else None,
        frozenset(scopes.split()) if isinstance(scopes, str) else None,
    )


_LATER = frozenset({"temporarily_unavailable", "server_error", "rate_limit_exceeded", "internal_failure"})


def _request(grant: OAuthGrant, client: OAuthClient, form: Mapping[str, str]) -> Request:
    secret = client.client_secret.get_secret_value()
    credentials: dict[str, str] = {}
    if grant.client_in == "body":
        form = {**form, "client_id": client.client_id, "client_secret": secret}
    else:
        pair = f"{quote(client.client_id, safe='')}:{quote(secret, safe='')}"
        credentials["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    body = urlencode(form).encode()
    return Request("POST", grant.token, headers, credentials, body, MOST_BYTES, SECONDS, redirects=0)


def _error(answer: Answer) -> str:
    """Return the error's code, where it is one and no text of somebody else's."""
    try:
        said = _object(answer).get("error")
    except BrokenData:
        return ""
    return said if isinstance(said, str) and ERROR.fullmatch(said) else ""


def _object(answer: Answer) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise BrokenData("The token endpoint answered with something that is not JSON.")
    return said
