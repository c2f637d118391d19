"""Which writer a release gets."""

from __future__ import annotations

import pytest

from aisle.answering.interpret import Interpretation, Kind
from aisle.answering.types import Answer, Question, StoreFacts, TextSegment
from aisle.answering.writer import Assignment, Finished
from aisle.assistants.types import QUOTE, AssistantSettings
from aisle.bootstrap.writers import ChoosingWriter
from aisle.llm.errors import ChatModelUnavailable


class Says:
    def __init__(self, name: str) -> None:
        self._name = name

    async def write(self, assignment):
        yield Finished(Answer((TextSegment(self._name),)))


async def said(default, **settings) -> str:
    writer = ChoosingWriter(Says("quote"), default, {"small": Says("small")})
    asked = Assignment(
        Question("Hello"),
        Interpretation("Hello", Kind.SMALLTALK),
        None,
        StoreFacts("Shop"),
        AssistantSettings(**settings),
    )
    (finished,) = [event async for event in writer.write(asked)]
    return finished.answer.segments[0].text


@pytest.mark.parametrize(
    ("settings", "expected"),
    [({}, "usual"), ({"model": QUOTE}, "quote"), ({"model": "small"}, "small"), ({"model": "gone"}, "quote")],
)
async def test_a_release_gets_the_writer_that_it_names(settings, expected):
    assert await said(Says("usual"), **settings) == expected


async def test_without_a_model_answers_quote():
    assert await said(None) == "quote"


async def test_a_model_that_is_gone_is_told_where_quoting_may_not_stand_in():
    with pytest.raises(ChatModelUnavailable):
        await said(None, model="gone", falls_back=False)
