"""Whether a policy says what a sentence says: no more, for nobody else, under the same conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from aisle.answering.hostile import is_hostile
from aisle.answering.promises.clauses import clauses_of
from aisle.answering.promises.detect import one_way_back, plain_text, topics_of
from aisle.answering.promises.figures import Figure, figures, without_figures
from aisle.answering.promises.languages import WORDINGS
from aisle.answering.sentences import Span, sentences
from aisle.answering.stopwords import GOODS_BY_NO_NAME
from aisle.answering.words import key_of, keys, tokens

SAME = 0.9  # share of a sentence's content words that its policy must hold; chosen on one half of the labelled set
NEAR = 0.7  # share of the topics and of the words together, below which a rule is about something else
KEPT = 0.5  # share of a condition's content words that the sentence must keep
# Goods by no name: an exclusion of sale items speaks of sales, not of items.
GENERAL = frozenset(key_of(word, language) for language, words in GOODS_BY_NO_NAME.items() for word in words)
_BOUND_WORDS = 4  # behind a condition word, within which its figure stands
_CLAUSE = re.compile(r"[,;:.()]|\s[-–—]\s")
NOT = re.compile(
    r"\b(?:not|no|never|n't|cannot|without|nicht|kein\w*|nie|ohne|ne|pas|jamais|sans|aucun\w*|non|mai|senza|nessun\w*|nunca|sin"
    r"|ning[uú]n\w*|niet|geen|nooit|zonder)\b|n't\b"
)


def says(policy: str, sentence: str, language: str) -> bool:
    """Whether a passage's own words bear a commitment out: each clause of it by one clause of one rule."""
    clauses = [clause for clause in clauses_of(sentence, language) if clause.strip()]
    return all(
        any(_bears(rule, clause, language) for rule in rules_of(policy, language)) for clause in clauses
    )


def nearest_rule(policies: Sequence[str], sentence: str, language: str) -> tuple[int, Span] | None:
    """Return the passage and the span of the rule nearest to a sentence, with an exception that follows it.

    None where no passage has a rule on any topic of the sentence that shares words with it.
    """
    wanted = topics_of(sentence, language)
    best: tuple[float, int, Span] | None = None
    for number, policy in enumerate(policies):
        for span in _rules(policy, language):
            text = span.of(policy)
            shared = len(wanted & topics_of(text, language)) / max(1, len(wanted))
            near = _share(sentence, text, language) + shared
            if (shared or not wanted) and (best is None or near > best[0]):
                best = (near, number, span)
    # Without a topic of its own a sentence has to share most words with a rule to be about the same.
    return (best[1], best[2]) if best and best[0] >= NEAR else None


@lru_cache(maxsize=512)
def _rules(policy: str, language: str) -> tuple[Span, ...]:
    """Sentences that commit the shop to something, each with the exception that follows it; none that give orders."""
    found = sentences(policy)
    rules = []
    for place, span in enumerate(found):
        text = span.of(policy)
        if is_hostile(text) or not topics_of(text, language):
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        goes_on = after is not None and _is_exception(after.of(policy), language)
        rules.append(Span(span.start, after.end) if goes_on and after is not None else span)
    return tuple(rules)


def _is_exception(text: str, language: str) -> bool:
    plain = plain_text(text)
    begins = _conditions(language).match(plain)
    return bool(begins or _conditions("en").match(plain)) or bool(
        re.match(r"(?:this|it|das|cela|esto|questo|dit)\b.{0,30}\b(?:not|nicht|pas|no|non|niet)\b", plain)
    )


def rules_of(policy: str, language: str) -> list[str]:
    """The words of a passage's rules."""
    return [span.of(policy) for span in _rules(policy, language)]


def _bears(rule: str, sentence: str, language: str) -> bool:
    """Whether one clause of a rule holds a clause's words and figures, and nothing in the rule stands against it."""
    return _keeps_conditions(sentence, rule, language) and any(
        _same(clause, sentence, language) for clause in clauses_of(rule, language)
    )


def _same(rule: str, sentence: str, language: str) -> bool:
    return (
        topics_of(sentence, language) <= topics_of(rule, language)
        and figures(sentence, language) <= figures(rule, language)
        and _words_of("times", sentence, language) <= _words_of("times", rule, language)
        and _words_of("strong", sentence, language) <= _words_of("strong", rule, language)
        and bool(NOT.search(plain_text(sentence))) == bool(NOT.search(plain_text(rule)))
        and _share(sentence, rule, language) >= SAME
    )


def _keeps_conditions(sentence: str, rule: str, language: str) -> bool:
    """Whether each limit of the rule is in the sentence too: "within 30 days if unworn" must not become "anytime"."""
    said = keys(plain_text(sentence), language)
    told = figures(sentence, language)
    return all(
        len(held & said) >= KEPT * len(held) and bounds <= told
        for clause in _CLAUSE.split(plain_text(rule))
        for held, bounds in _limits(clause, language)
    )


def _limits(clause: str, language: str) -> Iterator[tuple[frozenset[str], frozenset[Figure]]]:
    """What follows each condition word, with the figure right behind it, and words that are conditions themselves.

    "From £20" and "within 30 days" lose their sense without the figure, "unworn" without the word.
    """
    found = list(_conditions(language).finditer(clause))
    ends = [*(match.start() for match in found[1:]), len(clause)]
    for match, end in zip(found, ends, strict=False):
        limit = clause[match.end() : end]
        begins = " ".join(limit.split()[:_BOUND_WORDS])
        yield keys(limit, language), figures(begins, language)
        yield keys(match.group(), language), frozenset()


def _share(sentence: str, rule: str, language: str) -> float:
    """Share of a sentence's words that a rule has; figures are compared by themselves."""
    said = _content(sentence, language)
    return len(said & _content(rule, language)) / len(said) if said else 1.0


def _content(text: str, language: str) -> frozenset[str]:
    """What is left to compare: all ways to send things back are one word, goods by no name are none."""
    returned = one_way_back(without_figures(plain_text(text), language), language)
    return keys(returned, language) - GENERAL


def _words_of(field: str, text: str, language: str) -> frozenset[str]:
    """The words that a pattern finds, as they are compared: "immediately" and "immediate" are one."""
    found = _pattern(field, language).finditer(plain_text(text))
    return frozenset(key_of(token, language) for match in found for token in tokens(match.group()))


@lru_cache(maxsize=32)
def _pattern(field: str, language: str) -> re.Pattern[str]:
    return re.compile(getattr(WORDINGS.get(language, WORDINGS["en"]), field))


def _conditions(language: str) -> re.Pattern[str]:
    return _pattern("conditions", language)
