"""The OpenAI-compatible model against a real server, where CHAT_SERVER_URL and CHAT_SERVER_MODEL name one; any weights will do."""

import os

import pytest

from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.llm.chat import ChatMessage, ChatRequest, Finish, Role
from aisle.llm.errors import ChatModelRefused

URL, MODEL = os.environ.get("CHAT_SERVER_URL"), os.environ.get("CHAT_SERVER_MODEL", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not URL, reason="CHAT_SERVER_URL names no server that writes"),
]
MESSAGES = (ChatMessage(Role.SYSTEM, "Be brief."), ChatMessage(Role.USER, "Name three kinds of boots."))


@pytest.fixture
async def model():
    made = CHAT_MODELS["openai"](
        ChatServer("of the test", URL, os.environ.get("CHAT_SERVER_KEY"), first_seconds=60)
    )
    yield made
    await made.close()


async def test_an_answer_is_streamed_to_its_end(model):
    deltas = [delta async for delta in model.stream(ChatRequest(MODEL, MESSAGES, 32))]
    [finish] = [delta.finish for delta in deltas if delta.finish]
    assert finish in (Finish.DONE, Finish.LENGTH)
    assert "".join(delta.text for delta in deltas)
    for usage in (delta.usage for delta in deltas if delta.usage):
        assert usage.completion_tokens is None or 0 < usage.completion_tokens <= 32


async def test_an_answer_that_is_left_leaves_the_server_well(model):
    for _ in range(3):
        deltas = model.stream(ChatRequest(MODEL, MESSAGES, 512))
        await anext(deltas)
        await deltas.aclose()
    assert [delta async for delta in model.stream(ChatRequest(MODEL, MESSAGES, 8))]


async def test_an_object_can_be_asked_for(model):
    try:
        deltas = [d async for d in model.stream(ChatRequest(MODEL, MESSAGES, 64, 0.0, as_json=True))]
    except ChatModelRefused as refusal:
        pytest.skip(f"this server takes no request of this form: {refusal.detail}")
    assert any(delta.finish for delta in deltas)
