"""The prompts that Aisle brings, read from `prompts/files/NAME/vN.toml`: one file for each version, none of which ever changes."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from aisle.prompts.errors import PromptNotFound
from aisle.prompts.types import ShippedPrompt, Variable


@cache
def shipped() -> Mapping[str, tuple[ShippedPrompt, ...]]:
    """Return each prompt by its name, with its versions, the oldest first."""
    folders = sorted((files("aisle.prompts") / "files").iterdir(), key=lambda one: one.name)
    return {folder.name: tuple(_versions(folder)) for folder in folders if folder.is_dir()}


def newest(name: str) -> ShippedPrompt:
    """Return the version of a prompt that is used. Raises PromptNotFound."""
    versions = shipped().get(name)
    if not versions:
        raise PromptNotFound(f"There is no prompt “{name[:60]}”; GET /prompts lists them.")
    return versions[-1]


def _versions(folder: Traversable) -> Iterator[ShippedPrompt]:
    numbers = sorted(int(one.name[1:-5]) for one in folder.iterdir() if one.name.endswith(".toml"))
    for number in numbers:
        said = tomllib.loads((folder / f"v{number}.toml").read_text("utf-8"))
        variables = {name: Variable(**one) for name, one in said.pop("variables", {}).items()}
        yield ShippedPrompt(folder.name, number, **said, variables=variables)
