"""Scripts for servers that embed: they speak OpenAI's and Gemini's tongue and answer with the fake embedder's vectors."""

import asyncio
import base64
from collections.abc import Sequence
from typing import Any

import numpy as np

from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.llm.ports import EmbeddingKind
from scripted_http import Asked, Reply


async def vectors_of(texts: Sequence[str], dimensions: int) -> np.ndarray:
    # Not of length 1, as many models' are not.
    return 3 * await HashedEmbedder(dimensions).embed(texts, EmbeddingKind.QUERY)


def as_base64(row: np.ndarray) -> str:
    return base64.b64encode(row.astype("<f4").tobytes()).decode()


class OpenAiScript:
    """OpenAI's /embeddings. base64: whether it knows that form. backwards: rows come in another order, with numbers."""

    def __init__(self, dimensions: int = 384, *, base64: bool = True, backwards: bool = False) -> None:
        self.dimensions, self.base64, self.backwards = dimensions, base64, backwards

    async def __call__(self, asked: Asked) -> Reply:
        await asyncio.sleep(0)
        body = asked.body
        if body["encoding_format"] == "base64" and not self.base64:
            return Reply(400, {"error": {"code": "unsupported_value", "message": "float only"}})
        if "" in body["input"]:
            return Reply(400, {"error": {"code": "empty_string"}})
        texts = [text.removeprefix("q: ").removeprefix("p: ") for text in body["input"]]
        rows = await vectors_of(texts, body.get("dimensions", self.dimensions))
        form = as_base64 if body["encoding_format"] == "base64" else np.ndarray.tolist
        data = [{"index": at, "embedding": form(row)} for at, row in enumerate(rows)]
        return Reply(200, {"data": data[::-1] if self.backwards else data, "model": body["model"]})


class GeminiScript:
    """Gemini's batchEmbedContents."""

    async def __call__(self, asked: Asked) -> Reply:
        requests = asked.body["requests"]
        texts = [one["content"]["parts"][0]["text"] for one in requests]
        # The fake has no tasks: it must not find the instruction a similarity.
        texts = [text.partition("query: ")[2] or text.partition("text: ")[2] or text for text in texts]
        rows = await vectors_of(texts, requests[0]["outputDimensionality"])
        return Reply(200, {"embeddings": [{"values": row.tolist()} for row in rows]})


def plain_answer(rows: Sequence[Any]) -> dict[str, Any]:
    return {"data": [{"index": at, "embedding": row} for at, row in enumerate(rows)]}
