"""What holds for all, where a question is about one that no guide names; such answers are less sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aisle.answering.sufficiency import Judgement, Verdict, judge
from aisle.answering.words import KEY_WEIGHT, content_words, keys
from aisle.retrieval.types import PassageHit

SURE_IN_GENERAL = 0.6
_WITH_NAME = re.compile(r"\s(?:with|against|mit|gegen|avec|con)\s+(?P<name>[A-Z]\w+)\b")
_SUBJECTS = 3  # two words of a subject and the name
_WARRANTY = "=warranty"


def with_others(
    part: str, language: str, passages: Sequence[PassageHit], judgement: Judgement
) -> tuple[str, Judgement] | None:
    """ "Do you price match with Elsewhere?": the question without the name, where that alone is unknown."""
    words = [word for word in content_words(part, language) if word.weight >= KEY_WEIGHT]
    names = [word for word in words if word.is_name]
    match = _WITH_NAME.search(part)
    if match is None or [match["name"].lower()] != [word.text for word in names] or len(words) < _SUBJECTS:
        return None
    if judgement.missing != tuple(word.text for word in names):
        return None
    return _judged(f"{part[: match.start()]}{part[match.end() :]}", language, passages, judgement)


def warranty(
    part: str, language: str, passages: Sequence[PassageHit], judgement: Judgement, categories: str
) -> tuple[str, Judgement] | None:
    """ "What's the warranty on boots?": the question without the goods, where they are sold here and all else is known.

    `categories` are those of the goods found. Other promises have exceptions by kinds of goods, so only this one is read so.
    """
    words = [word for word in content_words(part, language) if word.weight >= KEY_WEIGHT]
    goods = [word for word in words if word.key in keys(categories, language)]
    if not goods or {word.key for word in words if word not in goods} != {_WARRANTY}:
        return None
    named = "|".join(re.escape(word.text) for word in goods)
    rest = re.sub(rf"(?:\s+\w{{1,4}})?\s+(?:{named})\b", "", part, flags=re.IGNORECASE)
    return _judged(rest, language, passages, judgement)


def _judged(
    rest: str, language: str, passages: Sequence[PassageHit], judgement: Judgement
) -> tuple[str, Judgement] | None:
    found = judge(rest, language, passages)
    if found.verdict is not Verdict.SUFFICIENT:
        return None
    sure = min(found.confidence, SURE_IN_GENERAL)
    return rest, replace(found, confidence=sure, reasons=judgement.reasons[:1])
