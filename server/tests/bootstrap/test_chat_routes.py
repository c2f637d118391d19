"""From settings to the gateway: kinds of providers, models that stand in, prices that belong to an address."""

from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date
from decimal import Decimal

import pytest

from aisle.adapters.llm.scripted import says
from aisle.bootstrap.chat_models import make_chat_models
from aisle.bootstrap.gateway import matrix_of
from aisle.core.settings import Settings, SettingsRefused
from aisle.llm.chat import ChatMessage, ChatRequest, Role
from aisle.llm.collecting import collected
from aisle.llm.errors import ChatModelUnavailable
from aisle.llm.gateway import MATRIX, Call, Purpose
from chat_tongues import TONGUES, script_in
from streamed_http import Act, Streamed, as_json, streaming_server

REQUEST = ChatRequest("asked", (ChatMessage(Role.USER, "Boots?"),), 100)
KINDS = {tongue.kind: tongue for tongue in TONGUES}


def settings(**wanted):
    return Settings(_env_file=None, **wanted)


@asynccontextmanager
async def models_of(wanted, **servers):
    """servers: by name, a kind and what its server does."""
    async with AsyncExitStack() as stack:
        described = {}
        for name, (kind, script) in servers.items():
            server = await stack.enter_async_context(streaming_server(script))
            described[name] = {"kind": kind, "base_url": server.url, "key": "k", "model": f"{name}-1"}
        found = make_chat_models(settings(chat_models=described, **wanted))
        stack.push_async_callback(found.close)
        yield found


def good(kind, text):
    return kind, script_in(KINDS[kind], says(text))


def away(kind):
    return kind, lambda asked: as_json(401, KINDS[kind].error(401, "authentication_error", "no"))


async def asked(found, chosen, purpose=Purpose.ANSWER):
    model, called = found.asked_for(chosen, purpose)
    request = ChatRequest(called, REQUEST.messages, 100)
    return (await collected(model.stream(request), "of the test")).text


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_can_be_asked_by_settings_alone(kind):
    async with models_of({"chat_model": "a"}, a=good(kind, "Dry.")) as found:
        assert await asked(found, found.default) == "Dry."


@pytest.mark.parametrize("kind", KINDS)
async def test_a_kind_has_a_usual_address_and_key(kind):
    async with streaming_server(script_in(KINDS[kind], says("Dry."))) as server:
        given = {f"{kind}_base_url": server.url, f"{kind}_api_key": "canary-of-a-key"}
        found = make_chat_models(settings(chat_model="a", chat_models={"a": {"kind": kind}}, **given))
        assert await asked(found, found.default) == "Dry."
        await found.close()
    assert any("canary-of-a-key" in value for value in server.asked[0].headers.values())


@pytest.mark.parametrize(("kind", "prefix"), [("gemini", "GEMINI"), ("anthropic", "ANTHROPIC")])
def test_a_kind_without_address_and_key_stops_the_start(kind, prefix):
    with pytest.raises(SettingsRefused, match=f"set {prefix}_BASE_URL, or {prefix}_API_KEY"):
        make_chat_models(settings(chat_models={"a": {"kind": kind}}))


async def test_another_provider_stands_in_as_the_route_says():
    routes = {"answer": {"models": ["b"]}}
    servers = {"a": away("anthropic"), "b": good("gemini", "Dry.")}
    async with models_of({"chat_model": "a", "chat_routes": routes}, **servers) as found:
        assert await asked(found, found.default) == "Dry."


async def test_a_route_is_for_its_purpose_alone():
    routes = {"rewrite": {"models": ["b"], "first": True}}
    servers = {"a": good("openai", "a"), "b": good("openai", "b")}
    async with models_of({"chat_model": "a", "chat_routes": routes}, **servers) as found:
        assert await asked(found, found.default, Purpose.REWRITE) == "b"
        assert await asked(found, found.default) == "a"


async def test_without_a_route_nobody_stands_in():
    servers = {"a": away("anthropic"), "b": good("gemini", "Dry.")}
    async with models_of({"chat_model": "a"}, **servers) as found:
        with pytest.raises(Exception, match="Look at its key"):
            await asked(found, found.default)


def test_a_route_to_a_model_that_is_not_there_stops_the_start():
    given = {"openai_api_key": "k", "chat_model": "a", "chat_routes": {"answer": {"models": ["gone"]}}}
    with pytest.raises(SettingsRefused, match=r"AISLE_CHAT_ROUTES\.answer: there is no model “gone”"):
        make_chat_models(settings(**given))


def test_a_file_of_models_that_is_none_stops_the_start(tmp_path):
    with pytest.raises(SettingsRefused, match=r"AISLE_MODELS_FILE: .*cannot be read"):
        make_chat_models(settings(models_file=tmp_path / "none.toml"))


def price_of(name, **given):
    found = make_chat_models(settings(**given))
    return found.gateway.endpoints[name].card.price(date(2026, 11, 20), 100)


def test_a_price_belongs_to_the_providers_own_address():
    assert price_of("gpt-4.1-mini", openai_api_key="k", chat_model="gpt-4.1-mini").output == Decimal("1.60")
    elsewhere = {"openai_base_url": "http://localhost:8000/v1", "chat_model": "gpt-4.1-mini"}
    assert price_of("gpt-4.1-mini", **elsewhere) is None


def test_the_operator_prices_a_model_of_an_own_address(tmp_path):
    path = tmp_path / "models.toml"
    path.write_text(
        '[[model]]\nname = "qwen3:8b"\nprovider = "localhost:11434"\n'
        'price = [{from = 2026-01-01, input = "0.01", output = "0.02", currency = "EUR"}]'
    )
    given = {"openai_base_url": "http://localhost:11434/v1", "chat_model": "qwen3:8b", "models_file": path}
    assert price_of("qwen3:8b", **given).currency == "EUR"


def test_limits_of_answers_are_those_of_the_settings():
    rule = matrix_of(settings(chat_first_seconds=2, chat_gap_seconds=3, chat_total_seconds=4))[Purpose.ANSWER]
    assert (rule.first, rule.between, rule.total) == (2, 3, 4)
    assert matrix_of(settings())[Purpose.ANSWER] == MATRIX[Purpose.ANSWER]


async def test_the_settings_limits_reach_the_server():
    given = {"chat_model": "a", "chat_first_seconds": 0.5, "chat_total_seconds": 1}
    async with models_of(given, a=("openai", lambda asked: Streamed([Act.HANG]))) as found:
        with pytest.raises(ChatModelUnavailable):
            await collected(found.gateway.stream(Call(Purpose.ANSWER, "a"), REQUEST), "of the test")
