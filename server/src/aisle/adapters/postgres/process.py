"""Which process serves a data folder, and whether it still does."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What a server says of itself in its pid file; it may be long gone."""

    pid: int
    port: int | None

    def serves(self, data: Path) -> bool:
        """Whether that process lives, is PostgreSQL, and serves this folder: the number alone may be re-used."""
        if sys.platform != "linux":
            return _command_of(self.pid) == "postgres"
        process = Path("/proc") / str(self.pid)
        try:
            return (process / "exe").readlink().name.startswith("postgres") and (process / "cwd").samefile(
                data
            )
        except OSError:
            # Gone, not yet reaped, or another user's: none of these can hold our folder.
            return False


def find_postmaster(data: Path) -> Postmaster | None:
    """What the pid file in this folder says, if there is one that can be read."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        port = int(lines[3]) if len(lines) > 3 and lines[3].strip() else None
        return Postmaster(int(lines[0]), port)
    except (OSError, ValueError, IndexError):
        return None


def _command_of(pid: int) -> str:
    command = ["ps", "-o", "comm=", "-p", str(pid)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return Path(answer.stdout.strip()).name
