"""After the legs are joined and before hits are cut: rerankers, one after the other, outside any transaction."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import structlog

from aisle.llm.errors import RerankerUnavailable
from aisle.llm.ports import Placed, Reranker, RerankItem
from aisle.retrieval.legs import IDENTIFIER, REFERRED
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.types import PassageHit, ProductHit, RerankNote, SearchResult

RERANKING = "reranking"  # as `degraded` calls it
Hit = TypeVar("Hit", bound=PassageHit | ProductHit)
log = structlog.get_logger()


class Reranking:
    """The rerankers of a process and which of them a store uses."""

    def __init__(self, rerankers: Mapping[str, Reranker] | None = None, usual: Sequence[str] = ()) -> None:
        """Take the rerankers by name. usual: those of stores that choose none themselves, in order."""
        self._rerankers, self._usual = rerankers or {}, tuple(usual)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the rerankers that a store may choose here."""
        return tuple(self._rerankers)

    @property
    def rerankers(self) -> Mapping[str, Reranker]:
        """The rerankers by name."""
        return self._rerankers

    @property
    def usual(self) -> tuple[str, ...]:
        """Names of those that stores use without a choice of their own."""
        return self._usual

    async def close(self) -> None:
        """Close the rerankers."""
        for reranker in self._rerankers.values():
            await reranker.close()

    def widened(self, request: SearchRequest, chosen: Sequence[str] | None) -> SearchRequest:
        """Return the request with as many hits as the rerankers want to see."""
        windows = [one.window for one in self._of(chosen)]
        return replace(request, limit=max([request.limit, *windows]))

    async def apply(
        self, request: SearchRequest, result: SearchResult, chosen: Sequence[str] | None
    ) -> SearchResult:
        """Put the hits of a widened search into their order and cut them to what was asked for.

        Hits that the question or the conversation names stay first; an order by price or the like is left alone.
        A reranker that cannot answer is left out, and `degraded` says so.
        """
        products, passages, failed = result.products, result.passages, set[str]()
        if result.sort is None and request.text.strip():
            for reranker in self._of(chosen):
                (products, one), (passages, other) = await asyncio.gather(
                    _reranked(reranker, request.text, products, [_product(hit) for hit in products]),
                    _reranked(reranker, request.text, passages, [_passage(hit) for hit in passages]),
                )
                failed |= {RERANKING} if not (one and other) else set()
        most = max(request.limit, len(request.products))
        return replace(
            result,
            products=products[:most],
            passages=passages[: request.limit],
            more=result.more or len(products) > most or len(passages) > request.limit,
            degraded=(*result.degraded, *failed),
        )

    def _of(self, chosen: Sequence[str] | None) -> list[Reranker]:
        names = self._usual if chosen is None else chosen
        return [self._rerankers[name] for name in names if name in self._rerankers]


async def _reranked(
    reranker: Reranker, query: str, hits: tuple[Hit, ...], items: Sequence[RerankItem]
) -> tuple[tuple[Hit, ...], bool]:
    """Return the hits in their new order and whether the reranker answered."""
    named = sum(1 for hit in hits if {IDENTIFIER, REFERRED} & hit.legs.keys())
    if len(hits) - named < 2:
        return hits, True
    try:
        placed = await reranker.rerank(query, items[named:])
    except RerankerUnavailable as error:
        log.warning("rerank.failed", reranker=reranker.name, error=error.detail)
        return hits, False
    if sorted(one.place for one in placed) != list(range(len(items) - named)):
        log.error("rerank.not_an_order", reranker=reranker.name)
        return hits, False
    return (*hits[:named], *_in_order(reranker.name, hits[named:], placed, named)), True


def _in_order(name: str, hits: tuple[Hit, ...], placed: Sequence[Placed], first: int) -> list[Hit]:
    """Return hits as placed. Scores stay a falling row: the new first gets the score of the old, and so on."""
    ordered = []
    for at, one in enumerate(placed):
        hit = hits[one.place]
        if one.place != at or one.reasons:
            note = RerankNote(name, first + one.place + 1, first + at + 1, one.reasons, one.score)
            hit = replace(hit, score=hits[at].score, reranked=(*hit.reranked, note))
        ordered.append(hit)
    return ordered


def _product(hit: ProductHit) -> RerankItem:
    product = hit.product
    fields = {"title": product.title, "brand": product.brand or "", "category": product.category or ""}
    known = [one.in_stock for one in product.variants]
    sold_out = bool(known) and all(one is False for one in known)
    text = " ".join(
        part for part in (product.title, product.brand, product.category, product.description) if part
    )
    return RerankItem(text, hit.score, {k: v for k, v in fields.items() if v}, False if sold_out else None)


def _passage(hit: PassageHit) -> RerankItem:
    return RerankItem(
        f"{hit.context}\n{hit.text}".strip(), hit.score, {"title": hit.title} if hit.title else {}
    )
