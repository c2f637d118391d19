"""Whether a policy says what a sentence says: no more, for nobody else, under the same conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from aisle.answering.hostile import is_hostile
from aisle.answering.promises.detect import plain_text, topics_of
from aisle.answering.promises.figures import figures
from aisle.answering.promises.languages import WORDINGS
from aisle.answering.sentences import Span, sentences
from aisle.answering.words import key_of, keys, tokens

SAME = 0.75  # share of a sentence's content words that its policy must hold; chosen on one half of the labelled set
NEAR = 0.7  # share of the topics and of the words together, below which a rule is about something else
KEPT = 0.5  # share of a condition's content words that the sentence must keep
_CLAUSE = re.compile(r"[,;:.()]|\s[-–—]\s")
_NOT = re.compile(
    r"\b(?:not|no|never|n't|cannot|without|nicht|kein\w*|nie|ohne|ne|pas|jamais|sans|aucun\w*|non|mai|senza|nessun\w*|nunca|sin"
    r"|ning[uú]n\w*|niet|geen|nooit|zonder)\b|n't\b"
)


def says(policy: str, sentence: str, language: str) -> bool:
    """Whether a passage's own words bear a commitment out."""
    return any(_bears(span.of(policy), sentence, language) for span in _rules(policy, language))


def nearest_rule(policies: Sequence[str], sentence: str, language: str) -> tuple[int, Span] | None:
    """Return the passage and the span of the rule nearest to a sentence, with an exception that follows it.

    None where no passage has a rule on any topic of the sentence that shares words with it.
    """
    wanted = topics_of(sentence, language)
    best: tuple[float, int, Span] | None = None
    for number, policy in enumerate(policies):
        for span in _rules(policy, language):
            text = span.of(policy)
            near = _share(sentence, text, language) + len(wanted & topics_of(text, language)) / len(wanted)
            if wanted & topics_of(text, language) and (best is None or near > best[0]):
                best = (near, number, span)
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


def _bears(rule: str, sentence: str, language: str) -> bool:
    return (
        topics_of(sentence, language) <= topics_of(rule, language)
        and figures(sentence, language) <= figures(rule, language)
        and _words_of("times", sentence, language) <= _words_of("times", rule, language)
        and _words_of("strong", sentence, language) <= _words_of("strong", rule, language)
        and bool(_NOT.search(plain_text(sentence))) == bool(_NOT.search(plain_text(rule)))
        and _share(sentence, rule, language) >= SAME
        and _keeps_conditions(sentence, rule, language)
    )


def _keeps_conditions(sentence: str, rule: str, language: str) -> bool:
    """Whether each limit of the rule is in the sentence too: "within 30 days if unworn" must not become "anytime"."""
    said = keys(plain_text(sentence), language)
    clauses = _CLAUSE.split(plain_text(rule))
    return all(
        len(held & said) >= KEPT * len(held) for clause in clauses for held in _limits(clause, language)
    )


def _limits(clause: str, language: str) -> Iterator[frozenset[str]]:
    """What follows each condition word, and those that are conditions themselves, such as "unworn"."""
    found = list(_conditions(language).finditer(clause))
    ends = [*(match.start() for match in found[1:]), len(clause)]
    for match, end in zip(found, ends, strict=False):
        yield keys(clause[match.end() : end], language)
        yield keys(match.group(), language)


def _share(sentence: str, rule: str, language: str) -> float:
    said = keys(plain_text(sentence), language)
    return len(said & keys(plain_text(rule), language)) / len(said) if said else 0.0


def _words_of(field: str, text: str, language: str) -> frozenset[str]:
    """The words that a pattern finds, as they are compared: "immediately" and "immediate" are one."""
    found = _pattern(field, language).finditer(plain_text(text))
    return frozenset(key_of(token, language) for match in found for token in tokens(match.group()))


@lru_cache(maxsize=32)
def _pattern(field: str, language: str) -> re.Pattern[str]:
    return re.compile(getattr(WORDINGS.get(language, WORDINGS["en"]), field))


def _conditions(language: str) -> re.Pattern[str]:
    return _pattern("conditions", language)
