"""Whether a rule makes sense by itself and beside the others. Nothing here reads the database."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.retrieval.analysis.terms import is_stop_word
from aisle.retrieval.synonyms.errors import (
    SynonymContradiction,
    SynonymCycle,
    SynonymOfItself,
    SynonymRefused,
    TooManySynonyms,
)
from aisle.retrieval.synonyms.keys import LONGEST_PHRASE, keys_of_phrase, languages_of
from aisle.retrieval.synonyms.types import Rule, Synonym
from aisle.retrieval.understanding.grammar import FLAGS, grammar_of

MOST_WORDS = 30
LONGEST_WORD = 80
MOST_RULES = 5_000
LONGEST_TOLD = 12  # words of a circle
SEPARATOR = "|"  # of words in files
_LANGUAGE = re.compile("[a-z]{2}")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A rule by its keys: of the words that are typed, and of those that are searched as well."""

    rule: Rule
    typed: frozenset[str]
    becomes: frozenset[str]


class RuleBook:
    """A store's rules, as new ones are compared with them."""

    def __init__(self, synonyms: Iterable[Synonym], languages: Sequence[str]) -> None:
        """Read the rules that stand. languages: of the store's texts."""
        self._languages = languages
        self._entries: dict[UUID, _Entry] = {}
        self._typed: dict[str, set[UUID]] = defaultdict(set)
        self._searched: dict[str, set[UUID]] = defaultdict(set)
        for synonym in synonyms:
            self.add(synonym)

    def add(self, synonym: Synonym) -> None:
        """Write a rule into the book."""
        entry = self._entry(synonym.rule)
        self._entries[synonym.id] = entry
        for key in entry.typed:
            self._typed[key].add(synonym.id)
        for key in entry.becomes:
            self._searched[key].add(synonym.id)

    def strike(self, synonym_id: UUID) -> None:
        """Take a rule out of the book."""
        entry = self._entries.pop(synonym_id, None)
        for key in entry.typed if entry else ():
            self._typed[key].discard(synonym_id)
        for key in entry.becomes if entry else ():
            self._searched[key].discard(synonym_id)

    def check(self, rule: Rule) -> None:
        """Raise one of the errors of synonyms unless the rule may stand beside the others."""
        check_alone(rule, self._languages)
        if len(self._entries) >= MOST_RULES:
            raise TooManySynonyms(
                f"A store has at most {MOST_RULES:,} synonyms; put words together in groups."
            )
        entry = self._entry(rule)
        for id_, other in self._beside(entry):
            if _says(other, entry):
                raise SynonymContradiction(
                    f"{_words(other.rule)} stands already and says the same; change that one instead.",
                    synonym_id=str(id_),
                )
        if rule.becomes:
            self._check_cycle(entry)

    def _entry(self, rule: Rule) -> _Entry:
        return _Entry(rule, self._keys(rule, rule.words), self._keys(rule, rule.becomes))

    def _keys(self, rule: Rule, texts: Sequence[str]) -> frozenset[str]:
        languages = languages_of(rule, self._languages)
        return frozenset(key for text in texts for key in keys_of_phrase(text, languages))

    def _beside(self, entry: _Entry) -> list[tuple[UUID, _Entry]]:
        """Return the rules that are about words of this one, in a language that it is about."""
        ids = sorted({id_ for key in entry.typed for id_ in self._typed.get(key, ())})
        beside = [(id_, self._entries[id_]) for id_ in ids]
        return [(id_, other) for id_, other in beside if _share_language(other.rule, entry.rule)]

    def _check_cycle(self, entry: _Entry) -> None:
        """Look ahead of the rule and back from it by turns: where either way ends first, there is no circle."""
        ahead_from: dict[str, str | None] = dict.fromkeys(sorted(entry.becomes))
        back_from: dict[str, str | None] = dict.fromkeys(sorted(entry.typed))
        ahead = _walk(ahead_from, lambda key: self._leads(key, entry.rule))
        back = _walk(back_from, lambda key: self._led_from(key, entry.rule))
        for last, first in zip(ahead, back, strict=False):
            if last in entry.typed:
                raise _cycle([last, *reversed(_way(last, ahead_from))])
            if first in entry.becomes:
                way = _way(first, back_from)
                raise _cycle([way[-1], *way])

    def _leads(self, key: str, rule: Rule) -> set[str]:
        entries = (self._entries[id_] for id_ in self._typed.get(key, ()))
        return {one for entry in entries if _share_language(entry.rule, rule) for one in entry.becomes}

    def _led_from(self, key: str, rule: Rule) -> set[str]:
        entries = (self._entries[id_] for id_ in self._searched.get(key, ()))
        return {one for entry in entries if _share_language(entry.rule, rule) for one in entry.typed}


def _walk(came_from: dict[str, str | None], following: Callable[[str], set[str]]) -> Iterator[str]:
    """Yield every key that can be reached, once; came_from holds the first ones, and gets the key before each other."""
    waiting = list(came_from)
    while waiting:
        at = waiting.pop()
        yield at
        for key in sorted(following(at) - came_from.keys()):
            came_from[key] = at
            waiting.append(key)


def _way(key: str, came_from: Mapping[str, str | None]) -> list[str]:
    """Return the keys from this one back to the one that the walk began with."""
    way, at = [key], came_from[key]
    while at is not None:
        way.append(at)
        at = came_from[at]
    return way


def _cycle(path: list[str]) -> SynonymCycle:
    told = path if len(path) <= LONGEST_TOLD else [*path[: LONGEST_TOLD - 2], "…", path[-1]]
    return SynonymCycle(
        f"“{' → '.join(told)}” leads in a circle. Where words stand for each other, put them in one group without "
        "“becomes”.",
        path=told,
    )


def _says(other: _Entry, entry: _Entry) -> bool:
    """Whether another rule says all that this one says: one way within two-way, or the same words."""
    if not other.becomes:
        return entry.typed | entry.becomes <= other.typed
    return bool(entry.becomes) and entry.typed <= other.typed and entry.becomes <= other.becomes


def check_alone(rule: Rule, languages: Sequence[str]) -> None:
    """Raise SynonymRefused or SynonymOfItself for a rule that makes no sense by itself."""
    texts = (*rule.words, *rule.becomes)
    if not rule.words or len(texts) < 2:
        raise SynonymRefused(
            "A synonym needs at least two words: two in “words”, or one there and one in “becomes”."
        )
    if len(texts) > MOST_WORDS:
        raise TooManySynonyms(f"A synonym has at most {MOST_WORDS} words; make several of it.")
    if rule.language is not None and not _LANGUAGE.fullmatch(rule.language):
        raise SynonymRefused(
            f"“{rule.language[:20]}” is no code of a language; write two letters such as “en”."
        )
    spoken = languages_of(rule, languages)
    seen: dict[str, str] = {}
    for text in texts:
        for key in _checked_keys(text, spoken):
            if key in seen:
                raise SynonymOfItself(
                    f"“{text}” and “{seen[key]}” are one word to the search already (accents, case and endings do not "
                    "count); leave one out."
                )
        seen |= dict.fromkeys(keys_of_phrase(text, spoken), text)


def _checked_keys(text: str, languages: Sequence[str]) -> frozenset[str]:
    if SEPARATOR in text:
        raise SynonymRefused(
            f"“{text[:LONGEST_WORD]}” holds “{SEPARATOR}”, which parts words in files; leave it out."
        )
    readable = bool(text.strip()) and len(text) <= LONGEST_WORD and text.isprintable()
    keys = keys_of_phrase(text, languages) if readable else frozenset()
    if keys and _is_function_word(text, languages):
        raise SynonymRefused(
            f"“{text}” holds sentences together or says a limit, and is no word to search for; leave it out."
        )
    if not keys:
        raise SynonymRefused(
            f"“{text[:LONGEST_WORD]}” is no word to search for: letters or digits, at most {LONGEST_WORD} characters and "
            f"{LONGEST_PHRASE} words."
        )
    return keys


def _is_function_word(text: str, languages: Sequence[str]) -> bool:
    """Whether a text has only words that join others, limit or negate them, in a language that it may be read in."""
    grammar = grammar_of(tuple(languages))
    said = re.fullmatch(grammar.any("negations", "under", "over", "prepositions"), text, FLAGS)
    return bool(said) or any(all(is_stop_word(word, one) for word in text.split()) for one in languages)


def _share_language(one: Rule, other: Rule) -> bool:
    return one.language is None or other.language is None or one.language == other.language


def _words(rule: Rule) -> str:
    arrow = f" => {', '.join(rule.becomes)}" if rule.becomes else ""
    return f"“{', '.join(rule.words)}{arrow}”"
