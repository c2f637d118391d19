"""One version of a model in the registry."""

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aisle.llm.registry.errors import LocalModelRefused
from aisle.llm.registry.manifest import MODEL, Manifest


@dataclass(frozen=True, slots=True)
class Weighed:
    """Files that were read once, and are those that the manifest names: what is opened is what was checked."""

    files: Mapping[str, bytes] = field(repr=False)

    @property
    def bytes(self) -> int:
        """How much they hold."""
        return sum(map(len, self.files.values()))


@dataclass(frozen=True, slots=True)
class Package:
    """What a folder says of itself; its files were not opened yet.

    Attributes:
        name, version: Of its folders.
        folder: Where it is.
        manifest: As it was read.
        digest: SHA-256 of the manifest, by which every process loads the same bytes.
    """

    name: str
    version: str
    folder: Path
    manifest: Manifest
    digest: str

    @property
    def known_as(self) -> str:
        """The name that recipes of indexes and lists of rerankers give it: another version makes other vectors."""
        return f"{self.name}-{self.version}"

    @property
    def sha256(self) -> str:
        """Of the model's graph and weights."""
        return self.manifest.files[MODEL]

    def size(self) -> int:
        """Return how many bytes its files have. Raises LocalModelRefused for what is no plain file."""
        return sum(self._plain(name).st_size for name in self.manifest.files)

    def weigh(self) -> Weighed:
        """Read every file and compare it. Blocks for as long as that takes. Raises LocalModelRefused."""
        return Weighed({name: self._read(name, wanted) for name, wanted in self.manifest.files.items()})

    def _read(self, name: str, wanted: str) -> bytes:
        expected = self._plain(name)
        try:
            # A link that took the file's place since then is not followed.
            descriptor = os.open(self.folder / name, os.O_RDONLY | os.O_NOFOLLOW)
            with open(descriptor, "rb") as stream:
                data = stream.read(expected.st_size + 1)
        except OSError as error:
            raise LocalModelRefused(f"{name} cannot be read: {type(error).__name__}.") from None
        if hashlib.sha256(data).hexdigest() != wanted:
            raise LocalModelRefused(
                f"{name} is not the file that the manifest names: its SHA-256 is another."
            )
        return data

    def _plain(self, name: str) -> os.stat_result:
        try:
            found = (self.folder / name).lstat()
        except OSError:
            raise LocalModelRefused(f"{name} is missing.") from None
        if not stat.S_ISREG(found.st_mode):
            raise LocalModelRefused(f"{name} is no plain file.")
        return found
