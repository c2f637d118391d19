"""Ends a throw-away server when the last process that used it is gone, even if that process was killed.

Run as a program of its own, with the home folder as its argument.
"""

import sys
from pathlib import Path

from aisle.adapters.postgres.clearing import discard
from aisle.adapters.postgres.folder import ServerFolder
from aisle.adapters.postgres.locks import LockFile


def watch(folder: ServerFolder) -> None:
    """Wait for the last user to leave, then remove what it left."""
    # The watch ends before the users' lock is given up: a new user that comes in between starts a watch of its own.
    with LockFile(folder.users_lock) as users, LockFile(watch_lock(folder)) as watching:
        if watching.try_alone():
            users.wait()
            # The last user clears the home itself unless it was killed.
            if users.is_current():
                discard(folder)


def watch_lock(folder: ServerFolder) -> Path:
    """Held by the one program that watches this folder."""
    return folder.root / "watch.lock"


if __name__ == "__main__":
    watch(ServerFolder(Path(sys.argv[1])))
