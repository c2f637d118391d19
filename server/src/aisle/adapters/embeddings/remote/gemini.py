"""Gemini's `batchEmbedContents`.

gemini-embedding-001 takes a task type; gemini-embedding-2 ignores it and wants the task in the text instead.
Source: Gemini API reference, "Embeddings", v1beta.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aisle.adapters.embeddings.options import EmbedderOptions, RemoteOptions
from aisle.adapters.embeddings.remote.embedder import RemoteEmbedder
from aisle.adapters.embeddings.remote.texts import SendLimits
from aisle.adapters.embeddings.remote.vectors import row_of
from aisle.llm.ports import EmbeddingKind

TASKS = {EmbeddingKind.QUERY: "RETRIEVAL_QUERY", EmbeddingKind.PASSAGE: "RETRIEVAL_DOCUMENT"}
INSTRUCTIONS = {
    EmbeddingKind.QUERY: "task: search result | query: ",
    EmbeddingKind.PASSAGE: "title: none | text: ",
}
WITH_TASK_TYPE = ("gemini-embedding-001", "text-embedding-")
BATCH_TEXTS = 100  # the most that one request may hold
BATCH_CHARACTERS = 100_000


class GeminiDialect:
    """Every text is a request of its own within one call."""

    mark = "retrieval"  # the same model behind another address, asked without a task, gives other vectors

    def __init__(self, options: RemoteOptions) -> None:
        """Take model and dimensions from the options."""
        self._model = f"models/{options.model.removeprefix('models/')}"
        self._dimensions = options.dimensions
        self._by_task_type = options.model.removeprefix("models/").startswith(WITH_TASK_TYPE)

    def request(self, texts: Sequence[str], kind: EmbeddingKind) -> tuple[str, dict[str, Any]]:
        """See the port."""
        return f"{self._model}:batchEmbedContents", {"requests": [self._one(text, kind) for text in texts]}

    def rows(self, answer: Any, count: int) -> list[NDArray[np.float64]]:
        """See the port. The answer keeps the order of the request."""
        found = answer["embeddings"]
        if not isinstance(found, list) or len(found) != count:
            raise ValueError(f"{count} vectors were asked for")
        return [row_of(one["values"]) for one in found]

    def otherwise(self, body: dict[str, Any]) -> dict[str, Any] | None:
        """See the port."""
        return None

    def keep(self, body: dict[str, Any]) -> None:
        """See the port."""

    def _one(self, text: str, kind: EmbeddingKind) -> dict[str, Any]:
        said = text if self._by_task_type else INSTRUCTIONS[kind] + text
        one: dict[str, Any] = {
            "model": self._model,
            "content": {"parts": [{"text": said}]},
            "outputDimensionality": self._dimensions,
        }
        if self._by_task_type:
            one["taskType"] = TASKS[kind]
        return one


def gemini(options: EmbedderOptions) -> RemoteEmbedder:
    """Make the embedder of the Gemini API."""
    remote = options.remote
    return RemoteEmbedder(
        options,
        GeminiDialect(remote),
        SendLimits(remote.text_tokens, min(remote.batch_texts or BATCH_TEXTS, BATCH_TEXTS), BATCH_CHARACTERS),
        {"x-goog-api-key": remote.key} if remote.key else {},
    )
