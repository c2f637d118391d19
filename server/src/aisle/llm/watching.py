"""Embedders and rerankers that take note of how their calls go, as the gateway does for models that write."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from aisle.core.clock import Clock, SystemClock
from aisle.core.errors import AisleError
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable, RerankerUnavailable
from aisle.llm.gateway.calls import present_payer
from aisle.llm.metering import Meter, about
from aisle.llm.ports import EmbeddingKind, ManagedEmbedder, Placed, Reranker, RerankItem, Vectors
from aisle.llm.tracking import Track

Now = Callable[[], float]
T = TypeVar("T")


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
    """The embedder behind it, and how its calls go.

    Attributes:
        meter: Keeps account of its calls; None where it costs nobody anything.
    """

    def __init__(self, embedder: ManagedEmbedder, watch: Watch | None = None) -> None:
        self.meter: Meter | None = None
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
        """Embed texts in their order; see the port. Who cannot pay for that has no embedder."""
        if self.meter is None:
            return await self._embed(texts, kind)
        try:
            return await self.meter.metered(present_payer(), about(texts), lambda: self._embed(texts, kind))
        except (EmbedderUnavailable, EmbedderRefused):
            raise
        except AisleError as refused:  # who keeps account lets nothing through
            raise EmbedderUnavailable(refused.detail) from None

    async def _embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        with self.watch.call():
            return await self.behind.embed(texts, kind)


class WatchedReranker:
    """The reranker behind it, and how its calls go.

    Attributes:
        meter: Keeps account of its calls; None where it costs nobody anything.
    """

    def __init__(self, reranker: Reranker, watch: Watch | None = None) -> None:
        self.meter: Meter | None = None
        self.behind, self.watch = reranker, watch or Watch()
        self.name, self.window = reranker.name, reranker.window

    async def rerank(self, query: str, items: Sequence[RerankItem]) -> list[Placed]:
        """Order hits, best first; see the port. Who cannot pay for that has no reranker."""
        if self.meter is None:
            return await self._rerank(query, items)
        texts = (
            text for one in items for text in (query, one.text)
        )  # each hit is read together with the question
        try:
            return await self.meter.metered(present_payer(), about(texts), lambda: self._rerank(query, items))
        except RerankerUnavailable:
            raise
        except AisleError as refused:
            raise RerankerUnavailable(refused.detail) from None

    async def _rerank(self, query: str, items: Sequence[RerankItem]) -> list[Placed]:
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


def behind(model: object, kind: type[T]) -> T | None:
    """Return a model, or the first one behind it, that is of a kind; None where there is none."""
    while model is not None and not isinstance(model, kind):
        model = getattr(model, "behind", None)
    return model
