"""Calls reach the installation's models and those of their own organization, and how models have been is told."""

from uuid import uuid4

import pytest

from aisle.adapters.llm.scripted import ScriptedChatModel, says
from aisle.llm.errors import ChatModelUnavailable, ChatRequestRefused
from aisle.llm.gateway import Call, Endpoint, Payer, Purpose, Reach
from aisle.llm.gateway.endpoints import Health
from gateway_world import REQUEST, World, card

ONE, OTHER = uuid4(), uuid4()


class Brought:
    """What each organization brought: a model of the same name."""

    def __init__(self, world: World, shadows=frozenset(), name="own") -> None:
        self.shadows, self.of = shadows, {}
        for organization in (ONE, OTHER):
            model = ScriptedChatModel(says(str(organization)), name)
            endpoint = Endpoint(name, model, f"{name}-1", card(f"{name}-1"))
            self.of[organization] = Reach({name: endpoint}, {name: Health(name, world.time.timing)})

    async def reach(self, organization_id, installation):
        own = self.of.get(organization_id)
        return installation.with_own(own, self.shadows) if own else installation


def world_with(**brought) -> World:
    world = World({"a": says("the installation")})
    world.gateway.router.directory = Brought(world, **brought)
    return world


async def said(world, wanted, organization):
    call = Call(Purpose.ANSWER, wanted, Payer(organization))
    return (await world.gateway.complete(call, REQUEST)).text


async def test_equal_names_of_two_organizations_are_two_models() -> None:
    world = world_with()
    assert await said(world, "own", ONE) == str(ONE)
    assert await said(world, "own", OTHER) == str(OTHER)
    for stranger in (uuid4(), None):
        with pytest.raises(ChatRequestRefused, match="not in the settings"):
            await said(world, "own", stranger)


@pytest.mark.parametrize("shadows", [frozenset(), frozenset({"a"})])
async def test_own_model_takes_the_name_of_the_installations_only_where_that_is_said(shadows) -> None:
    world = world_with(name="a", shadows=shadows)
    assert await said(world, "a", ONE) == (str(ONE) if shadows else "the installation")
    assert await said(world, "a", None) == "the installation"


async def test_bad_hours_of_one_organizations_model_are_not_those_of_anothers() -> None:
    world = world_with()
    for _ in range(5):
        world.gateway.router.directory.of[ONE].health["own"].failed(ONE)
    with pytest.raises(ChatModelUnavailable):
        await said(world, "own", ONE)
    assert await said(world, "own", OTHER) == str(OTHER)


async def test_seconds_calls_under_way_and_the_last_trouble_are_told() -> None:
    script = [ChatModelUnavailable("away", again=False)]
    world = World({"a": lambda _request: script})
    track = world.gateway.health("a").track
    with pytest.raises(ChatModelUnavailable):
        await world.whole()
    assert (track.trouble.code, world.gateway.health("a").spreads()) == (
        "chat_model_unavailable",
        (None, None),
    )
    script[:] = says("well")
    stream = world.stream()
    await anext(stream)
    assert track.in_flight == 1
    async for _ in stream:
        pass
    first, total = world.gateway.health("a").spreads()
    assert (track.trouble, track.in_flight) == (None, 0)
    assert (first.p50, first.p95, total.mean) == (0.0, 0.0, 0.0)
    world.time.at += 3601
    assert world.gateway.health("a").spreads() == (None, None)
