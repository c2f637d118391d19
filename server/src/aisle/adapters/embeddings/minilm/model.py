"""Tokenizer and session, loaded on first use and shared by all threads."""

import threading
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aisle.adapters.embeddings.minilm.batches import batches
from aisle.adapters.embeddings.minilm.cache import cached_model
from aisle.adapters.embeddings.minilm.weights import find_weights
from aisle.llm.errors import EmbedderUnavailable
from aisle.llm.ports import Vectors

if TYPE_CHECKING:
    from aisle.adapters.embeddings.minilm.session import Session
    from aisle.adapters.embeddings.minilm.tokens import Tokens

DIMENSIONS = 384
# A build that failed is not tried again by every request.
RETRY_AFTER_S = 30.0


class Model:
    """Loads the native libraries only when something is embedded: a command that never embeds stays small."""

    def __init__(self, cache_dir: Path) -> None:
        """Remember where the built model lives; nothing is loaded yet."""
        self._cache_dir = cache_dir
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._failure: tuple[float, EmbedderUnavailable] | None = None

    @cached_property
    def tokens(self) -> "Tokens":
        """The tokenizer; raises EmbedderUnavailable when the weights are missing or wrong."""
        from aisle.adapters.embeddings.minilm.tokens import Tokens

        return Tokens(find_weights())

    def session(self) -> "Session":
        """Return the session, building and loading the model at the first call; raises EmbedderUnavailable."""
        with self._lock:
            if self._session is None:
                self._check_recent_failure()
                self._session = self._load()
            return self._session

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts on the calling thread, in their order."""
        return self.embed_rows(self.tokens.encode(texts))

    def embed_rows(self, rows: Sequence[Sequence[int]]) -> Vectors:
        """Embed token rows on the calling thread, in their order."""
        vectors = np.empty((len(rows), DIMENSIONS), np.float32)
        for batch in batches([len(row) for row in rows]):
            vectors[batch] = self.session().run([rows[place] for place in batch])
        return vectors

    def _load(self) -> "Session":
        from aisle.adapters.embeddings.minilm.session import Session

        try:
            return Session(cached_model(self._cache_dir))
        except EmbedderUnavailable as error:
            self._failure = (time.monotonic(), error)
            raise

    def _check_recent_failure(self) -> None:
        if self._failure and time.monotonic() - self._failure[0] < RETRY_AFTER_S:
            raise EmbedderUnavailable(self._failure[1].detail)
