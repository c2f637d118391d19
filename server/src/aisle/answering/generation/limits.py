"""How much a model may read, write and take."""

from __future__ import annotations

from dataclasses import dataclass

from aisle.assistants.types import Length

_SENTENCES = {Length.SHORT: 2, Length.MEDIUM: 4, Length.LONG: 8}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one answer.

    Attributes:
        context_tokens: What the model can read and write together.
        history_share: Of the prompt, kept for the turns before.
        answer_characters: Read from the model at most; beyond it the stream is closed.
        sentence_characters: A longer sentence is cut and dropped.
        seconds: For the whole answer of the model.
        wrong_language: Sentences in another language after which the model is no longer read.
        repeats: Repeated sentences after which it is no longer read.
        judge_seconds: For one sentence, after which rules decide alone.
        judged_at_once: Sentences that a judge reads at the same time.
        rewriting_seconds: For making a follow-up stand alone, after which rules decide.
    """

    context_tokens: int = 8_192
    history_share: float = 0.2
    answer_characters: int = 12_000
    sentence_characters: int = 2_000
    seconds: float = 60.0
    wrong_language: int = 2
    repeats: int = 3
    judge_seconds: float = 3.0
    judged_at_once: int = 4
    rewriting_seconds: float = 2.0


def usual_sentences(length: Length) -> int:
    """How many sentences the model is asked for."""
    return _SENTENCES[length]


def most_sentences(length: Length) -> int:
    """How many are shown at most: a list has more lines than an answer has sentences."""
    return 2 * _SENTENCES[length] + 4


def most_tokens(length: Length) -> int:
    """The room for an answer: marks and placeholders take about as much as words."""
    return 90 * _SENTENCES[length] + 160
