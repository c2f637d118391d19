"""The words of each store, kept for a short while: reading them for every question would cost more than the search."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aisle.catalog import service as catalog
from aisle.catalog.categories import with_those_below
from aisle.core.db import Database, Scope
from aisle.retrieval import versions
from aisle.retrieval.kinds import Kinds
from aisle.retrieval.names import AttributeNames
from aisle.retrieval.recipe import Recipe
from aisle.retrieval.types import Vocabulary
from aisle.retrieval.understanding import Understander
from aisle.retrieval.versions import IndexVersion
from aisle.tenants import service as tenants

KEEP_SECONDS = 20.0
KEEP_MOST = 1_000


@dataclass(frozen=True, slots=True)
class StoreWords:
    """What the words of a question are compared with. languages: the store's own first.

    version: the live index as it was then; another may answer by now. counts: products of each category, with those of
    the categories below it. names: what the store's attributes are called. products: how many products it has.
    reranking: rerankers that the store has chosen; None for the usual ones. kinds: its categories by what they hold.
    """

    understander: Understander
    languages: tuple[str, ...]
    version: IndexVersion
    counts: Mapping[str, int]
    names: AttributeNames
    products: int
    reranking: tuple[str, ...] | None
    kinds: Kinds

    @property
    def recipe(self) -> Recipe:
        """That of the live index."""
        return self.version.recipe


class Vocabularies:
    """Gives a store's words, at most KEEP_SECONDS old."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[tuple[UUID, UUID | None], tuple[float, StoreWords]] = {}

    async def of(self, scope: Scope) -> StoreWords:
        """Return the words of the scope's store."""
        key = (scope.organization_id, scope.store_id)
        kept = self._kept.get(key)
        if kept is None or kept[0] < time.monotonic():
            if len(self._kept) >= KEEP_MOST:
                self._kept.clear()
            kept = (time.monotonic() + KEEP_SECONDS, await self._read(scope))
            self._kept[key] = kept
        return kept[1]

    def forget(self, scope: Scope) -> None:
        """Read a store's words anew when they are next asked for."""
        self._kept.pop((scope.organization_id, scope.store_id), None)

    def forget_if_older(self, scope: Scope, seconds: float = 2.0) -> bool:
        """Read a store's words anew when they are next asked for, unless they were read just now."""
        kept = self._kept.get((scope.organization_id, scope.store_id))
        if kept is None or kept[0] - KEEP_SECONDS + seconds > time.monotonic():
            return False
        self.forget(scope)
        return True

    async def _read(self, scope: Scope) -> StoreWords:
        async with self._database.open_scope(scope) as session:
            store = await tenants.get_store(session, session.tenant[1])
            words = await catalog.vocabulary(session)
            version = await versions.get_live(session)
            products = await catalog.count_products(session)
        vocabulary = Vocabulary(
            words.categories, words.brands, words.tags, words.attributes, store.currency, words.is_rated
        )
        languages = (store.language,)
        understander = self._unchanged(scope, vocabulary, languages)
        kinds = (
            self._kept[scope.organization_id, scope.store_id][1].kinds
            if understander
            else Kinds(words.categories, store.language)
        )
        if understander is None:  # half a second for 10,000 values, in which other questions are answered
            understander = await asyncio.to_thread(Understander, vocabulary, languages)
        counts = with_those_below(words.counts)
        names = AttributeNames(words.attributes)
        chosen = store.settings.reranking
        return StoreWords(understander, languages, version, counts, names, products, chosen, kinds)

    def _unchanged(
        self, scope: Scope, vocabulary: Vocabulary, languages: tuple[str, ...]
    ) -> Understander | None:
        """Return the understander made before, if the store's words are still the same: making one takes long."""
        kept = self._kept.get((scope.organization_id, scope.store_id))
        before = kept[1].understander if kept else None
        return before if before and (before.vocabulary, before.languages) == (vocabulary, languages) else None
