"""What a question with mistyped words may have meant, to be offered where nothing was found for it as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from aisle.answering.hostile import safe
from aisle.answering.phrases import say
from aisle.answering.types import Answer, TextSegment
from aisle.retrieval.analysis.queries import Widening
from aisle.retrieval.lexical.widening import Widened

# Shorter words are one letter away from too many others.
SHORTEST = 5


def offering(answer: Answer, question: str, widened: Iterable[Widened], language: str) -> Answer:
    """The answer that nothing was found, with the question as it may have been meant, to be sent by a press.

    It is never answered unasked: "boats" may be no slip for "boots". Only the shop's own words are said, for the
    shopper's may be put into the assistant's mouth.
    """
    meant, words = _mended(question, widened)
    if not words:
        return answer
    said = "".join(one.text for one in answer.segments if isinstance(one, TextSegment))
    asked = say("did_you_mean", language, words=safe(" ".join(words)))
    return replace(answer, segments=(TextSegment(f"{said} {asked}"),), suggestions=(meant,))


def _mended(question: str, widened: Iterable[Widened]) -> tuple[str, list[str]]:
    """The question with mistyped words as the shop writes them, and those words; names are left as they are."""
    words = []
    for one in widened:
        found = re.search(rf"(?<!\w){re.escape(one.word)}(?!\w)", question, re.IGNORECASE)
        is_name = found is not None and found.start() > 0 and found.group()[:1].isupper()
        if one.why is Widening.TYPO and one.also and found and len(one.word) >= SHORTEST and not is_name:
            question = f"{question[: found.start()]}{one.also[0]}{question[found.end() :]}"
            words.append(one.also[0])
    return question, words
