"""OpenAI's `/embeddings`, as OpenAI, Azure, vLLM, Ollama, LM Studio, Text Embeddings Inference and others serve it.

Source: OpenAI API reference, "Create embeddings".
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aisle.adapters.embeddings.options import EmbedderOptions, RemoteOptions
from aisle.adapters.embeddings.remote.embedder import RemoteEmbedder
from aisle.adapters.embeddings.remote.texts import SendLimits
from aisle.adapters.embeddings.remote.vectors import row_of
from aisle.llm.ports import EmbeddingKind

BASE64, FLOAT = "base64", "float"
BATCH_TEXTS = 64
BATCH_CHARACTERS = 300_000  # OpenAI takes 300,000 tokens a request; others less, but they have smaller models


class OpenAiDialect:
    """Asks for base64, which is a quarter of the bytes, and for plain numbers where that is refused."""

    def __init__(self, options: RemoteOptions, *, shorten: bool) -> None:
        """Take model and prefixes from the options. shorten: ask the server for the number of columns."""
        self._model, self._shorten = options.model, options.dimensions if shorten else None
        self._prefixes = {
            EmbeddingKind.QUERY: options.query_prefix,
            EmbeddingKind.PASSAGE: options.passage_prefix,
        }
        self._encoding, self._settled = BASE64, False

    @property
    def mark(self) -> str:
        """See the port."""
        both = "\0".join(self._prefixes.values())
        return hashlib.sha256(both.encode()).hexdigest()[:8] if both != "\0" else ""

    def request(self, texts: Sequence[str], kind: EmbeddingKind) -> tuple[str, dict[str, Any]]:
        """See the port."""
        prefix = self._prefixes[kind]
        body: dict[str, Any] = {"model": self._model, "input": [prefix + text for text in texts]}
        body["encoding_format"] = self._encoding
        if self._shorten is not None:
            body["dimensions"] = self._shorten
        return "embeddings", body

    def rows(self, answer: Any, count: int) -> list[NDArray[np.float64]]:
        """See the port. Rows are put in the order of their `index`; servers without one must keep the order."""
        data = answer["data"]
        if not isinstance(data, list) or len(data) != count:
            raise ValueError(f"{count} vectors were asked for")
        places = [one.get("index", place) for place, one in enumerate(data)]
        if sorted(places) != list(range(count)):
            raise ValueError("the numbers of the vectors are not those of the texts")
        rows = {place: row_of(one["embedding"]) for place, one in zip(places, data, strict=True)}
        return [rows[place] for place in range(count)]

    def otherwise(self, body: dict[str, Any]) -> dict[str, Any] | None:
        """See the port. A server that never took base64 is asked for plain numbers."""
        took_base64 = self._settled and self._encoding == BASE64
        if body["encoding_format"] == FLOAT or took_base64:
            return None
        return {**body, "encoding_format": FLOAT}

    def keep(self, body: dict[str, Any]) -> None:
        """See the port. What was answered once is asked for from then on."""
        self._encoding, self._settled = body["encoding_format"], True


def openai(options: EmbedderOptions) -> RemoteEmbedder:
    """Make the embedder of an OpenAI-compatible server."""
    remote = options.remote
    return RemoteEmbedder(
        options,
        OpenAiDialect(remote, shorten=remote.shortens),
        SendLimits(remote.text_tokens, remote.batch_texts or BATCH_TEXTS, BATCH_CHARACTERS),
        {remote.key_header: remote.key_value} if remote.key else {},
    )
