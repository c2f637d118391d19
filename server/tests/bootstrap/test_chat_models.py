"""From settings to models that write: by name, each key only where it belongs, faults named before the start."""

import pytest
from pydantic import ValidationError

from aisle.bootstrap.chat_models import make_chat_models
from aisle.core.settings import Settings, SettingsRefused
from aisle.llm.chat import ChatMessage, ChatRequest, Role
from chat_servers import chunk
from streamed_http import Streamed, sse, streaming_server

KEY, OWN = "canary-of-a-key", "canary-of-another-key"
FINE = sse(chunk("Dry."), chunk(finish="stop"), "[DONE]")


def settings(**wanted):
    return Settings(_env_file=None, **wanted)


async def ask(chosen):
    model, called = chosen
    messages = (ChatMessage(Role.USER, "Boots?"),)
    return "".join([delta.text async for delta in model.stream(ChatRequest(called, messages, 10))])


async def test_without_a_setting_there_is_no_model():
    found = make_chat_models(settings(openai_api_key=KEY))
    assert (found.names, found.default, found.judge, found.trouble) == ((), None, None, None)
    assert found.find("gpt-4.1-mini") is None
    await found.close()


def test_the_usual_model_can_be_chosen_by_name_too():
    found = make_chat_models(
        settings(openai_api_key=KEY, chat_model="gpt-4.1-mini", chat_models="gpt-4.1, gpt-4o")
    )
    assert found.names == ("gpt-4.1", "gpt-4o", "gpt-4.1-mini")
    assert found.default == found.find("gpt-4.1-mini")
    assert found.default[1] == "gpt-4.1-mini"


def test_models_of_one_server_share_its_connections():
    own = {"base_url": "http://127.0.0.1:1/v1"}
    described = {"a": {}, "b": {"model": "c"}, "own": own}
    found = make_chat_models(settings(openai_api_key=KEY, chat_models=described, judge_model="a"))
    (a, called_a), (b, called_b), (other, called_own) = (found.find(name) for name in ("a", "b", "own"))
    assert (a is b, a is other) == (True, False)
    assert (called_a, called_b, called_own) == ("a", "c", "own")
    assert found.judge == (a, "a")
    assert found.default is None


def test_the_judge_need_not_be_a_model_to_choose():
    found = make_chat_models(settings(openai_api_key=KEY, chat_model="writer", judge_model="judge"))
    assert found.names == ("writer",)
    assert found.judge[1] == "judge"
    assert found.judge[0] is found.default[0]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"chat_model": "gpt-4.1"}, "“gpt-4.1” has no server: set OPENAI_BASE_URL, or OPENAI_API_KEY"),
        ({"judge_model": "gpt-4.1"}, "“gpt-4.1” has no server"),
        ({"chat_models": {"quote": {"base_url": "http://127.0.0.1:1"}}}, "this name means no model"),
        ({"chat_model": "quote"}, "“quote” is no model"),
    ],
)
def test_what_cannot_be_is_refused_before_the_start(wanted, said):
    with pytest.raises(SettingsRefused, match=said):
        make_chat_models(settings(**wanted))


@pytest.mark.parametrize(
    "wanted",
    [
        {"chat_model": "two words"},
        {"chat_models": "good, b\nad"},
        {"chat_models": '{"a": {"kind": "magic"}}'},
        {"chat_models": '{"a": {"base_url": "http://user:canary@host/v1"}}'},
        {"chat_models": '{"a": {"key": "canary\\nX-Other: 1", "base_url": "http://host/v1"}}'},
        {"chat_models": '{"a": canary}'},
        {"chat_models": "[7]"},
    ],
)
def test_what_cannot_be_read_is_refused_without_repeating_a_key(wanted):
    with pytest.raises(ValidationError) as refused:
        settings(**wanted)
    assert "canary" not in "; ".join(error["msg"] for error in refused.value.errors())


@pytest.mark.parametrize(
    ("own", "sent"),
    [
        ({}, {"authorization": f"Bearer {KEY}"}),
        ({"key": OWN}, {"authorization": f"Bearer {OWN}"}),
        ({"key_header": "api-key"}, {"api-key": KEY}),
        ({"base_url": "elsewhere"}, {}),
        ({"base_url": "elsewhere", "key": OWN}, {"authorization": f"Bearer {OWN}"}),
        ({"base_url": "elsewhere", "key": OWN, "key_header": "api-key"}, {"api-key": OWN}),
    ],
)
async def test_a_key_goes_only_to_the_address_it_was_set_with(own, sent):
    async with (
        streaming_server(lambda asked: Streamed([FINE])) as usual,
        streaming_server(lambda asked: Streamed([FINE])) as elsewhere,
    ):
        own = {**own, "base_url": elsewhere.url} if "base_url" in own else own
        found = make_chat_models(
            settings(openai_base_url=usual.url, openai_api_key=KEY, chat_model="a", chat_models={"a": own})
        )
        assert await ask(found.default) == "Dry."
        await found.close()
        [asked] = [*usual.asked, *elsewhere.asked]
    assert bool(elsewhere.asked) == ("base_url" in own)
    assert {
        name: asked.headers[name] for name in ("authorization", "api-key") if name in asked.headers
    } == sent


def test_no_key_is_shown():
    described = {"a": {"base_url": "http://127.0.0.1:1/v1", "key": OWN}}
    found = make_chat_models(settings(openai_api_key=KEY, chat_model="b", chat_models=described))
    assert "canary" not in repr(found) + repr(vars(found.default[0]))


async def test_closing_closes_every_server_once():
    found = make_chat_models(settings(openai_api_key=KEY, chat_model="a", judge_model="j"))
    await found.close()
    with pytest.raises(Exception, match="this process ends"):
        await ask(found.default)
