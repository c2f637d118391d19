"""A folder of this machine, below one that the operator named. Nothing that is linked into it from elsewhere is read."""

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO

from aisle.adapters.connectors.files.store import Entry
from aisle.sources.errors import BrokenData, RetryLater, ShopNotFound, ShopRefused

MOST_FILES, DEEPEST = 200_000, 40
PORTION = 500
_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # a pipe would block for ever


class Folder:
    """Files below a folder."""

    def __init__(self, folder: str, allowed: Sequence[Path]) -> None:
        """Nothing is read yet.

        Args:
            folder: As the store wrote it.
            allowed: Folders that the operator named for this store.

        Raises:
            ShopRefused: It is not below one of them. What is there, and whether, is not said.
        """
        wanted = Path(folder)
        self._root = next((root for root in allowed if wanted.is_relative_to(root)), None)
        if self._root is None or ".." in wanted.parts or not wanted.is_absolute():
            raise ShopRefused(
                "This folder may not be read: the operator names folders for a store in AISLE_SOURCE_FOLDERS."
            )
        self._below = wanted.relative_to(self._root).parts
        self.name = wanted.name or folder

    async def list(self) -> AsyncIterator[Sequence[Entry]]:
        """Yield all plain files, sorted by path."""
        entries = await asyncio.to_thread(lambda: sorted(self._entries(), key=_path))
        for at in range(0, len(entries), PORTION):
            yield entries[at : at + PORTION]

    async def open(self, path: str, most_bytes: int) -> IO[bytes]:
        """Return a file."""
        return await asyncio.to_thread(self._open, path, most_bytes)

    def _entries(self) -> Iterator[Entry]:
        found = islice(_walk(self._directory(self._below), "", 0), MOST_FILES + 1)
        for count, entry in enumerate(found):
            if count >= MOST_FILES:
                raise BrokenData(f"The folder holds more than {MOST_FILES:,} files; name one with fewer.")
            yield entry

    def _open(self, path: str, most_bytes: int) -> IO[bytes]:
        *folders, name = [part for part in path.split("/") if part not in ("", ".", "..")] or [""]
        directory = self._directory((*self._below, *folders))
        try:
            file = os.fdopen(os.open(name, _FILE, dir_fd=directory), "rb")
        except OSError:
            raise ShopNotFound("The file is not there any more.") from None
        finally:
            os.close(directory)
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > most_bytes:
            file.close()
            raise BrokenData(f"This is no file, or it has more than {most_bytes:,} bytes.")
        return file

    def _directory(self, parts: Sequence[str]) -> int:
        """Open a folder step by step from the one that the operator named; a link at any step ends it."""
        if self._root is None:
            raise ShopRefused("This folder may not be read.")
        try:
            here = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError:
            raise RetryLater("The folder that the operator named cannot be read now.") from None
        for part in parts:
            above = here
            try:
                here = os.open(part, _DIRECTORY, dir_fd=above)
            except OSError:
                raise ShopNotFound("There is no such folder, or it may not be read.") from None
            finally:
                os.close(above)
        return here


def _path(entry: Entry) -> str:
    return entry.path


def _walk(directory: int, before: str, depth: int) -> Iterator[Entry]:
    """Yield the plain files below an open folder, and close it."""
    try:
        with os.scandir(directory) as found:
            entries = sorted(found, key=lambda one: one.name)
        for one in entries:
            path = f"{before}{one.name}"
            if one.name.startswith(".") or one.is_symlink():
                continue
            if one.is_dir(follow_symlinks=False) and depth < DEEPEST:
                yield from _walk(os.open(one.name, _DIRECTORY, dir_fd=directory), f"{path}/", depth + 1)
            elif one.is_file(follow_symlinks=False):
                yield _entry(path, os.stat(one.name, dir_fd=directory, follow_symlinks=False))
    except OSError:
        raise RetryLater("The folder changes or cannot be read now.") from None
    finally:
        os.close(directory)


def _entry(path: str, about: os.stat_result) -> Entry:
    version = f"{about.st_mtime_ns}-{about.st_size}-{about.st_ino}"
    return Entry(path, version, about.st_size, datetime.fromtimestamp(int(about.st_mtime), UTC))
