"""Packages that only some installations have: imported when first needed, with a word on how to get them."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from aisle.core.settings import SettingsRefused

# What an installer calls the package of each extra.
PACKAGES = {"faiss": "faiss-cpu", "qdrant": "qdrant-client", "pinecone": "pinecone"}


def has(package: str) -> bool:
    """Say whether a package is installed, without importing it."""
    return find_spec(package) is not None


def load(package: str, extra: str) -> Any:
    """Import a package. Raises SettingsRefused with what to install when it is not there."""
    try:
        return import_module(package)
    except ImportError as error:
        raise SettingsRefused(
            f"The vector store “{extra}” needs a package that is not installed ({error.name or package}):"
            f" install {PACKAGES.get(extra, package)} into this environment."
        ) from error
