"""The promise guard: a commitment passes only where a policy says so, otherwise the policy speaks, or a person."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.promises.authority import nearest_rule, says
from aisle.answering.promises.detect import commitment
from aisle.answering.promises.types import Decision, Ruling

PASSED = Decision(Ruling.PASS)
HANDED_ON = Decision(Ruling.HAND_ON)


def rule_on(sentence: str, cited: Sequence[str], policies: Sequence[str], language: str) -> Decision:
    """Decide on one sentence of a written answer.

    Args:
        sentence: As the model wrote it, marks included or not.
        cited: The passages that it cites.
        policies: All passages of documents that the answer may cite; a quotation is taken from these.
        language: ISO 639-1 code of the sentence.
    """
    found = commitment(sentence, language)
    if found is None:
        return PASSED
    if not found.by_itself and any(says(one, sentence, language) for one in cited):
        return PASSED
    if not found.topics:
        return HANDED_ON
    rule = nearest_rule(policies, sentence, language)
    return Decision(Ruling.QUOTE, rule[0], rule[1].start, rule[1].end) if rule else HANDED_ON
