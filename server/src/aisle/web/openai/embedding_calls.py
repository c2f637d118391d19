"""Embedding that somebody asks for by itself: accounted for like every call of a model, that of a local one too."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aisle.bootstrap.known_models import LOCAL
from aisle.bootstrap.resources import Resources
from aisle.llm.gateway import Payer, Purpose
from aisle.llm.metering import Meter
from aisle.llm.ports import EmbeddingKind, ManagedEmbedder, Vectors
from aisle.providers.views import Owner
from aisle.web.openai.directory import EMBEDDER


@dataclass(frozen=True, slots=True)
class MeteredEmbedder:
    """An embedder for one payer. name: in the settings."""

    parts: Resources
    payer: Payer
    name: str
    embedder: ManagedEmbedder

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> tuple[Vectors, int]:
        """Return vectors and the number of tokens. Raises EmbedderUnavailable, EmbedderRefused, what the ledger refuses."""
        tokens = await asyncio.to_thread(self._count, texts)
        meter = await self._meter()
        return await meter.metered(self.payer, tokens, lambda: self.embedder.embed(texts, kind)), tokens

    def _count(self, texts: Sequence[str]) -> int:
        return sum(self.embedder.count_tokens(text) for text in texts)

    async def _meter(self) -> Meter:
        view = await self.parts.models.get(self.payer.organization_id, f"{EMBEDDER}{self.name}")
        card = None if view.provider == LOCAL else view.card
        gateway = self.parts.chat_models.gateway
        is_own = view.owner is Owner.ORGANIZATION
        named = (self.name, view.provider, view.called)
        return Meter(Purpose.EMBED, *named, card, lambda: gateway.observer, is_own=is_own)
