"""Edge: the command line. Each command takes input apart, calls a service, and prints the result."""

import contextlib
import os
import signal
import sys
from types import FrameType

from typer.exceptions import TyperException

from aisle.cli.output import NOT_DONE, report_crash, report_error, report_wrong_use
from aisle.core.errors import AisleError

INTERRUPTED, TERMINATED, HUNG_UP = 130, 143, 129


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 not (all) done, 2 wrong use, 3 not found, 4 not available, 5 settings."""
    from aisle.cli.app import app

    _end_in_order()
    try:
        code = app(prog_name="aisle", standalone_mode=False)
    except TyperException as error:
        code = report_wrong_use(error)
    except AisleError as error:
        code = report_error(error)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = NOT_DONE
    except Exception as error:
        code = report_crash(error)
    sys.exit(_written(int(code or 0)))


def _end_in_order() -> None:
    """Let a request to end run through every `finally`: the embedded database must not be left behind."""
    for sign, code in ((signal.SIGTERM, TERMINATED), (signal.SIGHUP, HUNG_UP)):
        if signal.getsignal(sign) == signal.SIG_DFL:
            signal.signal(sign, _Ending(code))


class _Ending:
    """Leaves by an exception the first time; a second request ends the process at once."""

    def __init__(self, code: int) -> None:
        self._code = code

    def __call__(self, sign: int, _frame: FrameType | None) -> None:
        signal.signal(sign, signal.SIG_DFL)
        sys.exit(self._code)


def _written(code: int) -> int:
    """Write what is still to be written; a reader that has gone (`| head -1`) is no reason for a message."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return code or NOT_DONE
    return code
