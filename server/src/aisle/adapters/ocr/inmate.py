"""The program in the cell: cuts itself off, then becomes the recognition program. Run by `run_in_cell` alone."""

import json
import os
import signal
import sys
from pathlib import Path

from aisle.adapters.sandbox import isolation, kernel
from aisle.adapters.sandbox.limits import SandboxLimits
from aisle.adapters.sandbox.syscalls import program_filter

_UNPROTECTED = 77
_OPEN_FILES = 64
# Where programs, their libraries and their data lie; nothing of a person's or of Aisle's does.
_FOLDERS = ("/usr", "/lib", "/lib64", "/bin")


def main() -> None:
    """Cut this process off and become the program; ends with 77 where the system grants no protection at all."""
    order = json.loads(sys.argv[1])
    command, limits = order["command"], order["limits"]
    kernel.die_with_parent(signal.SIGKILL)
    rooted = isolation.enter_namespaces() and isolation.enter_root_of(_folders(command[0]))
    isolation.drop_user()
    isolation.limit_resources(
        SandboxLimits(
            memory_bytes=limits["memory_bytes"], cpu_seconds=limits["cpu_seconds"], open_files=_OPEN_FILES
        )
    )
    filtered = isolation.filter_system_calls(program_filter())
    if not (rooted or filtered):
        sys.exit(_UNPROTECTED)
    os.execv(command[0], command)  # noqa: S606 - no shell is the point


def _folders(program: str) -> list[str]:
    """Return the folders that the program needs, those of an installation elsewhere included."""
    data = os.environ.get("TESSDATA_PREFIX")
    own = [Path("/", *Path(place).resolve().parts[1:3]) for place in (program, data) if place]
    known = [Path(folder) for folder in _FOLDERS]
    return [
        *_FOLDERS,
        *(str(folder) for folder in own if not any(folder.is_relative_to(one) for one in known)),
    ]


if __name__ == "__main__":
    main()
