"""Use cases on keys and shopper sessions: make them, and recognise who brings them."""

import hmac
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from aisle.core.db import Database, Scope, Session
from aisle.core.errors import Forbidden, InvalidInput, Unauthorized
from aisle.core.ids import new_id
from aisle.identity import repository, tokens
from aisle.identity.policy import SCOPES
from aisle.identity.types import Caller, CallerKind, NewKey, ShopperToken

SESSION_DAYS = 30
REMEMBER_SECONDS = 30.0  # a revoked credential is dead within this time in every process (the rule allows 60)
REMEMBER_MOST = 10_000
DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# A host by name, by IPv4 or by IPv6 address. A wildcard is not an origin, and browsers send neither user nor path.
ORIGIN = re.compile(
    r"https?://(\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*)(:\d{1,5})?"
)
SELF = "self"  # stands for the server's own origin in a key's list: the hosted page


async def create_key(
    session: Session,
    *,
    kind: str,
    store_id: UUID | None,
    name: str = "",
    origins: list[str] | None = None,
    scopes: list[str] | None = None,
) -> NewKey:
    """Make a key and return its text, which is shown once. Raises InvalidInput."""
    key_id, origins = new_id(), [checked_origin(origin) for origin in origins or []]
    scopes = sorted(SCOPES) if scopes is None and kind == "secret" else scopes or []
    if unknown := set(scopes) - SCOPES.keys():
        raise InvalidInput(f"Unknown scopes {sorted(unknown)}: use {sorted(SCOPES)}.")
    if kind == "publishable" and (not origins or store_id is None):
        raise InvalidInput(
            "A publishable key needs a store and at least one origin, such as https://shop.example."
        )
    prefix = tokens.SECRET_PREFIX if kind == "secret" else tokens.PUBLIC_PREFIX
    token, secret_hash = tokens.make_key(prefix, session.scope.organization_id, key_id)
    await repository.insert_key(
        session,
        key_id=key_id,
        store_id=store_id,
        kind=kind,
        name=name,
        secret_hash=secret_hash,
        public_token=token if kind == "publishable" else None,
        origins=origins,
        scopes=scopes,
    )
    return NewKey(key_id, token, kind)


def checked_origin(origin: str) -> str:
    """Return scheme://host[:port] as browsers send it: in lower case, in ASCII, without the scheme's own port.

    Raises InvalidInput for anything that is not an origin.
    """
    if origin == SELF:
        return origin
    plain = _in_ascii(origin.strip().lower().removesuffix("/"))
    if plain is None or not ORIGIN.fullmatch(plain) or not _has_valid_port(plain):
        raise InvalidInput(f"“{origin}” is not an origin: write it as https://shop.example, without a path.")
    return plain.removesuffix(DEFAULT_PORTS[plain.partition(":")[0]])


def _in_ascii(origin: str) -> str | None:
    """Write a name in other scripts as browsers do (IDNA); None if it cannot be written."""
    scheme, found, rest = origin.partition("://")
    host, colon, port = rest.partition(":") if not rest.startswith("[") else (rest, "", "")
    try:
        return scheme + found + (host if host.isascii() else host.encode("idna").decode()) + colon + port
    except UnicodeError:
        return None


def _has_valid_port(origin: str) -> bool:
    try:
        return urlsplit(origin).port is None or 0 < (urlsplit(origin).port or 0) < 65536
    except ValueError:
        return False


@dataclass(slots=True)
class Authenticator:
    """Recognises bearer tokens. Remembers recent answers for REMEMBER_SECONDS, keyed by the whole token."""

    database: Database
    key: bytes = field(repr=False)
    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[float, Caller]] = field(default_factory=dict)

    async def recognise(self, token: str, origin: str | None, own_origin: str) -> Caller:
        """Return the caller that a bearer token proves. Raises Unauthorized, or Forbidden for a foreign origin."""
        if token.startswith(tokens.PUBLIC_PREFIX):
            return await self._publishable(token, origin, own_origin)
        remembered = self._seen.get(token)
        if remembered and remembered[0] > self.clock():
            return remembered[1]
        caller = await (
            self._shopper(token) if token.startswith(tokens.SHOPPER_PREFIX) else self._secret(token)
        )
        if len(self._seen) >= REMEMBER_MOST:
            self._seen.clear()
        self._seen[token] = (self.clock() + REMEMBER_SECONDS, caller)
        return caller

    async def check_origin(self, caller: Caller, origin: str, own_origin: str) -> None:
        """Raise Forbidden when a browser's page brings a shopper's token that was given out for other pages."""
        if caller.session_id is None:
            return  # a secret key proves enough by itself
        async with self.database.open_scope(caller.scope) as session:
            origins = await repository.origins_of_session(session, caller.session_id)
        if origin.lower() not in {own_origin.lower() if one == SELF else one for one in origins}:
            raise Forbidden("This shopper's session was not started for pages of this origin.")

    async def start_session(self, caller: Caller) -> ShopperToken:
        """Begin an anonymous shopper session in the store of a publishable key."""
        if caller.store_id is None:
            raise Forbidden("This key is not bound to a store.")
        session_id, expires = new_id(), datetime.now(UTC) + timedelta(days=SESSION_DAYS)
        async with self.database.open_scope(caller.scope) as session:
            await repository.insert_shopper_session(session, session_id, caller.credential_id, expires)
        text = tokens.ShopperText(caller.organization_id, caller.store_id, session_id, expires)
        return ShopperToken(tokens.make_shopper_token(self.key, text), session_id, expires)

    async def _publishable(self, token: str, origin: str | None, own_origin: str) -> Caller:
        caller, origins = await self._by_key(token, tokens.PUBLIC_PREFIX, CallerKind.PUBLISHABLE_KEY)
        given = (origin or "").lower()
        known = {own_origin.lower() if one == SELF else one for one in origins}
        if given not in known:
            raise Forbidden("This publishable key is not allowed on this origin; add the origin to the key.")
        return caller

    async def _secret(self, token: str) -> Caller:
        caller, _ = await self._by_key(token, tokens.SECRET_PREFIX, CallerKind.SECRET_KEY)
        return caller

    async def _by_key(self, token: str, prefix: str, kind: CallerKind) -> tuple[Caller, list[str]]:
        text = tokens.read_key(token, prefix)
        if text is None:
            raise Unauthorized("The bearer token is not one of this installation's.")
        # The tenant is the one the key itself names; the secret then has to be that tenant's.
        async with self.database.open_scope(
            Scope(text.organization_id, None, "authenticator"), keep_plans=True
        ) as session:
            row = await repository.find_key(session, text.key_id)
            if (
                row is None
                or row["kind"] != kind
                or not hmac.compare_digest(row["secret_hash"], text.secret_hash)
            ):
                raise Unauthorized("The bearer token is not valid, has expired or was revoked.")
            await repository.touch_key(session, text.key_id)
        return Caller(
            kind, text.organization_id, row["store_id"], text.key_id, frozenset(row["scopes"])
        ), row["origins"]

    async def _shopper(self, token: str) -> Caller:
        text = tokens.read_shopper_token(self.key, token)
        if text is None or text.expires_at < datetime.now(UTC):
            raise Unauthorized("The shopper token is not valid or has expired; start a new session.")
        async with self.database.open_scope(
            Scope(text.organization_id, text.store_id, "authenticator"), keep_plans=True
        ) as session:
            if not await repository.shopper_session_holds(session, text.session_id):
                raise Unauthorized("The shopper session has ended; start a new one.")
        return Caller(
            CallerKind.SHOPPER,
            text.organization_id,
            text.store_id,
            text.session_id,
            session_id=text.session_id,
        )
