"""A model behind `/rerank`, as Cohere, Jina, vLLM, Text Embeddings Inference and others serve it.

Cohere's form is asked for first (`documents`, answered by `results`); a server that refuses it is asked in the form of
Text Embeddings Inference (`texts`, answered by a list) from then on.
Sources: the API references of Cohere ("Rerank", v2) and of Text Embeddings Inference.
"""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

from aisle.adapters.rerankers.options import RerankerOptions, RerankServer
from aisle.llm.errors import RerankerUnavailable
from aisle.llm.ports import Placed, RerankItem

if TYPE_CHECKING:
    pass

WINDOW = 30
LONGEST = 2_000  # characters of a hit that are sent; such models read a few hundred words
MOST_BYTES = 2**20
ANOTHER_FORM = frozenset({400, 422})
Scores = dict[int, float]


class ModelReranker:
    """Asks the model once, within a time limit; hits that it does not name follow in the order of the search."""

    name, window = "model", WINDOW

    def __init__(self, server: RerankServer) -> None:
        """Describe the server; no connection is made before the first question."""
        from aisle.core.http import OutsideService, ServiceAddress

        headers = {"Authorization": f"Bearer {server.key}"} if server.key else {}
        self._server, self._forms = server, [_as_cohere, _as_tei]
        self._service: OutsideService = OutsideService(
            "The reranker", ServiceAddress(server.base_url, headers)
        )

    async def rerank(self, query: str, items: Sequence[RerankItem]) -> list[Placed]:
        """Order hits; see the port."""
        if not items:
            return []
        scores = await self._scores(query, [item.text[:LONGEST] or "." for item in items])
        named = sorted(scores, key=lambda at: (-scores[at], at))
        others = [at for at in range(len(items)) if at not in scores]
        return [Placed(at, ("model",) if at in scores else (), scores.get(at)) for at in (*named, *others)]

    async def close(self) -> None:
        """Close the connections."""
        await self._service.close()

    async def _scores(self, query: str, texts: Sequence[str]) -> Scores:
        from aisle.core.http import OutsideRefused, OutsideUnavailable

        for form in list(self._forms):
            try:
                found = await self._ask(form(self._server.model, query, texts), len(texts))
            except OutsideRefused as refusal:
                if refusal.answered in ANOTHER_FORM and form is not self._forms[-1]:
                    continue
                raise RerankerUnavailable(refusal.detail) from None
            except OutsideUnavailable as failure:
                raise RerankerUnavailable(failure.detail, sent=failure.sent) from None
            self._forms = [form]
            return found
        raise RerankerUnavailable("The reranker takes none of the known forms.")

    async def _ask(self, body: dict[str, Any], count: int) -> Scores:
        from aisle.core.http import Patience
        from aisle.llm.gateway import MATRIX, Purpose

        attempts = MATRIX[Purpose.RERANK].attempts
        limit = Patience(attempts, self._server.seconds, self._server.seconds)
        return await self._service.post("rerank", body, limit, _reader(count), MOST_BYTES)


def model_reranker(options: RerankerOptions) -> ModelReranker | None:
    """Make the reranker from the settings of the installation; None where no model is set."""
    return ModelReranker(options.server) if options.server else None


def _as_cohere(model: str, query: str, texts: Sequence[str]) -> dict[str, Any]:
    named = {"model": model} if model else {}
    return {**named, "query": query, "documents": list(texts), "top_n": len(texts)}


def _as_tei(model: str, query: str, texts: Sequence[str]) -> dict[str, Any]:
    return {"query": query, "texts": list(texts), "truncate": True}


def _reader(count: int) -> Callable[[bytes], Scores]:
    """Return what reads an answer; it raises ValueError for whatever is not one finite score for some of the texts."""

    def read(answer: bytes) -> Scores:
        from pydantic_core import from_json

        found = from_json(answer)
        rows = found.get("results") if isinstance(found, dict) else found
        if not isinstance(rows, list):
            raise ValueError("no results")
        scores: Scores = {}
        for row in rows:
            at, score = _row(row)
            if not 0 <= at < count or at in scores or not isfinite(score):
                raise ValueError("a result is none of the texts, or has no score")
            scores[at] = score
        return scores

    return read


def _row(row: Any) -> tuple[int, float]:
    score = row.get("relevance_score", row.get("score")) if isinstance(row, dict) else None
    at = row.get("index") if isinstance(row, dict) else None
    if type(at) is not int or isinstance(score, bool) or not isinstance(score, int | float):
        raise ValueError("a result has no index or no score")
    return at, float(score)
