"""Search: words and meaning side by side, joined by measurement, limited by what the shopper said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aisle.core.clock import Clock, SystemClock
from aisle.core.db import Database, Scope, Session
from aisle.core.errors import Unavailable
from aisle.core.telemetry import tracer
from aisle.knowledge.validity import Audience
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.ports import Embedder, EmbeddingKind
from aisle.retrieval import filters as filtering
from aisle.retrieval import versions
from aisle.retrieval.embedding import sound
from aisle.retrieval.errors import IndexNotReady
from aisle.retrieval.finding import Finding, may_relax
from aisle.retrieval.fusion import dense_weight
from aisle.retrieval.grouping import grouped
from aisle.retrieval.identifiers import identifiers_in, query_kind
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import DENSE, Query
from aisle.retrieval.lexical.reader import LexicalReader
from aisle.retrieval.limits import criteria_of, passage_criteria_of
from aisle.retrieval.names import AttributeNames
from aisle.retrieval.neighbours import Engines
from aisle.retrieval.request import BOTH, Mode, SearchRequest
from aisle.retrieval.reranking import Reranking
from aisle.retrieval.synonyms.known import KnownRules, read_rules
from aisle.retrieval.synonyms.log import Searched, SearchLog
from aisle.retrieval.synonyms.reading import keys_about
from aisle.retrieval.types import SearchResult, Thing, ThingResult, Understanding
from aisle.retrieval.versions import IndexVersion
from aisle.retrieval.vocabularies import StoreWords, Vocabularies

__all__ = ["BOTH", "Mode", "PreparedSearch", "SearchRequest", "Searcher"]

TRIES = 3  # as often may another version go live while one question is answered


@dataclass(frozen=True, slots=True)
class PreparedSearch:
    """A question that is understood and embedded. wider: the request as the rerankers of the store want it asked."""

    request: SearchRequest
    wider: SearchRequest
    known: StoreWords
    understood: Understanding
    query: Query
    degraded: tuple[str, ...]


class Searcher:
    """Searches the live index version of a store.

    embedders: by name, as recipes name them. engines: of vectors. reader: of postings, shared with others. log: where
    searches are counted. reranking: puts hits into their last order. clock: by which passages are valid or not.
    """

    def __init__(
        self,
        database: Database,
        embedders: Mapping[str, Embedder],
        engines: Engines | None = None,
        reader: LexicalReader | None = None,
        log: SearchLog | None = None,
        reranking: Reranking | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._database, self._embedders = database, embedders
        self._engines = engines or Engines({})
        self._vocabularies, self._reranking = Vocabularies(database), reranking or Reranking()
        self._reader, self._log = reader or LexicalReader(), log
        self.clock = clock or SystemClock()

    async def understand(self, scope: Scope, request: SearchRequest) -> Understanding:
        """Read filters, language and intent out of the words. Given filters replace the ones in the words."""
        known = await self._vocabularies.of(scope)
        _check(known, request)
        return _understood(known, request, await self._rules(scope, request, known))

    async def rules_about(self, session: Session, text: str, languages: Sequence[str]) -> KnownRules:
        """Read a question's synonyms in a transaction that is open anyway. languages: the store's, the main one first."""
        return await read_rules(session, keys_about(text, languages))

    async def _rules(self, scope: Scope, request: SearchRequest, known: StoreWords) -> KnownRules:
        keys = keys_about(request.text, known.languages)
        if not keys:
            return KnownRules()
        if request.rules is not None and request.rules.covers(keys):
            return request.rules.only(keys)
        async with self._database.open_scope(scope, one_view=True, keep_plans=True) as session:
            return await read_rules(session, keys)

    async def names(self, scope: Scope) -> AttributeNames:
        """Return what the store's attributes are called; at most 20 s old."""
        return (await self._vocabularies.of(scope)).names

    async def category_counts(self, scope: Scope) -> Mapping[str, int]:
        """Return how many products each category of the store holds, with those below it; at most 20 s old."""
        return (await self._vocabularies.of(scope)).counts

    async def search(self, scope: Scope, request: SearchRequest) -> SearchResult:
        """Find what answers a question, best first; scores 0..1, higher is better.

        Raises FilterRefused, UnknownField, IndexVersionNotFound, IndexNotReady, Unavailable.
        """
        with tracer().start_as_current_span("search"):
            found = await self._with_known_names(scope, request)
            if not found.understanding.things or ItemKind.PRODUCT not in request.kinds:
                return found
            groups = [await self._thing(scope, request, thing) for thing in found.understanding.things]
            return grouped(found, groups, request.limit)

    async def _thing(self, scope: Scope, request: SearchRequest, thing: Thing) -> ThingResult:
        """Search for one of several things: its own words and limits, which may give way by themselves."""
        own = replace(
            request,
            text=thing.text,
            filters=thing.filters,
            kinds=frozenset({ItemKind.PRODUCT}),
            products=(),
            sort=request.sort or thing.sort,
            relax=request.filters is None if request.relax is None else request.relax,
            ignore=(),
            facets=(),
            listed=request.total,
            logged=False,
        )
        found = await self._whole(scope, own)
        return ThingResult(
            thing, found.products, found.relaxed, found.totals.get(ItemKind.PRODUCT), found.listed
        )

    async def _with_known_names(self, scope: Scope, request: SearchRequest) -> SearchResult:
        """Search; a name that is not known may have come into the store a moment ago."""
        try:
            return await self._whole(scope, request)
        except filtering.UnknownField:
            if not self._vocabularies.forget_if_older(scope):
                raise
        return await self._whole(scope, request)

    async def _whole(self, scope: Scope, request: SearchRequest) -> SearchResult:
        for _ in range(TRIES):
            found = await self._search(scope, request)
            if found is not None:
                return found
            self._vocabularies.forget(scope)  # a version of another recipe went live meanwhile
        raise Unavailable("The index of this store is being exchanged; try again.")

    async def prepare(self, scope: Scope, request: SearchRequest) -> PreparedSearch:
        """Understand and embed a question; what it finds is asked in a transaction afterwards. Raises as `search`."""
        known = await self._known(scope, request)
        _check(known, request)
        rules = await self._rules(scope, request, known)
        understood = _understood(known, request, rules)
        query, degraded = await self._query(known, request, understood)
        query = await self._with_neighbours(scope, known.version, replace(query, rules=rules), request)
        wider = self._reranking.widened(request, known.reranking)
        return PreparedSearch(request, wider, known, understood, query, degraded)

    async def ask(
        self, session: Session, prepared: PreparedSearch, reader: LexicalReader | None = None
    ) -> SearchResult | None:
        """Ask a prepared question in a transaction, also in one that has changed something and will be undone.

        reader: of postings; one of its own for a transaction whose changes nobody else sees. None where a version of
        another recipe went live since the question was prepared.
        """
        one, reader = prepared, reader or self._reader
        version = await _version(session, one.request)
        if version.recipe != one.known.recipe:
            return None
        finding = Finding(session, version, one.known, one.wider, reader)
        result = await finding.find(one.understood, one.query)
        if not result.products and may_relax(one.request, one.understood):
            result = await finding.relaxed(result, one.query)
        return replace(result, degraded=one.degraded)

    async def rerank(self, prepared: PreparedSearch, result: SearchResult) -> SearchResult:
        """Put what was found into its last order; not inside a transaction."""
        return await self._reranking.apply(prepared.request, result, prepared.known.reranking)

    async def _search(self, scope: Scope, request: SearchRequest) -> SearchResult | None:
        prepared = await self.prepare(scope, request)
        async with self._database.open_scope(scope, one_view=True, keep_plans=True) as session:
            found = await self.ask(session, prepared)
        if found is None:
            return None
        result, query = await self.rerank(prepared, found), prepared.query
        if self._log is not None and request.logged and query.dense_weight < 1:
            coverage = best_coverage(result)
            self._log.note(scope, Searched(query.text, query.language, coverage, request.conversation))
        return result

    async def _known(self, scope: Scope, request: SearchRequest) -> StoreWords:
        """Return the store's words with the version that is searched, be it live or not."""
        known = await self._vocabularies.of(scope)
        if request.version is None or request.version == known.version.id:
            return known
        async with self._database.open_scope(scope) as session:
            return replace(known, version=await _version(session, request))

    async def _query(
        self, known: StoreWords, request: SearchRequest, understood: Understanding
    ) -> tuple[Query, tuple[str, ...]]:
        """Make the question ready for the legs; returns also the legs that cannot take part."""
        embedder = self._embedders.get(known.recipe.embedder)
        weight = _weight(
            request.mode,
            dense_weight(
                understood.language,
                embedder.languages if embedder else frozenset(),
                query_kind(request.text),
                known.recipe.weights,
            ),
        )
        vector, degraded = None, tuple[str, ...]()
        if weight > 0 and understood.text.strip():
            try:
                if embedder is None:  # its vectors cannot be compared with those of another one
                    raise EmbedderUnavailable("This process does not have the index's embedder.")
                asked = await embedder.embed([understood.text], EmbeddingKind.QUERY)
                vector = sound(asked, 1, known.recipe)[0]
            except (EmbedderUnavailable, EmbedderRefused):
                # Words alone are a worse answer than both, and a better one than none.
                weight, degraded = 0.0, (DENSE,)
        query = Query(
            understood.text,
            understood.language,
            known.languages,
            vector,
            weight,
            criteria_of(understood.filters, known.names),
            identifiers_in(request.text),
            request.limit + len(request.seen),
            request.products,
            strict=request.filters is not None,
            passages=passage_criteria_of(understood.filters, known.recipe.chunking.key),
            as_you_type=request.as_you_type,
            evidence=known.recipe.weights if request.mode is Mode.HYBRID else None,
            audience=Audience(self.clock.now(), request.market),
        )
        return query, degraded

    async def _with_neighbours(
        self, scope: Scope, version: IndexVersion, query: Query, request: SearchRequest
    ) -> Query:
        """Ask the version's engine, if it has one, before the transaction begins."""
        if query.vector is None:
            return query
        found = await self._engines.nearest(scope, version, request.kinds, query.vector, query.depth)
        return replace(query, neighbours=found)


def _check(known: StoreWords, request: SearchRequest) -> None:
    if request.filters is not None:
        filtering.check(request.filters)
        if request.strict:
            known.names.check(request.filters)


def _understood(known: StoreWords, request: SearchRequest, rules: KnownRules) -> Understanding:
    about = tuple(dict.fromkeys(rule for _, rule in rules.found))
    understood = known.understander.understand(
        request.text, ignore=request.ignore, given=request.filters, rules=about
    )
    if request.strict:
        filtering.check_ignored(understood)
    if request.filters is None or understood.things:
        return understood
    return replace(understood, filters=request.filters)


async def _version(session: Session, request: SearchRequest) -> IndexVersion:
    """Return the version to search. Raises IndexVersionNotFound, IndexNotReady for one that is not whole."""
    if request.version is None:
        return await versions.get_live(session)
    version = await versions.get_version(session, request.version)
    if version.state not in ("ready", "active"):
        raise IndexNotReady(f"This version is {version.state}; only a whole one can be searched.")
    return version


def best_coverage(result: SearchResult) -> float:
    """Return the largest share of the question's words that any hit holds."""
    products = (hit.coverage for hit in result.products)
    passages = (hit.coverage for hit in result.passages)
    return max((*products, *passages), default=0.0)


def _weight(mode: Mode, hybrid: float) -> float:
    return {Mode.HYBRID: hybrid, Mode.SEMANTIC: 1.0, Mode.KEYWORD: 0.0}[mode]
