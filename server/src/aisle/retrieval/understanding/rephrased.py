"""The store's values under words that its owner says stand for them: "sneakers" where the shop says trainers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aisle.retrieval.synonyms.types import Rule
from aisle.retrieval.understanding.entries import MOST_WORDS, Entry, Key, key_of


@dataclass(frozen=True, slots=True)
class Rephrased:
    """Values that a phrase stands for by a rule. rule: its words, as they are told."""

    entries: tuple[Entry, ...]
    rule: str


def rephrased(
    rules: Sequence[Rule], index: Mapping[Key, tuple[Entry, ...]], language: str
) -> Mapping[Key, Rephrased]:
    """Return the values of phrases by their stems; the first rule that leads to a value decides.

    Args:
        rules: Those that are about a question.
        index: The store's values by their stems.
        language: That the index is made for.
    """
    found: dict[Key, Rephrased] = {}
    for rule in rules:
        if rule.language in (None, language):
            for typed, others in _ways(rule):
                key, entries = key_of(typed, language), tuple(_entries(others, index, language))
                if entries and 0 < len(key) <= MOST_WORDS:
                    found.setdefault(key, Rephrased(entries, _told(rule)))
    return found


def _ways(rule: Rule) -> Iterator[tuple[str, Sequence[str]]]:
    for typed in rule.words:
        yield typed, rule.becomes or [other for other in rule.words if other != typed]


def _entries(
    phrases: Sequence[str], index: Mapping[Key, tuple[Entry, ...]], language: str
) -> Iterator[Entry]:
    """Yield the values of the phrases; bare numbers and letters need their name beside them, and are none."""
    for phrase in phrases:
        yield from (one for one in index.get(key_of(phrase, language), ()) if not one.needs_name)


def _told(rule: Rule) -> str:
    return ", ".join(rule.words) + (f" → {', '.join(rule.becomes)}" if rule.becomes else "")
