"""Models in a folder of the machine's operator: what each says of itself, and whether its files are those that it names."""

from aisle.llm.registry.errors import (
    LocalModelInUse,
    LocalModelNotFound,
    LocalModelRefused,
    LocalModelTooLarge,
)
from aisle.llm.registry.folder import Registry
from aisle.llm.registry.manifest import LocalKind, Manifest
from aisle.llm.registry.package import Package, Weighed

__all__ = [
    "LocalKind",
    "LocalModelInUse",
    "LocalModelNotFound",
    "LocalModelRefused",
    "LocalModelTooLarge",
    "Manifest",
    "Package",
    "Registry",
    "Weighed",
]
