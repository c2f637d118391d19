"""Other words for what a shopper typed: finished beginnings, mended typos, words joined or parted otherwise.

Only a word that the store does not know is mended, and what it is mended to weighs less than a word that was typed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aisle.retrieval.analysis.queries import Alternative, TermGroup, Widening
from aisle.retrieval.analysis.terms import word_terms
from aisle.retrieval.analysis.words import UNSPACED, fold
from aisle.retrieval.lexical.lexicons import Known, Lexicons
from aisle.retrieval.lexical.lookalikes import lookalikes
from aisle.retrieval.lexical.spelling import allowed_mistakes

WEIGHTS = {Widening.JOINED: 0.9, Widening.SPLIT: 0.8, Widening.PREFIX: 0.7, Widening.LOOKALIKE: 0.95}
# One mistake leaves little doubt, two leave more.
TYPO_WEIGHTS = {1: 0.8, 2: 0.6}
SHORTEST_PREFIX = 2
SHORTEST_GUESSED_PREFIX = 3
SHORTEST_PART = 3
MOST_PREFIX_WORDS = 8
MOST_CORRECTIONS = 3
# A correction that is far rarer than the likeliest one is another word.
RARE = 0.1
# More unknown words than this are no shopping question: another language, or a pasted text.
MOST_MENDED = 8
_RUN = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Widened:
    """What a word was searched as, too; to be told to whoever asked.

    Attributes:
        word: As it was typed.
        also: Words of the store, or of its synonyms.
        why: Where they come from.
    """

    word: str
    also: tuple[str, ...]
    why: Widening


def with_joined(groups: Sequence[TermGroup], languages: Sequence[str]) -> tuple[TermGroup, ...]:
    """Let neighbouring words be found where the store writes them as one: "back pack" in "backpack"."""
    found = list(groups)
    for at, (left, right) in enumerate(pairwise(groups)):
        if is_word(left) and is_word(right):
            text = fold(left.text) + fold(right.text)
            terms = tuple(dict.fromkeys(term for one in languages for term in word_terms(text, one)[:1]))
            alternative = Alternative(text, (terms,), WEIGHTS[Widening.JOINED], Widening.JOINED)
            found[at] = with_alternatives(found[at], alternative)
            found[at + 1] = with_alternatives(found[at + 1], alternative)
    return tuple(found)


def with_mended(
    groups: Sequence[TermGroup],
    unknown: Sequence[TermGroup],
    lexicons: Lexicons,
    unfinished: TermGroup | None,
) -> tuple[TermGroup, ...]:
    """Let words that the store does not have be found by the words of the store that they stand for.

    Args:
        groups: All concepts of a question.
        unknown: Those to be mended.
        lexicons: The store's words.
        unfinished: The concept whose word may not be typed to its end yet; it need not be unknown.
    """
    mended = [group for group in unknown if is_word(group) and not group.bonus][:MOST_MENDED]
    found = []
    for group in groups:
        more = list(_mended(group, lexicons)) if group in mended else []
        if group is unfinished and is_word(group):
            more = [*_finished(group, lexicons, sure=group not in mended), *more]
        found.append(with_alternatives(group, *more))
    return tuple(found)


def with_alternatives(group: TermGroup, *alternatives: Alternative) -> TermGroup:
    """Return a concept that may be found by these words, too."""
    if not alternatives:
        return group
    return replace(group, alternatives=(*group.alternatives, *alternatives))


def is_word(group: TermGroup) -> bool:
    """Say whether a concept is a word of letters, with spaces around it."""
    return group.text.isalpha() and not _RUN.search(group.text)


def _mended(group: TermGroup, lexicons: Lexicons) -> Iterator[Alternative]:
    word = fold(group.text)
    known = [one for text in lookalikes(word) if (one := lexicons.find(text))]
    if known:
        yield _alternative(known, WEIGHTS[Widening.LOOKALIKE], Widening.LOOKALIKE)
        return
    parted = _parted(word, lexicons)
    distance, near = lexicons.near(word, allowed_mistakes(word))
    if near and (distance == 1 or not parted):
        likely = [one for one in near if one.count >= RARE * near[0].count][:MOST_CORRECTIONS]
        yield _alternative(likely, TYPO_WEIGHTS[distance], Widening.TYPO)
    if parted:
        left, right = parted
        yield Alternative(
            f"{left.word} {right.word}", (left.terms, right.terms), WEIGHTS[Widening.SPLIT], Widening.SPLIT
        )


def _finished(group: TermGroup, lexicons: Lexicons, *, sure: bool) -> Iterator[Alternative]:
    """Yield the words that begin as the last one does. sure: the store has that word as it stands."""
    word = fold(group.text)
    if len(word) >= (SHORTEST_PREFIX if sure else SHORTEST_GUESSED_PREFIX):
        longer = [one for one in lexicons.starting_with(word, MOST_PREFIX_WORDS + 1) if one.word != word]
        if longer:
            yield _alternative(longer[:MOST_PREFIX_WORDS], WEIGHTS[Widening.PREFIX], Widening.PREFIX)


def _parted(word: str, lexicons: Lexicons) -> tuple[Known, Known] | None:
    """Return the two words of the store that a word consists of, the pair whose rarer word is most frequent."""
    pairs = [
        (left, right)
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        if (left := lexicons.find(word[:at])) and (right := lexicons.find(word[at:]))
    ]
    return max(pairs, key=lambda pair: min(pair[0].count, pair[1].count), default=None)


def _alternative(known: Sequence[Known], weight: float, kind: Widening) -> Alternative:
    terms = tuple(dict.fromkeys(term for one in known for term in one.terms))
    return Alternative(", ".join(one.word for one in known), (terms,), weight, kind)
