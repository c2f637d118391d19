"""One request under a key, from its first byte to the last of its reply."""

import asyncio
import hashlib
from collections import deque
from contextlib import suppress
from typing import Any

import structlog
from fastapi import Request
from starlette.types import Message, Receive, Scope

from aisle.core.db import set_holder
from aisle.core.errors import AisleError, TooLarge
from aisle.core.idempotency.errors import KeyInvalid, Mismatch, ReplyUnavailable
from aisle.core.idempotency.holding import RequestHolder
from aisle.core.idempotency.service import Once
from aisle.core.idempotency.types import Claim, Finished, Named, Reply
from aisle.web.bodies import TooSlow
from aisle.web.edge.sizes import is_upload
from aisle.web.once.declaring import declared_of
from aisle.web.once.fingerprint import Fingerprint

HEADER = b"idempotency-key"
LONGEST_KEY = 255
IDLE_SECONDS = 20.0  # between two parts of a body
HELD_SECONDS = 0.5  # the same while an effect waits, for what may stand behind the files of an upload
log = structlog.get_logger()


def name_of(request: Request) -> str | None:
    """Return a name made of a claimed request's key, for routes that find their own effect by one; None without a key."""
    attempt = request.scope.get("state", {}).get("attempt")
    claim = attempt.claim if attempt else None
    return f"key-{hashlib.sha256(_name_in_words(claim.named).encode()).hexdigest()[:40]}" if claim else None


def _name_in_words(named: Named) -> str:
    return f"{named.scope.principal}|{named.route}|{named.key}"


class Replayed(Exception):
    """Not an error: the request was carried out before, and this was its reply."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


class Attempt:
    """keys: every value of the header, of which there may be one."""

    def __init__(self, keys: list[bytes], scope: Scope, receive: Receive) -> None:
        self._keys, self._scope, self._receive = keys, scope, receive
        self._fingerprint, self._read_all, self._bytes = Fingerprint(scope), False, 0
        self._most_bytes = 0
        self._ahead: deque[Message] = deque()
        self._once: Once | None = None
        self._renewing: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self.claim: Claim | None = None
        self.holder: RequestHolder | None = None

    async def read_ahead(self) -> None:
        """Read the whole body of anything but an upload before it is asked for.

        An effect waits for its reply in an open transaction, with what that locks for a whole organization; it must not
        wait for a sender as well. How much and how long is read, the edge has bounded. An upload's route reads it first.
        """
        while not (self._read_all or is_upload(self._scope)):
            message = await self._look_at_next()
            self._ahead.append(message)
            if message["type"] != "http.request":
                return

    async def receive(self) -> Message:
        """Pass the body on."""
        if not self._ahead:
            return await self._look_at_next()
        if self._ahead[0]["type"] != "http.request":
            return self._ahead[0]  # whoever hung up has not come back
        return self._ahead.popleft()

    async def _look_at_next(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            body = message.get("body", b"")
            self._bytes += len(body)
            self._fingerprint.update(body)
            self._read_all = not message.get("more_body", False)
        return message

    async def begin(self, once: Once, scope: Any, most_bytes: int) -> None:
        """Claim the request for a caller who may make it. scope: the caller's.

        Raises Replayed when it was carried out before, KeyInvalid, InFlight, Mismatch, ReplyUnavailable.
        """
        declared = declared_of(self._scope["endpoint"])
        if declared.exempt_why or self.claim is not None:
            return
        self._once, self._most_bytes = once, most_bytes
        route = f"{self._scope['method']} {self._scope['route'].path}"
        found = await once.begin(Named(scope, route, self._key()))
        if isinstance(found, Finished):
            await self._repeat(found)
        else:
            self._carry_out(found, holds=not declared.repeats_by)

    def _carry_out(self, claim: Claim, holds: bool) -> None:
        assert self._once is not None
        self.claim = claim
        self._renew_later()
        if holds:
            self.holder = RequestHolder(self._once, claim, self.request_hash)
            set_holder(self.holder)

    async def _repeat(self, found: Finished) -> None:
        if await self.request_hash() != found.request_hash:
            raise Mismatch("Send a new request under a new key; the old key repeats the old one.")
        if found.reply is None:
            raise ReplyUnavailable(
                "It took effect, but its reply cannot be repeated. Look at what it made or changed."
            )
        raise Replayed(found.reply)

    def _key(self) -> str:
        (key, *others) = self._keys
        if others or not 0 < len(key) <= LONGEST_KEY or not all(0x21 <= byte <= 0x7E for byte in key):
            raise KeyInvalid(f"Send one Idempotency-Key of 1 to {LONGEST_KEY} visible ASCII characters.")
        return key.decode("ascii")

    async def request_hash(self) -> bytes:
        """Read what is left of the body and return the hash of all. Raises TooLarge, TooSlow."""
        held = self.holder is not None and self.holder.holds
        while not self._read_all:
            try:
                async with asyncio.timeout(HELD_SECONDS if held else IDLE_SECONDS):
                    message = await self.receive()
            except TimeoutError:
                raise TooSlow("Send the whole body at once.") from None
            if message["type"] != "http.request":
                break
            if self._bytes > self._most_bytes:
                raise TooLarge("The body is larger than any that is accepted.")
        return self._fingerprint.digest()

    async def keep(self, reply: Reply | None) -> None:
        """Store the reply (None: it is too large), with the effect where there is one that waits. Raises ClaimLost, DatabaseUnavailable."""
        assert self._once is not None
        assert self.claim is not None
        if self.holder is not None and self.holder.holds:
            await self.holder.finish(reply)
            return
        set_holder(None)
        request_hash = await self.request_hash()
        async with self._once.database.open_scope(self.claim.named.scope) as session:
            await self._once.finish(session, self.claim, request_hash, reply)

    async def settle(self, status: int, reply: Reply) -> None:
        """Decide what a whole reply means for the key.

        A failure of ours takes the effect back and may be tried again. A refusal without an effect is not remembered.
        """
        had_effect = self.holder is not None and (self.holder.holds or self.holder.marked)
        if status < 400 or (had_effect and status < 500):
            await self.keep(reply)
        else:
            await self.give_up()

    async def give_up(self) -> None:
        """Take back what is not kept, and let the request be sent again."""
        set_holder(None)
        if self.holder is not None:
            with suppress(AisleError):
                await self.holder.drop()
        if self._once is not None and self.claim is not None:
            with suppress(AisleError):  # the lease ends by itself
                await self._once.release(self.claim)

    def end(self) -> None:
        """Stop holding the claim."""
        if self._renewing is not None:
            self._renewing.cancel()

    def _renew_later(self) -> None:
        assert self._once is not None
        loop, pause = asyncio.get_running_loop(), self._once.lease.total_seconds() / 3
        self._renewing = loop.call_later(pause, self._renew_soon)

    def _renew_soon(self) -> None:
        task = asyncio.get_running_loop().create_task(self._renew())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._renew_later()

    async def _renew(self) -> None:
        assert self._once is not None
        assert self.claim is not None
        try:
            await self._once.renew(self.claim)
        except AisleError as error:
            log.warning("idempotency.renewing_failed", code=error.code)
