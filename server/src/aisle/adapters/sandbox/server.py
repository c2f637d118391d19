"""The warm server: a process with the parsers loaded that starts one supervised child per file.

Run as a program with the number of its control socket and the reader as "module:function". It holds no secret:
its environment is empty and it has no descriptor but that socket.
"""

import contextlib
import encodings
import gc
import importlib
import os
import pkgutil
import signal
import socket
import sys
import traceback
from collections.abc import Mapping

from aisle.adapters.sandbox.child import Tools
from aisle.adapters.sandbox.protocol import MESSAGE_BYTES, READY, Job
from aisle.adapters.sandbox.supervisor import supervise
from aisle.knowledge.structure import FailureReason, ParseFailed

_DESCRIPTORS = 2
# Loaded only when first needed; a child has no files to load them from.
_LATE_MODULES = ("unicodedata", "stringprep", "zlib", "bz2", "lzma", "_strptime", "lxml._elementpath")
_PLATFORM_ENCODINGS = ("mbcs", "oem", "cp65001")


def main() -> None:
    """Serve jobs until the client closes the control socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    tools = load(sys.argv[2])
    _load_late_modules()
    # What is loaded stays shared between the children: collecting it would copy every page it is on.
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with contextlib.suppress(ConnectionError):  # a client that ended meanwhile wants nothing any more
        control.send(READY)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, MESSAGE_BYTES, _DESCRIPTORS)
        if not message:
            return
        _start(message, descriptors, tools, control)


def load(path: str) -> Tools:
    """Return the reader named "module:function", and the module's `convert_safely` where it has one."""
    place, _, name = path.partition(":")
    module = importlib.import_module(place)
    return Tools(getattr(module, name), getattr(module, "convert_safely", refuse))


def refuse(converter: str, data: bytes, name: str, arguments: Mapping[str, int]) -> bytes:
    """Stand in where a reader comes without converters."""
    raise ParseFailed(FailureReason.UNSUPPORTED_TYPE, f"there is no converter {converter}")


def _start(message: bytes, descriptors: list[int], tools: Tools, control: socket.socket) -> None:
    """Start the supervisor of one file."""
    source, answer = descriptors
    if os.fork() == 0:
        try:
            control.close()
            supervise(Job.from_bytes(message), tools, source, socket.socket(fileno=answer))
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    for descriptor in descriptors:
        os.close(descriptor)


def _load_late_modules() -> None:
    for name in _LATE_MODULES:
        importlib.import_module(name)
    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name not in _PLATFORM_ENCODINGS:
            importlib.import_module(f"encodings.{module.name}")


if __name__ == "__main__":
    main()
