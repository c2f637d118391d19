"""The promise guard: a commitment passes only where a policy says so, otherwise the policy speaks, or a person."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.promises.authority import nearest_rule, says
from aisle.answering.promises.detect import commitment, is_impersonal, topics_of
from aisle.answering.promises.exclusions import excludes
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
    granted = not found.by_itself and any(says(one, sentence, language) for one in cited)
    if granted and not any(excludes(one, sentence, cited, language) for one in policies):
        return PASSED
    return in_its_place(sentence, policies, language)


def instead_of_unproven(
    sentence: str, question: str, policies: Sequence[str], language: str
) -> Decision | None:
    """Decide on a sentence that is not borne out: where promises are the matter it is never shown.

    They are where it speaks of one, or where it answers a question about one in somebody's name ("Yes, you may").
    None where they are not: then it is for the settings to say what becomes of it.
    """
    asked = topics_of(question, language) and not is_impersonal(sentence)
    if not topics_of(sentence, language) and not asked:
        return None
    return in_its_place(sentence, policies, language)


def in_its_place(sentence: str, policies: Sequence[str], language: str) -> Decision:
    """What is said in place of a sentence that may not stand: the rule nearest to it, or nothing and a person."""
    rule = nearest_rule(policies, sentence, language)
    return Decision(Ruling.QUOTE, rule[0], rule[1].start, rule[1].end) if rule else HANDED_ON
