"""What was fetched once and is wanted twice: kept in a file without a name, so that memory stays flat."""

import tempfile
from typing import IO


class Spool:
    """Bytes by number."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._parts: list[tuple[int, int]] = []

    def keep(self, data: bytes) -> int:
        """Store bytes; return their number."""
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as this does
        at = self._file.seek(0, 2)
        self._file.write(data)
        self._parts.append((at, len(data)))
        return len(self._parts) - 1

    def read(self, number: int) -> bytes:
        """Return the bytes of a number."""
        if self._file is None:
            raise KeyError(number)
        at, size = self._parts[number]
        self._file.seek(at)
        return self._file.read(size)

    def close(self) -> None:
        """Forget everything."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._parts.clear()
