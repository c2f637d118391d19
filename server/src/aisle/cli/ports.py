"""Whether the port is free, said before anything is started."""

import os
import socket

import typer

from aisle.cli.output import NOT_AVAILABLE, errors
from aisle.core.settings import Settings


def refuse_taken_port(settings: Settings) -> None:
    """Exit with a sentence when the port cannot be used."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            reason = os.strerror(error.errno or 0)
            errors.print(
                f"Port {settings.port} cannot be used: {reason}. Set AISLE_PORT to a free one, "
                f"for example AISLE_PORT={settings.port + 1}.",
                highlight=False,
            )
            raise typer.Exit(NOT_AVAILABLE) from None
