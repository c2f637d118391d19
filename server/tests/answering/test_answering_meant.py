"""Questions with mistyped words that nothing was found for."""

from dataclasses import replace

import pytest
from answering_factories import ask, evidence

from aisle.retrieval.analysis.queries import Widening
from aisle.retrieval.lexical.widening import Widened


def found(*widened: Widened):
    return replace(evidence(), widened=widened)


@pytest.mark.parametrize(
    ("question", "word", "also", "language", "said"),
    [
        ("waterproof jaket?", "jaket", "jacket", "en", "Did you mean “jacket”?"),
        ("Ruksack", "ruksack", "rucksack", "de", "Meintest du „rucksack“?"),
    ],
)
async def test_what_may_have_been_meant_is_offered_and_not_answered(question, word, also, language, said):
    answer = await ask(question, found(Widened(word, (also,), Widening.TYPO)), language=language)
    assert answer.abstained
    (text,) = answer.segments
    assert text.text.endswith(said)
    assert answer.suggestions == (question.lower().replace(word, also),)


@pytest.mark.parametrize(
    ("question", "widened"),
    [
        ("do you know Elswhere?", Widened("elswhere", ("elsewhere",), Widening.TYPO)),
        ("carrier bags", Widened("carrier", ("pack",), Widening.SYNONYM)),
        ("the fact of it", Widened("fact", ("fast",), Widening.TYPO)),
        ("gift cards", Widened("crads", ("cards",), Widening.TYPO)),
    ],
)
async def test_names_and_other_words_are_left_as_they_are(question, widened):
    answer = await ask(question, found(widened))
    assert answer.abstained
    assert not answer.suggestions
