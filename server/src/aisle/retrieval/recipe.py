"""The recipe of an index version: everything that decides what is stored in it. It never changes."""

from dataclasses import asdict, dataclass
from typing import Any

from aisle.llm.ports import Embedder

ANALYSER = (
    2  # raise it when the analysis of text changes: stored terms and asked terms must come from one analyser
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the items of an index version are embedded and analysed."""

    embedder: str
    dimensions: int
    embedder_languages: tuple[str, ...]
    analyser: int = ANALYSER

    @classmethod
    def of(cls, embedder: Embedder) -> "Recipe":
        """Return the recipe that uses this embedder."""
        return cls(embedder.name, embedder.dimensions, tuple(sorted(embedder.languages)))

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Recipe":
        """Read what `to_json` wrote."""
        return cls(data["embedder"], data["dimensions"], tuple(data["embedder_languages"]), data["analyser"])
