"""Search: words and meaning side by side, joined by measurement, limited by what the shopper said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from aisle.catalog import service as catalog
from aisle.core.db import Database, Scope, Session
from aisle.core.errors import Unavailable
from aisle.core.telemetry import tracer
from aisle.knowledge import service as knowledge
from aisle.knowledge.types import PassageId
from aisle.knowledge.views import PublishedPassage
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.ports import Embedder, EmbeddingKind
from aisle.retrieval import filters as filtering
from aisle.retrieval import versions
from aisle.retrieval.fusion import dense_weight
from aisle.retrieval.identifiers import identifiers_in, query_kind
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import Candidate, Candidates, Query, run_legs
from aisle.retrieval.ordering import put_in_order
from aisle.retrieval.types import Filter, PassageHit, ProductHit, SearchResult, Understanding, Wants
from aisle.retrieval.vocabularies import StoreWords, Vocabularies

BOTH = frozenset(ItemKind)


class Mode(StrEnum):
    """Which legs take part."""

    HYBRID = "hybrid"
    SEMANTIC = "semantic"
    KEYWORD = "keyword"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What to look for. filters: None reads them out of the words. products: these belong in the result in any case."""

    text: str
    filters: tuple[Filter, ...] | None = None
    kinds: frozenset[ItemKind] = BOTH
    mode: Mode = Mode.HYBRID
    limit: int = 10
    products: tuple[UUID, ...] = field(default=())


class Searcher:
    """Searches the live index version of a store. embedders: by name, as recipes name them."""

    def __init__(self, database: Database, embedders: Mapping[str, Embedder]) -> None:
        self._database, self._embedders = database, embedders
        self._vocabularies = Vocabularies(database)

    async def understand(self, scope: Scope, request: SearchRequest) -> Understanding:
        """Read filters, language and intent out of the words. Given filters replace the ones in the words."""
        known = await self._vocabularies.of(scope)
        understood = known.understander.understand(request.text)
        if request.filters is None:
            return understood
        filtering.check(request.filters)
        return Understanding(
            understood.text, request.filters, understood.language, understood.sort, understood.wants
        )

    async def category_counts(self, scope: Scope) -> Mapping[str, int]:
        """Return how many products each category of the store holds, with those below it; at most 20 s old."""
        return (await self._vocabularies.of(scope)).counts

    async def search(self, scope: Scope, request: SearchRequest) -> SearchResult:
        """Find what answers a question, best first; scores 0..1, higher is better."""
        with tracer().start_as_current_span("search"):
            found = await self._search(scope, request)
            if found is None:  # another version with another embedder went live meanwhile
                self._vocabularies.forget(scope)
                found = await self._search(scope, request)
            if found is None:
                raise Unavailable("The index of this store is being exchanged; try again.")
            return found

    async def _search(self, scope: Scope, request: SearchRequest) -> SearchResult | None:
        known = await self._vocabularies.of(scope)
        understood = await self.understand(scope, request)
        query = await self._query(known, request, understood)
        async with self._database.open_scope(scope, one_view=True) as session:
            version = await versions.get_live(session)
            if version.recipe.embedder != known.embedder:
                return None
            candidates = await run_legs(session, version, query, request.kinds)
            if query.exhaustive:
                candidates = await put_in_order(
                    session, candidates, query.criteria, understood.sort or "", request.limit
                )
            passages = await self._passages(session, candidates, understood.filters, request.limit)
            products = await self._products(session, candidates, request)
        return SearchResult(passages, products, understood, version.id)

    async def _query(self, known: StoreWords, request: SearchRequest, understood: Understanding) -> Query:
        embedder = self._embedders.get(known.embedder)
        weight = _weight(
            request.mode,
            dense_weight(
                understood.language,
                embedder.languages if embedder else frozenset(),
                query_kind(request.text),
            ),
        )
        vector = None
        if embedder is None:
            weight = 0.0  # this process does not have the index's embedder: its vectors cannot be compared
        elif weight > 0 and understood.text.strip():
            try:
                vector = (await embedder.embed([understood.text], EmbeddingKind.QUERY))[0]
            except (EmbedderUnavailable, EmbedderRefused):
                weight = 0.0  # words alone are a worse answer than both, and a better one than none
        return Query(
            understood.text,
            understood.language,
            known.languages,
            vector,
            weight,
            filtering.criteria_of(understood.filters),
            identifiers_in(request.text),
            request.limit,
            request.products,
            exhaustive=ItemKind.PRODUCT in request.kinds and _asks_for_order(understood),
            strict=request.filters is not None,
        )

    async def _passages(
        self, session: Session, candidates: Candidates, limits: Sequence[Filter], limit: int
    ) -> tuple[PassageHit, ...]:
        hits, kept = candidates.of(ItemKind.PASSAGE), list[PassageHit]()
        # As many as are wanted at a time: most searches need no second look, and each passage read costs.
        for start in range(0, len(hits), limit):
            portion = hits[start : start + limit]
            ids = [hit.item_id for hit in portion]
            found = {passage.passage_id: passage for passage in await knowledge.get_passages(session, ids)}
            for hit in portion:
                passage = found.get(PassageId(hit.item_id))  # absent: deleted since it was indexed
                if passage is not None and filtering.keeps_passage(
                    tuple(limits), str(passage.source_id), passage.language
                ):
                    kept.append(_passage_hit(hit, passage))
            if len(kept) >= limit:
                break
        return tuple(kept[:limit])

    async def _products(
        self, session: Session, candidates: Candidates, request: SearchRequest
    ) -> tuple[ProductHit, ...]:
        hits = candidates.of(ItemKind.PRODUCT)[: max(request.limit, len(request.products))]
        found = await catalog.get_products(session, [hit.item_id for hit in hits]) if hits else {}
        return tuple(
            ProductHit(found[hit.item_id], hit.score, hit.similarity, hit.coverage, hit.legs)
            for hit in hits
            if hit.item_id in found
        )


def _passage_hit(hit: Candidate, passage: PublishedPassage) -> PassageHit:
    return PassageHit(
        hit.item_id,
        passage.chunk_id,
        passage.document_id,
        passage.document_version_id,
        passage.title,
        passage.url,
        passage.text,
        passage.context,
        passage.kind,
        passage.page,
        passage.section,
        passage.start,
        passage.end,
        passage.language,
        passage.as_of,
        hit.score,
        hit.similarity,
        hit.coverage,
        hit.legs,
    )


def _asks_for_order(understood: Understanding) -> bool:
    return understood.sort is not None and (bool(understood.filters) or understood.wants is Wants.PRODUCTS)


def _weight(mode: Mode, hybrid: float) -> float:
    return {Mode.HYBRID: hybrid, Mode.SEMANTIC: 1.0, Mode.KEYWORD: 0.0}[mode]
