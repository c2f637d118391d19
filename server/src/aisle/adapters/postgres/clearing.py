"""Removing a throw-away server."""

import contextlib
import os
import shutil

from aisle.adapters.postgres.folder import ServerFolder
from aisle.adapters.postgres.server import Server


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
