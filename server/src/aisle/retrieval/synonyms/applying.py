"""Synonyms in a question: read for each question anew, so that a rule is in force with its commit."""

from collections import defaultdict
from collections.abc import Sequence

from aisle.core.db import Session
from aisle.retrieval.analysis.queries import Alternative, TermGroup, Widening
from aisle.retrieval.lexical.widening import with_alternatives
from aisle.retrieval.synonyms.keys import keys_in_question, keys_of_phrase, languages_of, terms_of_phrase
from aisle.retrieval.synonyms.known import KnownRules, read_rules
from aisle.retrieval.synonyms.types import Rule

# What an owner says stands for a word is nearly that word, but who typed the word itself meant that one.
WEIGHT = 0.85
MOST_ALTERNATIVES = 12  # of one word; each is another list of postings to be read


async def with_synonyms(
    session: Session,
    groups: Sequence[TermGroup],
    store_languages: Sequence[str],
    known: KnownRules | None = None,
) -> tuple[TermGroup, ...]:
    """Let concepts be found by the synonyms of their words; one level only, so that nothing can lead in a circle.

    known: rules that were read for this question a moment ago; words that they do not cover are looked up here.
    """
    stretches: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for key, first, end in keys_in_question(groups):
        stretches[key].append((first, end))
    if known is None or not known.covers(stretches):
        known = await read_rules(session, list(stretches))
    found = list(groups)
    for key, rule in known.about(stretches):
        for alternative in _alternatives(key, rule, store_languages):
            for first, end in stretches[key]:
                found[first:end] = [_with(group, alternative) for group in found[first:end]]
    return tuple(found)


def _alternatives(key: str, rule: Rule, store_languages: Sequence[str]) -> list[Alternative]:
    languages = languages_of(rule, store_languages)
    others = rule.becomes or [text for text in rule.words if key not in keys_of_phrase(text, languages)]
    phrases = ((text, terms_of_phrase(text, languages)) for text in others)
    return [Alternative(text, words, WEIGHT, Widening.SYNONYM) for text, words in phrases if words]


def _with(group: TermGroup, alternative: Alternative) -> TermGroup:
    full = len(group.alternatives) >= MOST_ALTERNATIVES
    return group if full or alternative in group.alternatives else with_alternatives(group, alternative)
