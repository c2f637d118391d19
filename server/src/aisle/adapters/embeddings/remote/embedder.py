"""The embedder port, answered by a server. What is common to all kinds of servers; a dialect knows the rest."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from aisle.adapters.embeddings.minilm.model import Model
from aisle.adapters.embeddings.options import EmbedderOptions, RemoteOptions, require_texts
from aisle.adapters.embeddings.remote.asking import TEXT_FAULTS, Lane, TextsRefused
from aisle.adapters.embeddings.remote.dialect import Dialect
from aisle.adapters.embeddings.remote.texts import SendLimits, batches, cleaned, cut, surely_fits
from aisle.core.http import OutsideService, Patience, ServiceAddress, Timing
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.gateway.calls import Purpose
from aisle.llm.gateway.matrix import MATRIX
from aisle.llm.ports import EmbeddingKind, Vectors

# Queries have connections of their own: they never stand behind passages.
RULE = MATRIX[Purpose.EMBED]
QUERIES_AT_ONCE, PASSAGES_AT_ONCE = 16, RULE.at_once
PASSAGES = Patience(RULE.attempts, RULE.first, RULE.total)
SHORTEST = 200  # characters; a refused text is not cut below this


class RemoteEmbedder:
    """Sends texts to a server and checks what comes back, row by row.

    A request that is refused because of its texts is taken apart until the one at fault is alone; that one is cut, and
    only if this does not help either, refused. One of a server's limits, on texts in a request, is learned this way.
    """

    def __init__(
        self,
        options: EmbedderOptions,
        dialect: Dialect,
        limits: SendLimits,
        headers: Mapping[str, str],
        timing: Timing | None = None,
    ) -> None:
        """Describe the server; no connection is made before the first text.

        Args:
            options: The remote part says address, model and dimensions.
            dialect: How this kind of server is spoken to.
            limits: What one request may hold.
            headers: The key.
            timing: Clock, sleep and chance of the calls.
        """
        remote = options.remote
        self.name = name_of(remote, dialect.mark)
        self.dimensions, self.languages = remote.dimensions, remote.languages
        self.trouble: str | None = None
        self._limits = limits
        self._counter = Model(options.cache_dir)
        address = ServiceAddress(remote.base_url, headers)
        queries, passages = (
            OutsideService(
                f"The embedder {self.name}",
                address,
                at_once=at_once,
                timing=timing,
                dial=remote.dial,
                room=remote.room,
            )
            for at_once in (QUERIES_AT_ONCE, PASSAGES_AT_ONCE)
        )
        quick = Patience(2, remote.query_seconds, remote.query_seconds)
        self._lanes = {
            EmbeddingKind.QUERY: Lane(queries, dialect, EmbeddingKind.QUERY, quick, self.dimensions),
            EmbeddingKind.PASSAGE: Lane(passages, dialect, EmbeddingKind.PASSAGE, PASSAGES, self.dimensions),
        }

    def count_tokens(self, text: str) -> int:
        """Count in the local tokenizer's tokens: passages are cut alike, whichever embedder reads them."""
        return self._counter.tokens.count(text)

    async def warm_up(self) -> None:
        """Do nothing: words alone answer while the server is away, so nobody need wait for it."""

    async def close(self) -> None:
        """Close the connections; see the port."""
        for lane in self._lanes.values():
            await lane.service.close()

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        """Embed texts in their order; see the port."""
        require_texts(texts)
        try:
            rows = await self._embed(self._lanes[kind], texts)
        except EmbedderUnavailable as error:
            self.trouble = error.detail
            raise
        self.trouble = None
        return rows

    async def _embed(self, lane: Lane, texts: Sequence[str]) -> Vectors:
        ready = await self._made_sendable(texts)
        if len(ready) == 1:
            return await self._embed_batch(lane, ready)
        rows = np.empty((len(texts), self.dimensions), np.float32)

        async def embed_batch(places: list[int]) -> None:
            rows[places] = await self._embed_batch(lane, [ready[place] for place in places])

        await _all([embed_batch(places) for places in batches(ready, self._limits)])
        return rows

    async def _made_sendable(self, texts: Sequence[str]) -> list[str]:
        if all(surely_fits(text, self._limits.text_tokens) for text in texts):
            return [cleaned(text) for text in texts]
        # Counting tokens takes its time, and loading what counts them takes more.
        return await asyncio.to_thread(lambda: [self._sendable(text) for text in texts])

    def _sendable(self, text: str) -> str:
        return cut(cleaned(text), self._limits.text_tokens, self.count_tokens)

    async def _embed_batch(self, lane: Lane, texts: Sequence[str]) -> Vectors:
        try:
            return await lane.ask(texts)
        except TEXT_FAULTS as fault:
            await lane.require_sound_server(fault)
            return await self._taken_apart(lane, texts, fault)

    async def _taken_apart(self, lane: Lane, texts: Sequence[str], fault: Exception) -> Vectors:
        if len(texts) == 1:
            return await self._shortened(lane, texts[0], fault)
        middle = len(texts) // 2
        halves, faults = [], 0
        for half in (texts[:middle], texts[middle:]):
            try:
                halves.append(await lane.ask(half))
            except TEXT_FAULTS as found:
                faults += 1
                halves.append(await self._taken_apart(lane, half, found))
        if not faults:  # no text was at fault, so there were too many
            self._limits = replace(self._limits, batch_texts=max(1, min(middle, self._limits.batch_texts)))
        return np.concatenate(halves)

    async def _shortened(self, lane: Lane, text: str, fault: Exception) -> Vectors:
        while isinstance(fault, TextsRefused) and len(text) > SHORTEST:
            text = text[: len(text) // 2]
            try:
                return await lane.ask([text])
            except TEXT_FAULTS as found:
                fault = found
        raise EmbedderRefused(f"The embedder takes other texts, but not this one: {fault}.") from None


def name_of(remote: RemoteOptions, mark: str) -> str:
    """Return the stable name: model, dimensions and what else decides the vectors, but not where the server is."""
    bare = remote.model.removeprefix("models/")
    return f"{bare}-{remote.dimensions}" + (f"-{mark}" if mark else "")


async def _all(work: Sequence[Awaitable[None]]) -> None:
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        await asyncio.gather(*tasks)
    finally:
        # After a failure or a cancellation the other batches would be work for nobody.
        for task in tasks:
            task.cancel()
