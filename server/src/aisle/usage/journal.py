"""Holds of a process in a file of its own: what it had under way is found there by others when it was killed.

What is written has reached the operating system, which a killed process does not take along; only a machine that dies
does. A process that lives keeps its file locked. The file has ids, models and counts, and no words of people.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import structlog
from pydantic_core import from_json, to_json

from aisle.core.ids import id_text
from aisle.usage.rows import Row

MOST_BYTES = 16 * 2**20  # of a file, before what is over is left out of it
MOST_WAITING = 64  # notes of settled holds that go with the next line
SUFFIX = ".holds"
log = structlog.get_logger()
Held = tuple[UUID, Row]


class Journal:
    """Belongs to one event loop. Nothing is made before the first hold."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        """folder: of all processes of this machine. most_bytes: of the file."""
        self._folder, self._most = folder, most_bytes
        self._lines: dict[str, bytes] = {}
        self._gone: list[bytes] = []
        self._file: tuple[int, Path] | None = None
        self._size = 0

    def hold(self, tenant: UUID, row: Row) -> bool:
        """Keep a hold; False where it cannot be written: then nobody would find it."""
        line = to_json({"tenant": id_text(tenant), **row}) + b"\n"
        try:
            self._write(line)
        except OSError as error:
            log.warning("usage.no_journal", error=type(error).__name__)
            return False
        self._lines[row["id"]] = line
        return True

    def let_go(self, hold_id: str) -> None:
        """Take note that a hold is settled: its event is kept. One of another place is none of this.

        The note is written with the next line: whoever does not find it finds the event, which is there once.
        """
        if self._lines.pop(hold_id, None) is None:
            return
        self._gone.append(b'{"gone":"%b"}\n' % hold_id.encode())
        if len(self._gone) >= MOST_WAITING:
            self._write_gone()

    def close(self) -> None:
        """Give the file up; one with nothing under way is removed."""
        if self._file is None:
            return
        self._write_gone()
        descriptor, path = self._file
        self._file = None
        if not self._lines:
            path.unlink(missing_ok=True)
        os.close(descriptor)

    def _write_gone(self) -> None:
        with suppress(OSError):
            self._write(b"")

    def _write(self, line: bytes) -> None:
        written = b"".join((*self._gone, line))
        if self._file is None or self._size + len(written) > self._most:
            self._begin_anew()
            written = line  # what is gone is not in the new one
        assert self._file is not None
        self._size += os.write(self._file[0], written)
        self._gone.clear()

    def _begin_anew(self) -> None:
        """Make a file with what is under way alone, and remove the one before."""
        before, self._file = self._file, _made(self._folder)
        kept = b"".join(self._lines.values())
        self._size = os.write(self._file[0], kept) if kept else 0
        if before is not None:
            before[1].unlink(missing_ok=True)
            os.close(before[0])


def _made(folder: Path) -> tuple[int, Path]:
    """Make a file and lock it before anybody can take it for one of a dead process."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    hidden = folder / f".{uuid4()}"
    descriptor = os.open(hidden, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    path = folder / f"{uuid4()}{SUFFIX}"
    hidden.rename(path)
    return descriptor, path


class Left:
    """The file of a process that died, for a block: nobody else takes it meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> "Left":
        """Take it. Raises OSError where its process lives, or another one takes it."""
        self._descriptor = os.open(self._path, os.O_RDWR)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.fstat(self._descriptor).st_nlink:  # somebody wrote it down and removed it meanwhile
                raise FileNotFoundError(self._path)
        except OSError:
            os.close(self._descriptor)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Let it be."""
        os.close(self._descriptor)

    def holds(self) -> list[Held]:
        """Return what was under way. A line that was not whole is one of a call that was not made."""
        found: dict[str, Held] = {}
        for line in self._path.read_bytes().splitlines():
            try:
                row = from_json(line)
            except ValueError:
                continue
            if gone := row.get("gone"):
                found.pop(gone, None)
            else:
                tenant = UUID(row.pop("tenant"))
                found[row["id"]] = (tenant, row)
        return list(found.values())

    def remove(self) -> None:
        """Remove it: what was in it is in the ledger."""
        self._path.unlink(missing_ok=True)


def left_behind(folder: Path) -> Iterator[Left]:
    """Yield the files of processes that died, one after the other, each taken for as long as it is looked at."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        with suppress(OSError), Left(path) as left:
            yield left
