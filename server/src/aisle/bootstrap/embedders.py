"""From settings to embedders: the local ones, and those behind an address that AISLE_EMBEDDERS names."""

from collections.abc import Iterator
from dataclasses import dataclass

from aisle.adapters.embeddings import (
    EMBEDDERS,
    LOCAL,
    CachedQueries,
    EmbedderOptions,
    RemoteOptions,
    known_model,
)
from aisle.core.settings import Settings, SettingsRefused
from aisle.core.settings.outside import GEMINI_URL, OPENAI_URL, RemoteEmbedderSettings
from aisle.llm.ports import ManagedEmbedder
from aisle.llm.watching import WatchedEmbedder

TEXT_TOKENS = 512  # what most encoders read, for models that are not known


@dataclass(frozen=True, slots=True)
class Embedders:
    """Every embedder of a process.

    Attributes:
        default: For new stores; without a memory for queries, so that /ready sees what it does now.
        by_setting: As the settings call them.
        by_recipe: As index versions call them.
    """

    default: ManagedEmbedder
    by_setting: dict[str, ManagedEmbedder]
    by_recipe: dict[str, ManagedEmbedder]

    @classmethod
    def only(cls, embedder: ManagedEmbedder) -> "Embedders":
        """Return a set of one."""
        return cls(embedder, {embedder.name: embedder}, {embedder.name: embedder})

    async def close(self) -> None:
        """Close all of them."""
        for embedder in self.by_recipe.values():
            await embedder.close()


def make_embedders(settings: Settings) -> Embedders:
    """Return all embedders that the settings name; they load or connect when first used. Raises SettingsRefused."""
    made = {name: EMBEDDERS[kind](options) for name, kind, options in _described(settings)}
    if settings.embedder not in made:
        raise SettingsRefused(
            f"AISLE_EMBEDDER: there is no embedder “{settings.embedder}”; use {' or '.join(made)}, "
            "or describe it in AISLE_EMBEDDERS."
        )
    by_recipe: dict[str, ManagedEmbedder] = {}
    for name, embedder in made.items():
        if embedder.name in by_recipe:
            raise SettingsRefused(
                f"AISLE_EMBEDDERS.{name}: another embedder makes the same vectors ({embedder.name}); keep one of them."
            )
        by_recipe[embedder.name] = CachedQueries(WatchedEmbedder(embedder))
    return Embedders(made[settings.embedder], made, by_recipe)


def _described(settings: Settings) -> Iterator[tuple[str, str, EmbedderOptions]]:
    cache, threads = settings.home / "cache", settings.embed_threads
    for name in LOCAL:
        yield name, name, EmbedderOptions(cache, threads)
    for name, one in settings.embedders.items():
        if name in EMBEDDERS:
            raise SettingsRefused(f"AISLE_EMBEDDERS.{name}: this name is taken; give it another.")
        yield name, one.kind, EmbedderOptions(cache, threads, where=_remote(settings, name, one))


def _remote(settings: Settings, name: str, one: RemoteEmbedderSettings) -> RemoteOptions:
    known = known_model(one.model)
    dimensions = one.dimensions or (known.dimensions if known else None)
    if dimensions is None:
        raise SettingsRefused(
            f"AISLE_EMBEDDERS.{name}: the model “{one.model}” is not known here; say its dimensions."
        )
    shortens = known is not None and known.shortens and dimensions != known.dimensions
    base_url, key = _address(settings, one)
    return RemoteOptions(
        base_url=base_url,
        model=one.model,
        dimensions=dimensions,
        shortens=shortens if one.ask_for_dimensions is None else one.ask_for_dimensions,
        text_tokens=one.max_tokens or (known.tokens if known else TEXT_TOKENS),
        batch_texts=one.batch_texts,
        languages=frozenset(known.languages if known and one.languages is None else one.languages or ()),
        query_prefix=one.query_prefix,
        passage_prefix=one.passage_prefix,
        key=key,
        key_header=one.key_header,
        query_seconds=one.query_seconds,
    )


def _address(settings: Settings, one: RemoteEmbedderSettings) -> tuple[str, str | None]:
    """Return address and key. A key belongs to the address it was set with and goes to no other."""
    usual = {
        "openai": (settings.openai_base_url or OPENAI_URL, settings.openai_api_key),
        "gemini": (settings.gemini_base_url or GEMINI_URL, settings.gemini_api_key),
    }[one.kind]
    base_url, key = (one.base_url, one.key) if one.base_url else (usual[0], one.key or usual[1])
    return base_url, key.get_secret_value() if key else None
