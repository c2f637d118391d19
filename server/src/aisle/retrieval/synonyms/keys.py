"""How words of rules and of questions are compared: by their terms, so that one form of a word stands for all."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from aisle.retrieval.analysis import query_terms
from aisle.retrieval.analysis.queries import TermGroup
from aisle.retrieval.synonyms.types import Rule

LONGEST_PHRASE = 5
Terms = tuple[tuple[str, ...], ...]


def terms_of_phrase(text: str, languages: Sequence[str]) -> Terms:
    """Return for each word of a phrase the terms that count as it, in these languages."""
    groups = query_terms(text, languages[0], languages[1:]) if languages else ()
    return tuple(group.variants for group in groups if not group.bonus)


def keys_of_phrase(text: str, languages: Sequence[str]) -> frozenset[str]:
    """Return the keys of a phrase, one for each language it may be read in."""
    return frozenset(key for one in languages if (key := _key(text, one)))


def keys_in_question(groups: Sequence[TermGroup]) -> Iterator[tuple[str, int, int]]:
    """Yield every key that a stretch of a question may have, with the stretch's first concept and the one after its last.

    Each term of a concept is tried in its place, all of one language together: the first ones, the second ones.
    """
    for first in range(len(groups)):
        for end in range(first + 1, min(len(groups), first + LONGEST_PHRASE) + 1):
            stretch = groups[first:end]
            for reading in range(max(len(group.variants) for group in stretch)):
                terms = [group.variants[min(reading, len(group.variants) - 1)] for group in stretch]
                yield " ".join(terms), first, end


def languages_of(rule: Rule, store_languages: Sequence[str]) -> tuple[str, ...]:
    """Return the languages that a rule's words are read in."""
    return (rule.language,) if rule.language else tuple(store_languages)


@lru_cache(maxsize=20_000)
def _key(text: str, language: str) -> str:
    groups = [group for group in query_terms(text, language) if not group.bonus]
    return " ".join(group.variants[0] for group in groups) if len(groups) <= LONGEST_PHRASE else ""
