"""Whatever servers do, who asks gets a valid answer or a typed error, and never the words of a provider's fault."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.adapters.llm.scripted import says
from aisle.core.http import Timing
from aisle.llm.catalogue import ModelCard
from aisle.llm.chat import ChatMessage, ChatRequest, Role
from aisle.llm.collecting import collected
from aisle.llm.errors import ChatModelRefused, ChatModelUnavailable
from aisle.llm.gateway import Call, Endpoint, Gateway, Purpose, RoutePolicy, RoutingPolicies
from aisle.llm.gateway.recording import RecordingObserver
from chat_faults import FAULTS, faulty
from chat_tongues import TONGUES, script_in
from streamed_http import Streamed, sse, streaming_server

REQUEST = ChatRequest("asked", (ChatMessage(Role.USER, "Boots?"),), 100)
TYPED = (ChatModelUnavailable, ChatModelRefused)


@asynccontextmanager
async def gateway_of(*servers):
    """servers: each a tongue and what its server does; they stand in for each other in this order."""
    async with AsyncExitStack() as stack:
        endpoints = []
        for number, (tongue, script) in enumerate(servers):
            server = await stack.enter_async_context(streaming_server(script))
            model = CHAT_MODELS[tongue.kind](
                ChatServer("of the test", server.url, first_seconds=5.0, total_seconds=5.0)
            )
            stack.push_async_callback(model.close)
            endpoints.append(Endpoint(str(number), model, "stub", ModelCard("stub", "stub")))
        observer = RecordingObserver()
        policies = RoutingPolicies({Purpose.ANSWER: RoutePolicy(tuple(one.name for one in endpoints))})
        timing = Timing(sleep=lambda seconds: asyncio.sleep(0), chance=lambda: 0.0)
        yield Gateway(endpoints, policies, observer, timing=timing), observer


async def ask(gateway, streamed):
    call = Call(Purpose.ANSWER, "0")
    if streamed:
        return await collected(gateway.stream(call, REQUEST), "of the test")
    return await gateway.complete(call, REQUEST)


@pytest.mark.parametrize("streamed", [True, False], ids=["streamed", "at once"])
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("tongue", TONGUES, ids=[tongue.kind for tongue in TONGUES])
async def test_a_fault_alone_is_a_typed_error_without_its_words(tongue, fault, streamed):
    async with gateway_of((tongue, faulty(tongue, fault))) as (gateway, observer):
        with pytest.raises(TYPED) as failure:
            await ask(gateway, streamed)
    assert "canary" not in str(failure.value) + repr(failure.value.extra)
    assert failure.value.__cause__ is None
    assert observer.open == 0


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("tongue", TONGUES, ids=[tongue.kind for tongue in TONGUES])
async def test_before_the_first_word_every_fault_gives_way_to_another_provider(tongue, fault):
    other = TONGUES[(TONGUES.index(tongue) + 1) % len(TONGUES)]
    servers = ((tongue, faulty(tongue, fault)), (other, script_in(other, says("Dry."))))
    async with gateway_of(*servers) as (gateway, observer):
        for streamed in (True, False):
            assert (await ask(gateway, streamed)).text == "Dry."
    assert observer.open == 0


BYTES = st.binary(max_size=200) | st.text(max_size=100).map(lambda text: f"data: {text}\n\n".encode())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(parts=st.lists(BYTES, max_size=4), begun=st.booleans())
@pytest.mark.parametrize("tongue", TONGUES, ids=[tongue.kind for tongue in TONGUES])
async def test_any_bytes_are_an_answer_or_a_typed_error(tongue, parts, begun):
    first = [sse(*tongue.begin(), *tongue.text("Dry."))] if begun else []
    async with gateway_of((tongue, lambda asked: Streamed([*first, *parts]))) as (gateway, observer):
        for streamed in (True, False):
            with suppress(*TYPED):  # anything else fails the test
                assert (await ask(gateway, streamed)).finish
    assert observer.open == 0
