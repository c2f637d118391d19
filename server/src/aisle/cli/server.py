"""The database server, held while a command needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from aisle.bootstrap.server import DatabaseServer, attach_server
from aisle.core.secrets import load_secrets
from aisle.core.settings import Settings


@contextmanager
def server_for(settings: Settings) -> Iterator[DatabaseServer]:
    """Attach to the database server, starting the embedded one if nobody has, and let go of it at the end."""
    server = attach_server(settings, load_secrets(settings.home))
    try:
        yield server
    finally:
        server.release()
