"""Locks between processes on a file; the kernel lets go of them when their holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

_POLL_SECONDS = 0.02


class LockFile:
    """One open hold on a lock file. A child that inherits the descriptor holds the lock too, until it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def fileno(self) -> int:
        """The descriptor, to hand on to a child."""
        return self._descriptor

    def share(self) -> None:
        """Take the lock together with others; waits while somebody holds it alone."""
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def wait(self) -> None:
        """Take the lock alone, however long it takes."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def try_alone(self) -> bool:
        """Take the lock alone if nobody else has it. On a refusal a hold that was shared before is gone too."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def try_alone_within(self, seconds: float) -> bool:
        """Like `try_alone`, trying again for a while."""
        deadline = time.monotonic() + seconds
        while not self.try_alone():
            if time.monotonic() > deadline:
                return False
            time.sleep(_POLL_SECONDS)
        return True

    def is_current(self) -> bool:
        """Whether the path still leads to this file; who locks a removed file is alone in a room without a door."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Let go of the lock; closing twice is harmless."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def is_held(path: Path) -> bool:
    """Whether some process holds this lock now."""
    if not path.exists():
        return False
    with LockFile(path) as lock:
        return not lock.try_alone()
