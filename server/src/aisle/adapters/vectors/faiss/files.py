"""The files of one index: segments that never change, and a manifest that says which of them count.

The manifest is exchanged in one step and names the checksum of every segment, so a reader sees one whole state, and a
file that was damaged is noticed instead of searched.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 1  # raise it when the files change; others are not read, and the index is filled anew
MANIFEST, LOCK, SUFFIX = "manifest.json", "lock", ".segment"


class FilesDamaged(Exception):
    """What lies in the folder cannot be an index."""


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """A segment. count: its vectors; sha256: of its bytes."""

    name: str
    kind: str
    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index consists of."""

    dimensions: int
    watermark: int = 0
    segments: tuple[SegmentFile, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """The folder of one index."""

    path: Path

    def stamp(self) -> tuple[int, int] | None:
        """Return what changes whenever the manifest does; None if there is none."""
        try:
            status = (self.path / MANIFEST).stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino

    def read(self, dimensions: int) -> Manifest:
        """Return the manifest, an empty one if there is none. Raises FilesDamaged."""
        try:
            data = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
            if data["format"] != FORMAT or data["dimensions"] != dimensions:
                raise FilesDamaged(f"{self.path / MANIFEST} is of another format")
            segments = tuple(SegmentFile(**one) for one in data["segments"])
            return Manifest(dimensions, data["watermark"], segments)
        except FileNotFoundError:
            return Manifest(dimensions)
        except (ValueError, KeyError, TypeError) as error:
            raise FilesDamaged(f"{self.path / MANIFEST} cannot be read") from error

    def write(self, manifest: Manifest) -> None:
        """Let a manifest count, and remove the segments that it does not name."""
        text = json.dumps({"format": FORMAT, **asdict(manifest)})
        self._exchange(MANIFEST, text.encode())
        kept = {segment.name for segment in manifest.segments}
        for path in self.path.glob(f"*{SUFFIX}"):
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def add(self, name: str, kind: str, count: int, data: bytes) -> SegmentFile:
        """Write a segment; it counts when a manifest names it."""
        self._exchange(name + SUFFIX, data)
        return SegmentFile(name + SUFFIX, kind, count, hashlib.sha256(data).hexdigest())

    def load(self, segment: SegmentFile) -> bytes:
        """Return a segment's bytes. Raises FilesDamaged when they are not the ones that were written."""
        data = (self.path / segment.name).read_bytes()
        if hashlib.sha256(data).hexdigest() != segment.sha256:
            raise FilesDamaged(f"{self.path / segment.name} was changed or cut off")
        return data

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other writer out, of this process and of others."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / LOCK).open("ab") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield

    def _exchange(self, name: str, data: bytes) -> None:
        draft = self.path / f"{name}.new"
        with draft.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(self.path / name)
