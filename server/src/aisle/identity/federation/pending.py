"""A sign-in that was begun: it lives sealed in a cookie of the browser that began it, and is answered once."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from aisle.core.clock import Clock
from aisle.core.db import Database
from aisle.identity.federation.errors import SignInNotBegun
from aisle.identity.federation.paths import own_path

LIFETIME = timedelta(minutes=10)
NONCE_BYTES = 12
LONGEST = 4_000
BOUND = b"pending sign-in"


@dataclass(frozen=True, slots=True)
class Pending:
    """What has to be remembered between sending a browser away and its coming back.

    state, nonce, verifier: 256 random bits each. request_id: of a SAML request. person_id, login_id: of who wants to link.
    """

    provider: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    next: str
    expires: int
    person_id: str | None = None
    login_id: str | None = None

    @property
    def request_id(self) -> str:
        """Id of a SAML request; an XML id must not begin with a digit."""
        return "_" + hashlib.sha256(self.nonce.encode()).hexdigest()

    @property
    def challenge(self) -> str:
        """The PKCE challenge S256 (RFC 7636, 4.2)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class PendingSignIns:
    """Begins sign-ins and takes their answers. key: seals the cookie."""

    database: Database
    clock: Clock
    key: bytes = field(repr=False)

    def begin(self, provider: str, next_path: str | None, linking: tuple[str, str] | None = None) -> Pending:
        """Make a new one. linking: ids of the person and the sign-in that an identity is to be linked to."""
        person_id, login_id = linking or (None, None)
        return Pending(
            provider,
            secrets.token_urlsafe(32),
            secrets.token_urlsafe(32),
            secrets.token_urlsafe(48),
            own_path(next_path),
            int((self.clock.now() + LIFETIME).timestamp()),
            person_id,
            login_id,
        )

    def seal(self, pending: Pending) -> str:
        """Return the cookie's text; only this installation can read or make one."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        body = AESGCM(self.key).encrypt(nonce, json.dumps(asdict(pending)).encode(), BOUND)
        return base64.urlsafe_b64encode(nonce + body).decode().rstrip("=")

    async def take(self, cookie: str | None, provider: str, state: str | None) -> Pending:
        """Return the sign-in that this browser began with this provider, for the first and only time.

        Raises SignInNotBegun: no or another browser's cookie, a foreign or replayed state, another provider, too late.
        """
        pending = self._unsealed(cookie)
        same = hmac.compare_digest(pending.state.encode(), (state or "").encode("utf-8", "replace"))
        late = pending.expires <= self.clock.now().timestamp()
        if not same or late or pending.provider != provider:
            raise SignInNotBegun()
        await self.use_once(
            f"state:{pending.state}", datetime.fromtimestamp(pending.expires, self.clock.now().tzinfo)
        )
        return pending

    async def use_once(self, token: str, until: datetime) -> None:
        """Let the first through who brings this. until: when it no longer holds anyway. Raises SignInNotBegun."""
        if not await first_use(self.database, token, until):
            raise SignInNotBegun()

    def _unsealed(self, cookie: str | None) -> Pending:
        if not cookie or len(cookie) > LONGEST:
            raise SignInNotBegun()
        try:
            raw = base64.urlsafe_b64decode(cookie + "=" * (-len(cookie) % 4))
            plain = AESGCM(self.key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], BOUND)
        except (binascii.Error, ValueError, InvalidTag):
            raise SignInNotBegun() from None
        return Pending(**json.loads(plain))


async def first_use(database: Database, token: str, until: datetime) -> bool:
    """Whether nobody brought this before, in any process. until: when it no longer holds anyway."""
    digest = hashlib.sha256(token.encode("utf-8", "replace")).digest()
    async with database.connection() as connection:
        return bool(
            await connection.fetchval("SELECT aisle.use_once($1, $2)", digest, until + timedelta(hours=1))
        )
