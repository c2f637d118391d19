"""Whether the port is free, said before anything is started."""

import errno
import os
import socket

from aisle.core.errors import Unavailable
from aisle.core.settings import Settings


class PortRefused(Unavailable):
    """Another program listens there, or this one may not."""

    code = "port_refused"
    title = "The port cannot be used"


class HostRefused(Unavailable):
    """The host is not one of this machine's addresses."""

    code = "host_refused"
    title = "The address cannot be listened on"


def refuse_taken_port(settings: Settings) -> None:
    """Raise PortRefused or HostRefused when the API could not listen where the settings say."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
            probe.listen()
        except OSError as error:
            raise _refusal(settings, error) from None


def _refusal(settings: Settings, error: OSError) -> Unavailable:
    if isinstance(error, socket.gaierror) or error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return HostRefused(
            f"“{settings.host}” is not an address of this machine. Set AISLE_HOST to one of its own, "
            "for example 127.0.0.1, or 0.0.0.0 for all."
        )
    other = settings.port + 1 if settings.port < 65535 else 8080
    return PortRefused(
        f"Port {settings.port} cannot be used: {os.strerror(error.errno or 0)}. Set AISLE_PORT to a free one, "
        f"for example AISLE_PORT={other}."
    )
