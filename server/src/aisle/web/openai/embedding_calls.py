"""Embedding that somebody asks for by itself: accounted for like every call of a model."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aisle.bootstrap.known_models import LOCAL
from aisle.bootstrap.resources import Resources
from aisle.core.clock import SystemClock
from aisle.core.errors import AisleError
from aisle.llm.catalogue import Cost, cost
from aisle.llm.gateway import Call, Ended, Outcome, Payer, Purpose, Try
from aisle.llm.ports import EmbeddingKind, ManagedEmbedder, Vectors
from aisle.llm.usage import Usage
from aisle.web.openai.directory import EMBEDDER

FREE = Cost(Decimal(0), "USD")  # what runs in this process has no price


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
        planned = await self._planned(tokens)
        reservation = await self.parts.chat_models.gateway.observer.reserve(planned)
        begun, ended, error = time.monotonic(), Ended.LEFT, None
        try:
            vectors = await self.embedder.embed(texts, kind)
            ended = Ended.DONE
        except AisleError as failure:
            ended, error = Ended.FAILED, failure.code
            raise
        finally:
            spent = tokens if ended is Ended.DONE else 0
            outcome = self._outcome(planned, ended, spent, time.monotonic() - begun, error)
            # Whoever is cancelled here has spent all the same.
            await asyncio.shield(reservation.settle(outcome))
        return vectors, tokens

    def _count(self, texts: Sequence[str]) -> int:
        return sum(self.embedder.count_tokens(text) for text in texts)

    async def _planned(self, tokens: int) -> Try:
        view = await self.parts.models.get(self.payer.organization_id, f"{EMBEDDER}{self.name}")
        at = SystemClock().now()
        most = FREE if view.provider == LOCAL else cost(Usage(view.called, tokens, 0), view.card, at)
        call = Call(Purpose.EMBED, self.name, self.payer)
        return Try(call, self.name, view.provider, view.called, at, 1, most, tokens, 0)

    def _outcome(self, planned: Try, ended: Ended, tokens: int, seconds: float, error: str | None) -> Outcome:
        # Tokens are counted here: few embedders' servers say how many they read.
        paid = planned.most if tokens else None
        return Outcome(ended, Usage(planned.model, tokens, 0), True, paid, None, seconds, error)
