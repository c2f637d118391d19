"""The recipe of an index version: everything that decides what is stored in it and how it is asked. It never changes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from aisle.knowledge.chunking import ChunkingSettings
from aisle.llm.ports import Embedder
from aisle.retrieval.fusion import Weights

ANALYSER = (
    3  # raise it when the analysis of text changes: stored terms and asked terms must come from one analyser
)
PGVECTOR = "pgvector"  # the vector store that needs nothing beside PostgreSQL


@dataclass(frozen=True, slots=True)
class Recipe:
    """How documents of an index version are cut, its items embedded and analysed, and both legs weighed.

    vector_store: which engine finds the nearest. pictures: the embedder that looks at products' pictures; empty where none does.
    """

    embedder: str
    dimensions: int
    embedder_languages: tuple[str, ...]
    chunking: ChunkingSettings
    weights: Weights = field(default_factory=Weights)
    analyser: int = ANALYSER
    vector_store: str = PGVECTOR
    pictures: str = ""

    @classmethod
    def of(
        cls,
        embedder: Embedder,
        chunking: ChunkingSettings | None = None,
        weights: Weights | None = None,
        vector_store: str = PGVECTOR,
        pictures: str = "",
    ) -> "Recipe":
        """Return the recipe that uses this embedder. Without a chunking, the usual sizes in its own tokens."""
        return cls(
            embedder.name,
            embedder.dimensions,
            tuple(sorted(embedder.languages)),
            chunking or ChunkingSettings(tokens_of=embedder.name),
            weights or Weights(),
            vector_store=vector_store,
            pictures=pictures,
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Recipe":
        """Read what `to_json` wrote."""
        return cls(
            data["embedder"],
            data["dimensions"],
            tuple(data["embedder_languages"]),
            ChunkingSettings(**data["chunking"]),
            Weights(**data["weights"]),
            data["analyser"],
            data.get("vector_store", PGVECTOR),
            data.get("pictures", ""),
        )
