"""Each limit by itself: other walls would hide that one of them is gone."""

import subprocess
import sys

SCRIPT = """
import resource
from aisle.adapters.sandbox import isolation
from aisle.adapters.sandbox.limits import SandboxLimits
isolation.limit_resources(SandboxLimits())
names = ("AS", "CPU", "NOFILE", "FSIZE", "NPROC", "CORE", "MSGQUEUE", "MEMLOCK")
said = " ".join(str(resource.getrlimit(getattr(resource, "RLIMIT_" + name))) for name in names)
raise SystemExit(said)
"""


def test_every_limit_is_set_and_cannot_be_raised() -> None:
    # What is said at exit goes to standard error as a pipe, which no limit on files concerns.
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60)
    values = [512 << 20, 30, 16, 0, 0, 0, 0, 0]
    assert done.stderr.strip() == " ".join(f"({value}, {value})" for value in values)
