"""An organization routes its own calls: within what it can use and may spend, at once, and nobody else's."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from web_people import Person, open_member
from web_shops import Site, check_problem

from aisle.adapters.llm.scripted import says
from aisle.core.db import Scope
from aisle.llm.chat import ChatMessage, ChatRequest, Role
from aisle.llm.errors import ChatRequestRefused
from aisle.llm.gateway import Call, Payer, Purpose
from chat_tongues import TONGUES, script_in
from streamed_http import StreamingServer, as_json, streaming_server

REQUEST = ChatRequest("asked", (ChatMessage(Role.USER, "Boots?"),), 100)
OPENAI = next(tongue for tongue in TONGUES if tongue.kind == "openai")
FULL: dict[str, Any] = {
    "models": ["b", "a"],
    "first": True,
    "prefer": "cheapest",
    "most_cost": "0.5",
    "needs": ["tools"],
    "slowest": 2.5,
    "hard": ["b"],
    "hard_from": 0.7,
    "shadow": {"model": "a", "share": 0.1, "at_once": 2},
    "canary": {"model": "b", "share": 0.25, "most_failures": 0.1},
    "ensemble": {"models": ["a", "b"], "settle": "judge", "judge": "a"},
}


@pytest.fixture
async def servers() -> AsyncIterator[dict[str, StreamingServer]]:
    """Three models, each of which says its own name."""
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(streaming_server(script_in(OPENAI, says(name))))
            for name in "abc"
        }


@pytest.fixture
async def routed(open_other_site: Any, servers: dict[str, StreamingServer]) -> AsyncIterator[Site]:
    """A process that knows the three, and asks the last one where an organization says nothing."""
    models = {
        name: {"base_url": server.url, "key": "k", "model": f"{name}-1"} for name, server in servers.items()
    }
    routes = {"answer": {"models": ["c"], "first": True}}
    async with open_other_site(chat_models=models, chat_model="a", chat_routes=routes) as site:
        yield site
        await site.parts.chat_models.close()


async def owner_of(site: Site, role: str = "owner", organization: Any = None) -> Person:
    return await open_member(site, role, organization=organization)


async def answered(site: Site, owner: Person, purpose: Purpose = Purpose.ANSWER) -> str:
    """Which model answers a call that this organization pays for."""
    call = Call(purpose, "a", Payer(owner.organization_id))
    return (await site.parts.chat_models.gateway.complete(call, REQUEST)).text


async def put(owner: Person, routes: Any) -> Any:
    return await owner.call("PUT", "/model-routes", json={"routes": routes})


async def test_what_is_put_is_read_back_whole(routed: Site) -> None:
    owner = await owner_of(routed)
    assert await owner.json("/model-routes") == {"routes": {}, "models": ["a", "b", "c"], "canaries": []}
    assert (await put(owner, {"answer": FULL})).status_code == 200
    found = await owner.json("/model-routes")
    assert found["routes"] == {"answer": FULL}
    assert found["canaries"] == [{"purpose": "answer", "model": "b", "share": 0.25, "stopped": False}]


async def test_a_route_holds_at_once_and_for_nobody_else(routed: Site) -> None:
    one, other = await owner_of(routed), await owner_of(routed)
    assert await answered(routed, one) == "c"
    await put(one, {"answer": {"models": ["b"], "first": True}})
    assert [await answered(routed, who) for who in (one, other)] == ["b", "c"]
    assert await answered(routed, one, Purpose.REWRITE) == "a"
    await put(one, {})
    assert await answered(routed, one) == "c"


async def test_another_process_learns_of_it_within_half_a_minute(routed: Site) -> None:
    owner = await owner_of(routed)
    policies, now = routed.parts.model_routes.policies, [1000.0]
    policies.clock = lambda: now[0]
    await answered(routed, owner)
    async with routed.parts.database.open_scope(owner_scope(owner)) as session:
        routes = {"model_routes": {"answer": {"models": ["b"], "first": True}}}
        await session.execute("UPDATE organization SET settings = settings || $1", routes)
    now[0] += 29
    assert await answered(routed, owner) == "c"
    now[0] += 2
    assert await answered(routed, owner) == "b"


def owner_scope(owner: Person) -> Scope:
    assert owner.organization_id is not None
    return Scope(owner.organization_id, None)


async def test_what_is_stored_and_cannot_be_read_leaves_it_to_the_installation(routed: Site) -> None:
    owner = await owner_of(routed)
    async with routed.parts.database.open_scope(owner_scope(owner)) as session:
        await session.execute(
            "UPDATE organization SET settings = settings || $1", {"model_routes": {"answer": 7}}
        )
    assert await answered(routed, owner) == "c"
    assert (await owner.json("/model-routes"))["routes"] == {}


async def test_an_organization_is_never_laxer_than_the_installation(
    open_other_site: Any, servers: Any
) -> None:
    models = {"a": {"base_url": servers["a"].url, "key": "k"}}
    routes = {"answer": {"most_cost": "0.01"}}  # of a model whose price nobody knows
    async with open_other_site(chat_models=models, chat_routes=routes) as site:
        owner = await owner_of(site)
        await put(owner, {"answer": {"models": ["a"], "most_cost": "1000"}})
        with pytest.raises(ChatRequestRefused, match="ceiling"):
            await answered(site, owner)
    assert servers["a"].asked == []


FOREIGN: list[Any] = [
    {"models": ["z"]},
    {"hard": ["z"]},
    {"shadow": {"model": "z", "share": 1}},
    {"canary": {"model": "z", "share": 1}},
    {"ensemble": {"models": ["a", "z"]}},
    {"ensemble": {"models": ["a", "b"], "settle": "judge", "judge": "z"}},
]
NONE: list[Any] = [
    {"sing": {}},
    {"answer": {"prefer": "luck"}},
    {"answer": {"most_cost": "-1"}},
    {"answer": {"base_url": "https://evil.example"}},
    {"answer": {"shadow": {"model": "a", "share": 1.5}}},
    {"answer": {"ensemble": {"models": ["a"]}}},
    {"answer": {"ensemble": {"models": ["a", "b"], "settle": "judge"}}},
    {"answer": {"is_own": True}},
    [],
]


async def test_what_the_organization_cannot_use_and_what_is_no_route_are_refused(routed: Site) -> None:
    owner = await owner_of(routed)
    for place in FOREIGN:
        problem = check_problem(await put(owner, {"answer": place}), 422, "model_route_refused")
        assert "“z”" in problem["detail"]
    for routes in NONE:
        check_problem(await put(owner, routes), 422, "invalid_input")
    assert (await owner.json("/model-routes"))["routes"] == {}


async def test_who_may_only_look_cannot_change_and_a_change_is_in_the_audit_log(routed: Site) -> None:
    owner = await owner_of(routed)
    editor = await owner_of(routed, "editor", owner.organization_id)
    assert (await editor.get("/model-routes")).status_code == 200
    check_problem(await put(editor, {}), 403, "forbidden")
    await put(owner, {"answer": {"models": ["a"]}})
    await put(owner, {"answer": {"models": ["b"]}})
    [newest, _] = (await owner.json("/audit?action=model_routes.changed"))["items"]
    assert (newest["before"], newest["after"]) == (
        {"answer": {"models": ["a"]}},
        {"answer": {"models": ["b"]}},
    )


async def test_names_and_security_of_the_organization_stay(routed: Site) -> None:
    owner = await owner_of(routed)
    before = await owner.json("/organization")
    await put(owner, {"answer": {"models": ["a"]}})
    assert await owner.json("/organization") == before
    await owner.call("PATCH", "/organization", json={"name": "Renamed"})
    assert (await owner.json("/model-routes"))["routes"] == {"answer": {"models": ["a"]}}


async def test_a_canary_that_fails_is_shown_as_stopped(
    routed: Site, servers: dict[str, StreamingServer]
) -> None:
    owner = await owner_of(routed)
    await put(owner, {"answer": {"models": ["a"], "first": True, "canary": {"model": "b", "share": 1}}})
    refused = OPENAI.error(401, "authentication_error", "no")
    servers["b"].script = lambda _asked: as_json(401, refused)
    for _ in range(7):
        assert await answered(routed, owner) == "a"
    assert len(servers["b"].asked) == 5
    [shown] = (await owner.json("/model-routes"))["canaries"]
    assert (shown["model"], shown["stopped"]) == ("b", True)
