"""The schemas that Aisle brings, read from `analysis/shipped`: one file for each version, none of which ever changes."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from aisle.analysis.stored.types import NamedSchema, SchemaText


@cache
def shipped() -> Mapping[str, tuple[NamedSchema, ...]]:
    """Return each shipped schema by its name, with its versions, the oldest first."""
    found: dict[str, list[NamedSchema]] = {}
    for file in sorted((files("aisle.analysis") / "shipped").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".json"):
            said = json.loads(file.read_text("utf-8"))
            one = NamedSchema(said["name"], said["version"], SchemaText.read(said), is_shipped=True)
            found.setdefault(one.name, []).append(one)
    return {name: tuple(sorted(all_, key=lambda one: one.version)) for name, all_ in found.items()}


def find_shipped(name: str, version: int | None = None) -> NamedSchema | None:
    """Return a version of a shipped schema, the newest where none is named."""
    versions = shipped().get(name, ())
    if version is None:
        return versions[-1] if versions else None
    return next((one for one in versions if one.version == version), None)
