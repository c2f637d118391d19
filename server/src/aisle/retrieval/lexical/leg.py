"""The leg of words: concepts of a question, widened where the store does not know a word, and their postings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.retrieval import repository
from aisle.retrieval.analysis import query_terms
from aisle.retrieval.analysis.queries import Alternative, TermGroup
from aisle.retrieval.bm25 import CorpusStats, Scores, score
from aisle.retrieval.lexical.reader import LexicalReader, stats_of
from aisle.retrieval.lexical.widening import Widened, with_joined, with_mended
from aisle.retrieval.postings import TermPostings
from aisle.retrieval.synonyms.applying import with_synonyms
from aisle.retrieval.synonyms.known import KnownRules


@dataclass(frozen=True, slots=True)
class WordQuery:
    """What is looked for by words.

    Attributes:
        text: The question.
        language: Its language.
        languages: Those of the store.
        as_you_type: Whether its last word may be unfinished although the store knows it as it stands.
        rules: Synonyms that were read for it a moment ago, if any.
    """

    text: str
    language: str
    languages: tuple[str, ...]
    as_you_type: bool = False
    rules: KnownRules | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A question's concepts with everything that is known of them, ready to be scored."""

    groups: tuple[TermGroup, ...]
    postings: Mapping[str, TermPostings]
    stats: CorpusStats

    def best(self, k: int) -> Scores:
        """Return the k best items."""
        return score(self.groups, self.postings, self.stats, k)

    @property
    def widened(self) -> tuple[Widened, ...]:
        """What was searched besides the words that were typed, as far as the store holds it."""
        return tuple(
            dict.fromkeys(
                Widened(group.text, tuple(one.text.split(", ")), one.kind)
                for group in self.groups
                for one in group.alternatives
                if self._holds(one)
            )
        )

    def _holds(self, alternative: Alternative) -> bool:
        return all(any(term in self.postings for term in word) for word in alternative.words)


async def read_words(
    session: Session, version_id: UUID, query: WordQuery, reader: LexicalReader
) -> Words | None:
    """Read what a question needs: five statements at most, two where the store knows every word and its synonyms are known; None without words."""
    languages = tuple(dict.fromkeys([query.language, *query.languages]))
    groups = with_joined(query_terms(query.text, query.language, query.languages), languages)
    if not groups:
        return None
    groups = await with_synonyms(session, groups, query.languages, query.rules)
    segments = await repository.read_segments(session, version_id)
    postings = await reader.postings(session, version_id, segments, _terms(groups))
    unknown = [group for group in groups if not any(term in postings for term in group.terms)]
    unfinished = _unfinished(groups, unknown, query)
    if unknown or unfinished:
        lexicons = await reader.lexicons(session, version_id, segments)
        groups = with_mended(groups, unknown, lexicons, unfinished)
        postings |= await reader.postings(
            session, version_id, segments, set(_terms(groups)) - postings.keys()
        )
    return Words(groups, postings, stats_of(segments))


def _terms(groups: Sequence[TermGroup]) -> Iterator[str]:
    for group in groups:
        yield from group.terms


def _unfinished(
    groups: Sequence[TermGroup], unknown: Sequence[TermGroup], query: WordQuery
) -> TermGroup | None:
    """Return the concept that was still being typed: the last, unless something follows it."""
    last = groups[-1]
    if not query.text[-1:].isalnum() or not (query.as_you_type or last in unknown):
        return None
    return last
