"""What the home folder remembers of its server between starts."""

import json
import os
import secrets
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from aisle.adapters.postgres.errors import DataMissing


@dataclass(frozen=True, slots=True)
class ServerRecord:
    """Password, last port, last socket folder, and the major version once a database has been made."""

    password: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    port: int = 0
    socket_folder: str = ""
    version: int | None = None


def find_record(path: Path) -> ServerRecord | None:
    """The record of this home, if it has one."""
    try:
        return ServerRecord(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise DataMissing(
            f"{path} holds the database's password and cannot be read ({error}). Restore it from a backup."
        ) from error


def keep_record(path: Path, record: ServerRecord) -> None:
    """Replace the record in one step, so that a crash leaves either the old one or the new one."""
    # mkstemp makes the file with mode 600, which the rename keeps: the password is never readable by others.
    descriptor, name = tempfile.mkstemp(prefix=".record-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(record), file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
