"""What rules shut out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aisle.answering.promises.authority import GENERAL, NOT, rules_of
from aisle.answering.promises.clauses import clauses_of
from aisle.answering.promises.detect import plain_text
from aisle.answering.words import keys

NAMED = 0.5  # share of an exclusion's content words that a sentence names when it speaks of what is excluded
_SHUTS_OUT = re.compile(
    NOT.pattern
    + r"|\b(?:exclud\w+|except\w*|final|ausgeschlossen|ausgenommen|exclu\w*|esclus\w*|excluid\w*|uitgesloten|uitgezonderd)\b"
)


def excludes(policy: str, sentence: str, cited: Sequence[str], language: str) -> bool:
    """Whether a rule shuts out what a sentence grants: "altered ones too" where altered pieces can't come back.

    What the rules cited speak of is granted; of what an exclusion names beside it, the sentence may not name half.
    """
    if NOT.search(plain_text(sentence)):
        return False
    said = keys(plain_text(sentence), language)
    granted = frozenset(
        word
        for one in cited
        for rule in rules_of(one, language)
        if not _SHUTS_OUT.search(plain_text(rule))
        for word in keys(plain_text(rule), language)
    )
    for rule in rules_of(policy, language):
        for clause in clauses_of(rule, language):
            named = keys(plain_text(clause), language) - granted - GENERAL
            if named and _SHUTS_OUT.search(plain_text(clause)) and len(named & said) >= NAMED * len(named):
                return True
    return False
