"""What is known of a version in the registry, and what a process has of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from aisle.llm.ports import ManagedEmbedder, Reranker
from aisle.llm.registry import Package, Weighed


class LocalState(StrEnum):
    """available: it could be loaded. loaded: it is, in this process. damaged: it cannot be; the reason is said."""

    AVAILABLE = "available"
    LOADED = "loaded"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class LocalView:
    """A version in the registry. package: None where its manifest cannot be read. wanted: in all processes."""

    name: str
    version: str
    state: LocalState
    wanted: bool
    package: Package | None = None
    reason: str | None = None


class MakeLocal(Protocol):
    """Makes models of checked files, on the calling thread; raises LocalModelRefused."""

    def embedder(self, package: Package, weighed: Weighed) -> ManagedEmbedder:
        """Return an embedder."""
        ...

    def reranker(self, package: Package, weighed: Weighed) -> Reranker:
        """Return a reranker."""
        ...
