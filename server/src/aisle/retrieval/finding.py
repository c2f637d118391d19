"""What an understood question finds, in one transaction: candidates, their order, and what gives way where nothing is left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aisle.catalog import service as catalog
from aisle.catalog.criteria import Order
from aisle.core.db import Session
from aisle.retrieval import hits
from aisle.retrieval.counting import facets_of, listed_of, totals_of
from aisle.retrieval.explaining import explain_passage, explain_product
from aisle.retrieval.items import ItemKind
from aisle.retrieval.kind_order import accessories_of, things_first
from aisle.retrieval.legs import DENSE, DEPTH, LEXICAL, Candidate, Candidates, Query, run_legs
from aisle.retrieval.lexical.reader import LexicalReader
from aisle.retrieval.limits import criteria_of
from aisle.retrieval.matched import Matched, matched_products
from aisle.retrieval.ordering import RELEVANCE, order_of, put_in_order, with_the_rest
from aisle.retrieval.relaxing import MOST_COUNTED, nearest_order, relax
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.types import Filter, PassageHit, SearchResult, Understanding, Wants
from aisle.retrieval.versions import IndexVersion
from aisle.retrieval.vocabularies import StoreWords


@dataclass(frozen=True, slots=True)
class Finding:
    """One search in one transaction. request: as the rerankers of the store want it asked. reader: of postings."""

    session: Session
    version: IndexVersion
    known: StoreWords
    request: SearchRequest
    reader: LexicalReader

    async def find(self, understood: Understanding, query: Query) -> SearchResult:
        """Return what is found within all limits, best first."""
        session, request = self.session, self.request
        sort = _sort(request, understood)
        candidates, matched = await self._candidates(understood, query, sort)
        passages = hits.unseen(candidates, ItemKind.PASSAGE, request)
        products = hits.unseen(candidates, ItemKind.PRODUCT, request)
        most = max(request.limit, len(request.products))
        chunking = self.version.recipe.chunking.key
        found = await hits.passage_hits(session, passages, request.limit, chunking, query.audience)
        if _is_crowded_out(query, request, passages, found):
            return await self.find(understood, replace(query, crowded=True))
        sold = await hits.product_hits(session, products, most, query.criteria, matched)
        if request.explain:
            words, names = candidates.words.groups if candidates.words else (), self.known.names
            found = tuple(explain_passage(one, words, understood.filters) for one in found)
            sold = tuple(explain_product(one, words, query, understood.filters, names) for one in sold)
        return SearchResult(
            found,
            sold,
            understood,
            self.version.id,
            sort,
            await totals_of(session, request, query, matched, candidates),
            await facets_of(session, request, query, matched, candidates, self.known),
            weights={LEXICAL: 1 - candidates.dense_share, DENSE: candidates.dense_share},
            more=len(passages) > request.limit or len(products) > most,
            widened=candidates.words.widened if candidates.words else (),
            listed=await listed_of(session, request, query, matched, candidates),
        )

    async def relaxed(self, result: SearchResult, query: Query) -> SearchResult:
        """Search again with limits that something meets; the result as it was when there are none."""

        async def count(filters: tuple[Filter, ...]) -> int:
            criteria = criteria_of(filters, self.known.names)
            return await catalog.count_matching(self.session, criteria, most=MOST_COUNTED)

        understood = result.understanding
        vocabulary = self.known.understander.vocabulary
        limits, steps = await relax(understood.filters, vocabulary, understood.language, count)
        if not steps:
            return result
        understood = replace(understood, filters=limits, sort=understood.sort or nearest_order(steps))
        query = replace(query, criteria=criteria_of(limits, self.known.names))
        return replace(await self.find(understood, query), relaxed=steps)

    async def _candidates(
        self, understood: Understanding, query: Query, sort: str | None
    ) -> tuple[Candidates, Matched | None]:
        """Run the legs and put what they found into the order that is asked for; returns also the products in question."""
        session, request, kinds = self.session, self.request, self.known.kinds
        order = order_of(sort, self.known.names) if sort else None
        candidates = await run_legs(session, self.version, query, request.kinds, self.reader)
        matched = await self._matched(order, query, candidates)
        if matched is not None and order is not None:
            # Who sends an order wants just that; “the cheapest tent” is no peg.
            behind = () if request.sort else accessories_of(kinds, understood)
            most = query.limit + 1
            candidates = await put_in_order(session, candidates, query.criteria, matched, order, most, behind)
        elif matched is not None and query.criteria:
            candidates = await with_the_rest(session, candidates, query.criteria, matched, query.limit + 1)
        if order is None and ItemKind.PRODUCT in request.kinds:
            candidates = await things_first(session, candidates, kinds, understood)
        return candidates, matched

    async def _matched(self, order: Order | None, query: Query, candidates: Candidates) -> Matched | None:
        """The products that the question is about, where an order or a count needs to know them."""
        needed = self.request.total or self.request.facets or order is not None
        if ItemKind.PRODUCT not in self.request.kinds or not needed:
            return None
        return await matched_products(self.session, self.version, query, candidates)


def may_relax(request: SearchRequest, understood: Understanding) -> bool:
    """Given limits are a program's own; only where it says so do they give way."""
    allowed = request.relax if request.relax is not None else request.filters is None
    return bool(allowed and understood.filters and ItemKind.PRODUCT in request.kinds)


def _is_crowded_out(
    query: Query, request: SearchRequest, candidates: Sequence[Candidate], found: Sequence[PassageHit]
) -> bool:
    """Whether texts of other markets or times took the places of those that may be used here and now."""
    return not query.crowded and len(found) < request.limit and len(candidates) >= DEPTH


def _sort(request: SearchRequest, understood: Understanding) -> str | None:
    """The order that the caller asks for, or else the words; products without words come by title."""
    sort = request.sort
    if sort is None and (understood.filters or understood.wants is Wants.PRODUCTS):
        sort = understood.sort
    if sort in (None, RELEVANCE):
        return None if understood.text.strip() else "title_asc"
    return sort
