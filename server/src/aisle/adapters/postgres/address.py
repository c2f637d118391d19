"""Where a server is reached, and as whom."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

HOST = "127.0.0.1"
SUPERUSER = "postgres"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A running server: TCP on loopback, and the folder of its Unix socket; both ask for a password."""

    port: int
    password: str = field(repr=False)
    socket_folder: Path
    host: str = HOST
    superuser: str = SUPERUSER

    def url(self, database: str = "postgres", user: str | None = None, password: str | None = None) -> str:
        """The connection address of a database, as the superuser unless another role is named."""
        name, secret = (user, password or "") if user else (self.superuser, self.password)
        return f"postgresql://{quote(name, safe='')}:{quote(secret, safe='')}@{self.host}:{self.port}/{quote(database)}"
