"""What somebody asks of a new index version, checked and made into a recipe. What is not said stays as it is live."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from aisle.knowledge.chunking import ChunkingSettings
from aisle.llm.ports import Embedder
from aisle.retrieval.errors import RecipeRefused
from aisle.retrieval.fusion import Weights
from aisle.retrieval.recipe import ANALYSER, PGVECTOR, Recipe


@dataclass(frozen=True, slots=True)
class RecipeWish:
    """The parts of a recipe that shall differ.

    Attributes:
        embedder: By name, as index versions and settings name it.
        size_tokens, overlap_tokens: How documents are cut.
        tokens_of: The embedder whose tokens are counted, by name.
        weights: Shares and factors of the leg of meaning, by the names of `Weights`.
        vector_store: The engine that finds the nearest, by name.
    """

    embedder: str | None = None
    size_tokens: int | None = None
    overlap_tokens: int | None = None
    tokens_of: str | None = None
    weights: Mapping[str, float] | None = None
    vector_store: str | None = None

    def named(self, names: Mapping[str, str]) -> "RecipeWish":
        """Return the same wish with embedders named as recipes name them. names: by those of the settings."""
        embedder, tokens_of = (one and names.get(one, one) for one in (self.embedder, self.tokens_of))
        return replace(self, embedder=embedder, tokens_of=tokens_of)


def recipe_of(
    wish: RecipeWish,
    live: Recipe,
    embedders: Mapping[str, Embedder],
    vector_stores: Collection[str] = (PGVECTOR,),
    pictures: str = "",
) -> Recipe:
    """Return the recipe that a wish comes to. embedders, vector_stores, pictures: what there is. Raises RecipeRefused."""
    vector_store = wish.vector_store or live.vector_store
    if vector_store not in vector_stores:
        raise RecipeRefused(f"There is no vector store “{vector_store}” here; {_known(vector_stores)}.")
    embedder = _embedder(wish.embedder or live.embedder, embedders)
    return replace(
        live,
        embedder=embedder.name,
        dimensions=embedder.dimensions,
        embedder_languages=tuple(sorted(embedder.languages)),
        chunking=_chunking(wish, live.chunking, embedders),
        weights=_weights(wish.weights or {}, live.weights),
        analyser=ANALYSER,
        vector_store=vector_store,
        pictures=pictures or live.pictures,
    )


def _embedder(name: str, embedders: Mapping[str, Embedder]) -> Embedder:
    if name not in embedders:
        raise RecipeRefused(f"There is no embedder “{name}” here; {_known(embedders)}.")
    return embedders[name]


def _chunking(
    wish: RecipeWish, live: ChunkingSettings, embedders: Mapping[str, Embedder]
) -> ChunkingSettings:
    tokens_of = wish.tokens_of or live.tokens_of
    _embedder(tokens_of, embedders)
    size = live.size_tokens if wish.size_tokens is None else wish.size_tokens
    overlap = live.overlap_tokens if wish.overlap_tokens is None else wish.overlap_tokens
    try:
        return ChunkingSettings(size, overlap, tokens_of)
    except ValueError as error:
        raise RecipeRefused(str(error)) from None


def _weights(wanted: Mapping[str, float], live: Weights) -> Weights:
    known = list(Weights.__dataclass_fields__)
    if unknown := sorted(set(wanted) - set(known)):
        raise RecipeRefused(f"There is no weight “{unknown[0]}”; there are {', '.join(known)}.")
    try:
        return replace(live, **wanted)
    except ValueError as error:
        raise RecipeRefused(str(error)) from None


def _known(names: Collection[str]) -> str:
    return f"there is {', '.join(sorted(set(names)))}" if names else "there is none"
