"""Finding a free port on loopback."""

import socket

from aisle.adapters.postgres.address import HOST
from aisle.adapters.postgres.errors import PortTaken


def free_port(asked: int | None, last: int) -> int:
    """The port that was asked for, or the last one if nobody took it since, or any free one."""
    if asked is not None:
        if not _is_free(asked):
            raise PortTaken(
                f"Port {asked} on {HOST} belongs to another program. Choose another one, or end that program."
            )
        return asked
    return last if last and _is_free(last) else _any_free()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
