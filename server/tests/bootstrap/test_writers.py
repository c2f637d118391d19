"""Which writer a release gets."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from aisle.adapters.embeddings import HashedEmbedder
from aisle.adapters.llm.scripted import ScriptedChatModel, says
from aisle.answering.interpret import Interpretation, Kind, interpret
from aisle.answering.quoting_writer import QuotingWriter
from aisle.answering.types import Answer, Question, StoreFacts, TextSegment
from aisle.answering.writer import Assignment, Finished
from aisle.assistants.types import QUOTE, AssistantSettings
from aisle.bootstrap.chat_models import ChatModels
from aisle.bootstrap.writers import ChoosingWriter, make_writer
from aisle.core.settings import Settings
from aisle.llm.errors import ChatModelUnavailable
from aisle.retrieval.types import PassageHit, SearchResult, Understanding, Wants
from gateway_world import World


class Says:
    def __init__(self, name: str) -> None:
        self._name = name

    async def write(self, assignment):
        yield Finished(Answer((TextSegment(self._name),)))


async def said(default, **settings) -> str:
    async def own(name):
        return Says("brought") if name == "own" else None

    writer = ChoosingWriter(Says("quote"), default, {"small": Says("small")}, own)
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
    [
        ({}, "usual"),
        ({"model": QUOTE}, "quote"),
        ({"model": "small"}, "small"),
        ({"model": "own"}, "brought"),
        ({"model": "gone"}, "quote"),
    ],
)
async def test_a_release_gets_the_writer_that_it_names(settings, expected):
    assert await said(Says("usual"), **settings) == expected


async def test_the_name_of_the_settings_is_the_one_that_an_answer_gives():
    model = ScriptedChatModel(says("Returns are free within the UK [E1]."))
    models = ChatModels({"small": (model, "provider/small-1")}, (model, "provider/small-1"))
    writer = make_writer(Settings(chat_model="small"), models, QuotingWriter(HashedEmbedder()))
    for settings in (AssistantSettings(), AssistantSettings(model="small")):
        *_, finished = [event async for event in writer.write(_about_returns(settings))]
        assert finished.answer.writer == "small"
    assert {request.model for request in model.asked} == {"provider/small-1"}


def _about_returns(settings: AssistantSettings) -> Assignment:
    asked, id_ = "Are returns free within the UK?", UUID(int=1)
    text, now = "Returns are free within the UK.", datetime(2026, 3, 3, tzinfo=UTC)
    hit = PassageHit(
        id_,
        id_,
        id_,
        id_,
        "Returns",
        None,
        text,
        "",
        "prose",
        None,
        (),
        0,
        len(text),
        "en",
        now,
        0.5,
        0.7,
        1.0,
    )
    found = SearchResult((hit,), (), Understanding(asked, (), "en", None, Wants.KNOWLEDGE), id_)
    return Assignment(Question(asked), interpret(asked, (), "en"), found, StoreFacts("Shop"), settings)


@pytest.mark.parametrize(
    ("second", "text_of"),
    [(says("Returns are free within the UK [E1]."), "other"), ([ChatModelUnavailable("away")], "quote")],
)
async def test_a_model_that_fails_gives_way_to_another_and_then_to_quoting(second, text_of):
    world = World({"small": [ChatModelUnavailable("away")], "other": second}, route=["other"])
    chosen = (world.models["small"], "small-1")
    models = ChatModels({"small": chosen}, chosen, made=world.gateway)
    writer = make_writer(Settings(chat_model="small"), models, QuotingWriter(HashedEmbedder()))
    *_, finished = [event async for event in writer.write(_about_returns(AssistantSettings()))]
    assert finished.answer.segments
    assert finished.answer.writer == text_of
    assert "other" in world.asked


async def test_without_a_model_answers_quote():
    assert await said(None) == "quote"


async def test_a_model_that_is_gone_is_told_where_quoting_may_not_stand_in():
    with pytest.raises(ChatModelUnavailable):
        await said(None, model="gone", falls_back=False)
