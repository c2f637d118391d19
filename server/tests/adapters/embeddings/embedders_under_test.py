"""Every embedder, made ready: the local ones with one built model, those behind an address with a server on loopback."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from aisle.adapters.embeddings import EMBEDDERS, EmbedderOptions, RemoteOptions
from embedding_servers import GeminiScript, OpenAiScript
from scripted_http import Script, scripted_server


@dataclass(frozen=True)
class Variant:
    """An embedder in one of its forms. script: of its server; None for local ones."""

    kind: str
    script: Callable[[], Script] | None = None
    remote: dict[str, Any] = field(default_factory=dict)

    @asynccontextmanager
    async def opened(self, cache_dir: Path) -> AsyncIterator[Any]:
        options = EmbedderOptions(cache_dir=cache_dir, threads=1)
        if self.script is None:
            yield EMBEDDERS[self.kind](options)
            return
        async with scripted_server(self.script()) as server:
            where = RemoteOptions(
                **{"base_url": server.url, "model": "some-model", "dimensions": 384, **self.remote}
            )
            yield EMBEDDERS[self.kind](replace(options, where=where))


VARIANTS = {
    "minilm": Variant("minilm"),
    "hashed": Variant("hashed"),
    "openai": Variant("openai", OpenAiScript),
    "openai in numbers": Variant("openai", lambda: OpenAiScript(base64=False)),
    "openai out of order": Variant("openai", lambda: OpenAiScript(backwards=True)),
    "openai shortened": Variant(
        "openai", OpenAiScript, {"dimensions": 256, "shortens": True, "model": "text-embedding-3-small"}
    ),
    "openai by prefixes": Variant(
        "openai",
        OpenAiScript,
        {"query_prefix": "q: ", "passage_prefix": "p: ", "languages": frozenset({"en"})},
    ),
    "gemini 001": Variant("gemini", GeminiScript, {"model": "gemini-embedding-001"}),
    "gemini 2": Variant("gemini", GeminiScript, {"model": "gemini-embedding-2"}),
}
