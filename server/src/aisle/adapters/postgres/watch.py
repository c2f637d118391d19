"""Ends a throw-away server when the last process that used it is gone, even if that process was killed.

Run as a program of its own, with the home folder as its argument.
"""

import contextlib
import os
import shutil
import sys
from pathlib import Path

from aisle.adapters.postgres.folder import ServerFolder
from aisle.adapters.postgres.locks import LockFile
from aisle.adapters.postgres.server import Server


def watch(folder: ServerFolder) -> None:
    """Wait for the last user to leave, then remove what it left."""
    # The watch ends before the users' lock is given up: a new user that comes in between starts a watch of its own.
    with LockFile(folder.users_lock) as users, LockFile(watch_lock(folder)) as watching:
        if watching.try_alone():
            users.wait()
            # The last user clears the home itself unless it was killed.
            if users.is_current():
                discard(folder)


def clear_if_unused(folder: ServerFolder) -> None:
    """Remove the server and its folder now, unless somebody uses them."""
    with LockFile(folder.users_lock) as users:
        if users.try_alone() and users.is_current():
            discard(folder)


def watch_lock(folder: ServerFolder) -> Path:
    """Held by the one program that watches this folder."""
    return folder.root / "watch.lock"


def discard(folder: ServerFolder) -> None:
    """Stop the server and remove its folder; a later user of the same home makes a new one."""
    Server(folder).stop()
    folder.forget_socket_folder()
    gone = folder.root.with_name(f"{folder.root.name}-gone-{os.getpid()}")
    with contextlib.suppress(OSError):
        # In one step, so that who comes now finds either all of it (and the locks taken) or nothing.
        folder.root.rename(gone)
        shutil.rmtree(gone)
        # The home goes too, unless somebody keeps other things in it.
        folder.root.parent.rmdir()


if __name__ == "__main__":
    watch(ServerFolder(Path(sys.argv[1])))
