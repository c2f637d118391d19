"""Which system user runs the server: the caller, or an unprivileged one when the caller is root."""

import os
import pwd
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from aisle.adapters.postgres.errors import ServerUserMissing

_PREFERRED = ("aisle", "nobody")


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The user that owns the data; without an id it is the caller."""

    uid: int | None = None
    gid: int | None = None

    @property
    def demoted(self) -> bool:
        """Whether the server runs as somebody else than the caller."""
        return self.uid is not None

    def own(self, target: Path | int) -> None:
        """Make a file, folder or open descriptor this user's."""
        if self.uid is not None and self.gid is not None:
            os.chown(target, self.uid, self.gid)

    def run(
        self,
        command: Sequence[str | Path],
        folder: Path,
        *,
        output: IO[bytes] | int = subprocess.PIPE,
        keep_open: Sequence[int] = (),
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a program as this user inside a folder. The folder is entered before the rights are dropped."""
        return subprocess.run(  # noqa: S603
            [str(part) for part in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=keep_open,
            user=self.uid,
            group=self.gid,
            extra_groups=[] if self.demoted else None,
            env=_environment(),
            check=False,
        )

    def data_argument(self, data: Path) -> str:
        """How to name the data folder to a program that was started inside it."""
        # A home below a mode-700 folder cannot be reached by its path after the rights are dropped, but a
        # working folder stays open to whoever was started in it.
        return "/proc/self/cwd" if self.demoted and sys.platform == "linux" else str(data)


def _environment() -> dict[str, str]:
    # PGHOST, PGPORT and their like would override what is asked for here, and a secret in the caller's
    # environment has no business in a process that outlives the caller.
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def choose_user(data: Path) -> ServerUser:
    """The owner of existing data, or the first unprivileged user there is; the caller unless that is root."""
    if os.geteuid() != 0:
        return ServerUser()
    owner = data.stat() if data.exists() else None
    if owner and owner.st_uid != 0:
        return ServerUser(owner.st_uid, owner.st_gid)
    for name in _PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(entry.pw_uid, entry.pw_gid)
    raise ServerUserMissing(
        "PostgreSQL does not run as root and there is no user 'nobody'. Make a user named 'aisle', or run Aisle as one."
    )
