"""Argon2id (RFC 9106) with the parameters that OWASP's password storage sheet asks for, in threads of its own."""

import asyncio
import contextlib
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher as Argon2
from argon2 import Type
from argon2.exceptions import InvalidHashError, VerificationError

from aisle.adapters.passwords.resting import Rests
from aisle.identity.accounts.errors import HashingBusy
from aisle.identity.accounts.ports import Verdict

T = TypeVar("T")
MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1
RETRY_SECONDS = 2
NICE = 10  # whoever waits for an answer in a chat goes first
# Of a core, for each thread: a flood of sign-ins takes no more, and a machine of few cores is left to chats.
SHARE = 0.25


class Argon2Hasher:
    """Hashes in a bounded pool: further callers wait in a short line, and those beyond it are sent away.

    threads: hashes at once, each 19 MiB and a quarter of a core at most. waiting: how many may stand in line.
    rests: how long threads rest between hashes.
    """

    def __init__(self, threads: int = 1, waiting: int = 16, rests: Rests | None = None) -> None:
        self._argon = Argon2(PASSES, MEMORY_KIB, LANES, type=Type.ID)
        self._pool = ThreadPoolExecutor(threads, "passwords", _step_back)
        self._most, self._inside = threads + waiting, 0
        self._nobodys: str | None = None
        self._rests = rests or Rests(SHARE)

    def check_room(self) -> None:
        """Raise HashingBusy while the line is full."""
        if self._inside >= self._most:
            raise HashingBusy("Try again in a moment.", retry_after=RETRY_SECONDS)

    async def hash(self, password: str) -> str:
        """Return the hash with its parameters and its salt. Raises HashingBusy."""
        return await self._apart(lambda: self._argon.hash(password))

    async def check(self, password: str, stored: str | None) -> Verdict:
        """Compare; without a stored hash, with one that nobody knows the password of. Raises HashingBusy."""
        return await self._apart(lambda: self._checked(password, stored))

    async def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _apart(self, work: Callable[[], T]) -> T:
        self.check_room()
        self._inside += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, self._rested, work)
        # Counted until the thread is free again, even when nobody waits for it any more.
        future.add_done_callback(self._left)
        return await asyncio.shield(future)

    def _rested(self, work: Callable[[], T]) -> T:
        with self._rests.before_next():
            return work()

    def _left(self, future: "asyncio.Future[T]") -> None:
        self._inside -= 1
        if not future.cancelled():
            future.exception()  # whoever waited has it; a caller who hung up needs no warning

    def _checked(self, password: str, stored: str | None) -> Verdict:
        try:
            self._argon.verify(stored or self._nobody(), password)
        except (VerificationError, InvalidHashError):
            return Verdict(False)
        return Verdict(stored is not None, stored is not None and self._argon.check_needs_rehash(stored))

    def _nobody(self) -> str:
        if self._nobodys is None:
            self._nobodys = self._argon.hash(os.urandom(32).hex())
        return self._nobodys


def _step_back() -> None:
    # Of Linux alone is a thread's own niceness known; elsewhere the pool's size has to do.
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
