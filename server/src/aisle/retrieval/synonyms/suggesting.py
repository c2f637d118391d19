"""Suggests synonyms from what shoppers searched: words they said otherwise, and words whose neighbours the store has."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

import numpy as np

from aisle.core.db import Database, Scope, Session
from aisle.core.errors import AisleError
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.ports import Embedder, EmbeddingKind
from aisle.retrieval import repository, versions
from aisle.retrieval.lexical.lexicons import Lexicons
from aisle.retrieval.lexical.reader import LexicalReader
from aisle.retrieval.synonyms import log_repository, service
from aisle.retrieval.synonyms.checking import MOST_RULES, RuleBook
from aisle.retrieval.synonyms.log_repository import Counted
from aisle.retrieval.synonyms.types import Rule, Source, Suggestion
from aisle.tenants import service as tenants

# One person's habit is no evidence, and might be personal.
LEAST_TIMES = 2
# Words of the store that an unknown word is compared with: the most frequent ones.
MOST_WORDS = 500
MOST_UNKNOWN = 20
# Of labelled pairs, the best F-measure (`benchmarks/suggestions.py`); what is suggested waits for a person in any case.
NEAR = 0.62


class Suggester:
    """Reads the counts of searches. embedders: by name, as recipes name them."""

    def __init__(self, database: Database, embedders: Mapping[str, Embedder], reader: LexicalReader) -> None:
        self._database, self._embedders, self._reader = database, embedders, reader

    async def suggest(self, scope: Scope, limit: int) -> list[Suggestion]:
        """Return rules that are not in force yet, those with the most evidence first."""
        async with self._database.open_scope(scope, one_view=True) as session:
            version = await versions.get_live(session)
            language = (await tenants.get_store(session, session.tenant[1])).language
            standing = await service.list_synonyms(session, None, MOST_RULES)
            said = await log_repository.rephrasings(session, LEAST_TIMES, limit * 2)
            in_vain = await log_repository.in_vain(session, LEAST_TIMES, limit * 4)
            lexicons = await self._words(session, version.id)
        book = await asyncio.to_thread(RuleBook, standing, (language,))
        found = [_rephrased(one) for one in said]
        embedder = self._embedders.get(version.recipe.embedder)
        if embedder is not None and (not embedder.languages or language in embedder.languages):
            found += await _neighbours(embedder, _unknown(in_vain, lexicons), lexicons)
        return [one for one in found if _is_new(book, one.rule)][:limit]

    async def _words(self, session: Session, version_id: UUID) -> Lexicons:
        segments = await repository.read_segments(session, version_id)
        return await self._reader.lexicons(session, version_id, segments)


def _rephrased(one: Counted) -> Suggestion:
    return Suggestion(Rule((one.said,), (one.said_then,), None), Source.REPHRASED, one.times)


def _unknown(in_vain: Sequence[Counted], lexicons: Lexicons) -> dict[str, int]:
    """Return the words of vain searches that the store does not have, with how often they were searched."""
    times: Counter[str] = Counter()
    for one in in_vain:
        times.update({word: one.times for word in one.said.split() if lexicons.find(word) is None})
    return dict(times.most_common(MOST_UNKNOWN))


async def _neighbours(embedder: Embedder, unknown: Mapping[str, int], lexicons: Lexicons) -> list[Suggestion]:
    words = [one.word for one in lexicons.most_frequent(MOST_WORDS)]
    if not unknown or not words:
        return []
    try:
        theirs = await embedder.embed(list(unknown), EmbeddingKind.QUERY)
        ours = await embedder.embed(words, EmbeddingKind.PASSAGE)
    except (EmbedderUnavailable, EmbedderRefused):
        return []
    return list(_nearest(list(unknown.items()), words, theirs @ ours.T))


def _nearest(
    unknown: Sequence[tuple[str, int]], words: Sequence[str], cosines: np.ndarray
) -> Iterator[Suggestion]:
    for (word, times), row in zip(unknown, cosines, strict=True):
        best = int(row.argmax())
        if row[best] >= NEAR:
            rule = Rule((word,), (words[best],), None)
            yield Suggestion(rule, Source.NEAR_IN_MEANING, times, round(float(row[best]), 3))


def _is_new(book: RuleBook, rule: Rule) -> bool:
    try:
        book.check(rule)
    except AisleError:
        return False
    return True
