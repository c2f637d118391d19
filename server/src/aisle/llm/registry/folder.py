"""The folder of AISLE_MODELS_DIR: NAME/VERSION/manifest.toml with the files that it names."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aisle.llm.registry.errors import LocalModelNotFound, LocalModelRefused
from aisle.llm.registry.manifest import LONGEST, NAME, read_manifest
from aisle.llm.registry.package import Package

MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Registry:
    """Reads the folder; nothing in it is written, and nothing outside it read. root: None where there is none."""

    root: Path | None

    def names(self) -> Iterator[tuple[str, str]]:
        """Return name and version of every folder that is named like a model, in order."""
        for model in _folders(self.root):
            for version in _folders(model):
                yield model.name, version.name

    def get(self, name: str, version: str) -> Package:
        """Return a version. Raises LocalModelNotFound, LocalModelRefused."""
        if self.root is None or not (NAME.fullmatch(name) and NAME.fullmatch(version)):
            raise LocalModelNotFound("AISLE_MODELS_DIR has no such model.")
        folder = self.root / name / version
        if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
            raise LocalModelNotFound("AISLE_MODELS_DIR has no such model.")
        try:
            with (folder / MANIFEST).open("rb") as stream:
                data = stream.read(LONGEST + 1)
        except OSError:
            raise LocalModelRefused(f"{name}/{version} has no {MANIFEST} that can be read.") from None
        return Package(name, version, folder, read_manifest(data), hashlib.sha256(data).hexdigest())


def _folders(parent: Path | None) -> list[Path]:
    """Return the folders in a folder that are named like a model or a version; links are left out."""
    if parent is None or not parent.is_dir():
        return []
    found = (one for one in parent.iterdir() if NAME.fullmatch(one.name))
    return sorted(one for one in found if one.is_dir() and not one.is_symlink())
