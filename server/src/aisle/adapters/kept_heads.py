"""A folder of heads: one file a month, one signed line for each chain that grew. Lines are only ever added."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from aisle.audit.heads import HeadSigner, KeptHead
from aisle.core.errors import Unavailable


class HeadsUnavailable(Unavailable):
    """The folder of heads cannot be read or written."""

    code = "audit_heads_unavailable"
    title = "The kept heads of the audit log cannot be reached"


@dataclass(frozen=True, slots=True)
class HeadFolder:
    """Adds heads to files and reads them back."""

    folder: Path
    signer: HeadSigner

    def add(self, heads: Sequence[KeptHead]) -> None:
        """Write heads for good. Raises HeadsUnavailable."""
        if not heads:
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            name = f"heads-{max(head.at for head in heads):%Y-%m}.jsonl"
            descriptor = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "a") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.writelines(f"{self.signer.written(head)}\n" for head in heads)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._unavailable(error) from error

    def read(self, tenants: Iterable[UUID] | None = None) -> list[KeptHead]:
        """Return all heads, or those of some tenants. Raises HeadsUnreadable, HeadsUnavailable."""
        wanted = None if tenants is None else {str(one) for one in tenants}
        return read_heads(
            self._files(), self.signer, lambda line: wanted is None or any(one in line for one in wanted)
        )

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("heads-*.jsonl"))

    def _unavailable(self, error: OSError) -> HeadsUnavailable:
        return HeadsUnavailable(f"{self.folder} cannot be used ({error.strerror}). See AISLE_AUDIT_HEADS.")


def read_heads(
    files: Iterable[Path], signer: HeadSigner, wanted: Callable[[str], bool] = lambda line: True
) -> list[KeptHead]:
    """Read heads out of files. Raises HeadsUnreadable, HeadsUnavailable."""
    try:
        return signer.read(line for line in _lines(files) if wanted(line))
    except OSError as error:
        raise HeadsUnavailable(f"{error.filename} cannot be read ({error.strerror}).") from error


def _lines(files: Iterable[Path]) -> Iterator[str]:
    for path in files:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from file
