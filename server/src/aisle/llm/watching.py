"""Embedders and rerankers that take note of how their calls go, as the gateway does for models that write."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from aisle.core.clock import Clock, SystemClock
from aisle.core.errors import AisleError
from aisle.llm.ports import EmbeddingKind, ManagedEmbedder, Placed, Reranker, RerankItem, Vectors
from aisle.llm.tracking import Track

Now = Callable[[], float]


class Watch:
    """Notes the calls of one model."""

    def __init__(self, now: Now = time.monotonic, clock: Clock | None = None) -> None:
        self.track, self.now, self._clock = Track(), now, clock or SystemClock()

    @contextmanager
    def call(self) -> Iterator[None]:
        """Note a call: how long it took, or what went wrong; a call that was left says nothing."""
        begun = self.now()
        with self.track.under_way():
            try:
                yield
            except AisleError as error:
                self.track.went_wrong(error.code, self._clock.now())
                raise
            self.track.answered(self.now(), None, self.now() - begun)


class WatchedEmbedder:
    """The embedder behind it, and how its calls go."""

    def __init__(self, embedder: ManagedEmbedder, watch: Watch | None = None) -> None:
        self.behind, self.watch = embedder, watch or Watch()
        self.name, self.dimensions, self.languages = embedder.name, embedder.dimensions, embedder.languages

    def count_tokens(self, text: str) -> int:
        """See the port."""
        return self.behind.count_tokens(text)

    async def warm_up(self) -> None:
        """See the port."""
        await self.behind.warm_up()

    async def close(self) -> None:
        """See the port."""
        await self.behind.close()

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        """Embed texts in their order; see the port."""
        with self.watch.call():
            return await self.behind.embed(texts, kind)


class WatchedReranker:
    """The reranker behind it, and how its calls go."""

    def __init__(self, reranker: Reranker, watch: Watch | None = None) -> None:
        self.behind, self.watch = reranker, watch or Watch()
        self.name, self.window = reranker.name, reranker.window

    async def rerank(self, query: str, items: Sequence[RerankItem]) -> list[Placed]:
        """Order hits, best first; see the port."""
        with self.watch.call():
            return await self.behind.rerank(query, items)

    async def close(self) -> None:
        """See the port."""
        await self.behind.close()


def watch_of(model: object) -> Watch | None:
    """Return the watch of a model, or of one behind it; None where nobody looks."""
    while model is not None:
        if (watch := getattr(model, "watch", None)) is not None:
            assert isinstance(watch, Watch)
            return watch
        model = getattr(model, "behind", None)
    return None
