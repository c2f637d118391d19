"""What is searched, added up by day for suggestions: words and counts, never who, and nothing with numbers or addresses.

Counts wait in memory for a moment and are written together, outside every search; a process that is killed loses that
moment's. Which conversation a search belongs to is known in memory alone, and only until the next one.
"""

import asyncio
import re
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from aisle.core.clock import Clock
from aisle.core.db import Database, Scope
from aisle.core.errors import AisleError
from aisle.retrieval.analysis.terms import is_stop_word
from aisle.retrieval.analysis.words import fold, pieces, visible
from aisle.retrieval.synonyms import log_repository

# Best coverage by words from which a search counts as having found something, and by how much another wording must
# find more to have been the better one: words such as "need" stand in both and are in no product.
FOUND = 0.5
BETTER = 0.2
MOST_WORDS = 6
LONGEST_QUERY = 100
MOST_CHANGED = 3
SECONDS_BETWEEN = 600.0
SECONDS_WAITING = 2.0
MOST_CONVERSATIONS = 10_000
MOST_WAITING = 2_000
_PERSONAL = re.compile(r"@|://|www\.|\d[\d\s().-]{4,}\d")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Searched:
    """A search as the log is told of it.

    Attributes:
        text: The words that were searched.
        language: Their language.
        coverage: 0..1, the share of them that the best hit holds.
        conversation: Which one it belongs to, if any; not written down.
    """

    text: str
    language: str
    coverage: float
    conversation: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Last:
    words: tuple[str, ...]
    coverage: float
    at: float


class SearchLog:
    """Counts the searches of one process."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._queries: Counter[tuple[Scope, str, str, bool]] = Counter()
        self._rephrasings: Counter[tuple[Scope, str, str, str]] = Counter()
        self._last: OrderedDict[tuple[Scope, UUID], _Last] = OrderedDict()
        self._writing: asyncio.Task[None] | None = None

    def note(self, scope: Scope, searched: Searched) -> None:
        """Count a search; takes no time worth naming and never fails."""
        words = telling_words(searched.text, searched.language)
        if not words or len(self._queries) + len(self._rephrasings) >= MOST_WAITING:
            return
        self._queries[_of_store(scope), searched.language, " ".join(words), searched.coverage >= FOUND] += 1
        if searched.conversation is not None:
            self._compare(scope, searched, words)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_soon())

    async def flush(self) -> None:
        """Write what waits. Counts that cannot be written are lost, and said to be."""
        queries, self._queries = self._queries, Counter()
        rephrasings, self._rephrasings = self._rephrasings, Counter()
        for scope in {key[0] for key in (*queries, *rephrasings)}:
            try:
                async with self._database.open_scope(scope) as session:
                    today = self._clock.now().date()
                    await log_repository.add_queries(
                        session, today, {key[1:]: times for key, times in queries.items() if key[0] == scope}
                    )
                    await log_repository.add_rephrasings(
                        session,
                        today,
                        {key[1:]: times for key, times in rephrasings.items() if key[0] == scope},
                    )
            except AisleError as error:
                log.warning("search_log.lost", store_id=str(scope.store_id), code=error.code)

    async def close(self) -> None:
        """Write what waits, at the end of the process."""
        if self._writing is not None:
            self._writing.cancel()
        await self.flush()

    async def _write_soon(self) -> None:
        await asyncio.sleep(SECONDS_WAITING)
        await self.flush()

    def _compare(self, scope: Scope, searched: Searched, words: tuple[str, ...]) -> None:
        """Count what was said otherwise when a search that found little is followed by one that found something."""
        key, now = (_of_store(scope), searched.conversation or UUID(int=0)), self._clock.now().timestamp()
        before = self._last.pop(key, None)
        self._last[key] = _Last(words, searched.coverage, now)
        while len(self._last) > MOST_CONVERSATIONS:
            self._last.popitem(last=False)
        if before and now - before.at <= SECONDS_BETWEEN and _is_better(before.coverage, searched.coverage):
            changed = change(before.words, words)
            if changed:
                self._rephrasings[key[0], searched.language, *changed] += 1


def _is_better(before: float, after: float) -> bool:
    return before < FOUND and after >= before + BETTER


def telling_words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a search that may be kept: none of a text that is long or may name a person or an order."""
    if _PERSONAL.search(text):
        return ()
    found = [
        fold(piece.text)
        for piece in pieces(visible(text[:1000]))
        if piece.kind != "quantity" and not is_stop_word(piece.text, language)
    ]
    words = tuple(dict.fromkeys(word for word in found if not any(map(str.isdigit, word))))
    fits = len(words) <= MOST_WORDS and len(" ".join(words)) <= LONGEST_QUERY
    return words if fits else ()


def change(before: Sequence[str], after: Sequence[str]) -> tuple[str, str] | None:
    """Return the words that gave way and those that took their place; None when the two are different questions."""
    said = [word for word in before if word not in after]
    said_then = [word for word in after if word not in before]
    kept = len(before) - len(said)
    if (
        not said
        or not said_then
        or max(len(said), len(said_then)) > (MOST_CHANGED if kept else MOST_CHANGED - 1)
    ):
        return None
    return " ".join(said), " ".join(said_then)


def _of_store(scope: Scope) -> Scope:
    return Scope(scope.organization_id, scope.store_id)
