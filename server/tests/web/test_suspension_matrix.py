"""Whatever ends, ends at every door within a minute, and what should still work does: one table of endings and credentials."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
import socket_client
from test_credentials import Clock, clock  # noqa: F401 - a fixture
from test_visits import REASON
from web_shops import Site, until
from web_suspension import Doors, Team, open_doors, open_team

from aisle.identity.accounts import operating
from aisle.identity.authenticator import REMEMBER_SECONDS
from aisle.identity.keys import bounds
from aisle.web import chat_socket, chat_stream, following

MADE = frozenset(
    {"key", "child", "publishable", "shopper"}
)  # what the admin made, and what was begun with it
EVERYBODY = MADE | {"cookie", "jwt", "refresh", "account", "machine", "colleague", "visitor"}
STILL_THEIRS = {"refresh", "account"}  # who is out of an organization keeps their account
# What is dead after each ending; everything else works on.
DEAD: dict[str, frozenset[str]] = {
    "person": MADE | {"cookie", "jwt", "refresh", "account"},
    "member": MADE | {"cookie", "jwt"},
    "removal": MADE | {"cookie", "jwt"},
    "logins": frozenset({"cookie", "jwt", "refresh", "account"}),
    "key": frozenset({"key", "child"}),
    "child": frozenset({"child"}),
    "publishable": frozenset({"publishable", "shopper"}),
    "store": EVERYBODY - STILL_THEIRS,
    "organization": EVERYBODY - STILL_THEIRS - {"visitor"},
}


async def end_person(team: Team) -> Any:
    await operating.suspend(team.site.parts.accounts, team.account.person_id, "asked by the police")


async def end_member(team: Team) -> Any:
    path = f"/members/{team.account.person_id}/suspend"
    return await team.colleague.post(path, json={"reason": "On leave."})


async def end_removal(team: Team) -> Any:
    return await team.colleague.delete(f"/members/{team.account.person_id}")


async def end_logins(team: Team) -> Any:
    return await team.colleague.delete(f"/members/{team.account.person_id}/logins")


def end_key(kind: str) -> Callable[[Team], Awaitable[Any]]:
    async def end(team: Team) -> Any:
        return await team.colleague.delete(f"/keys/{team.keys[kind]}")

    return end


async def end_store(team: Team) -> Any:
    return await team.colleague.post(f"{team.inside}/suspend")


async def end_organization(team: Team) -> Any:
    path = f"/platform/organizations/{team.shop.store.organization_id}/suspend"
    return await team.operator.post(path, json={"reason": REASON})


ENDINGS: dict[str, Callable[[Team], Awaitable[Any]]] = {
    "person": end_person,
    "member": end_member,
    "removal": end_removal,
    "logins": end_logins,
    "key": end_key("key"),
    "child": end_key("child"),
    "publishable": end_key("publishable"),
    "store": end_store,
    "organization": end_organization,
}


async def check_doors(doors: Doors, dead: frozenset[str]) -> None:
    """Those of the dead close by themselves; the others stay open."""
    for kind in doors.sockets.keys() & dead:
        assert await doors.sockets[kind].until_closed() in (4401, 4403), kind
    for opened in (doors.chats, doors.jobs):
        for kind in opened.keys() & dead:
            await opened[kind].finish()
            assert "[DONE]" not in opened[kind].text, kind
    for opened in (doors.chats, doors.jobs):
        for kind in opened.keys() - dead:
            assert opened[kind]._task is not None
            assert not opened[kind]._task.done(), kind
    for kind in doors.sockets.keys() - dead:
        doors.sockets[kind].say("ping")
        await doors.sockets[kind].until(lambda one: one.get("type") == "pong")


async def check_plain(team: Team, dead: frozenset[str]) -> None:
    found = {kind: await team.status(kind) for kind in sorted(EVERYBODY)}
    alive = {kind for kind, status in found.items() if status in (200, 201)}
    assert alive == EVERYBODY - dead, found
    assert all(found[kind] in (401, 403, 404) for kind in dead), found


async def check_ending(site: Site, held: Clock, ending: str) -> None:
    team, dead = await open_team(site), DEAD[ending]
    await check_plain(team, frozenset())
    async with AsyncExitStack() as stack:
        async with site.embedder.held():
            doors = await open_doors(team, stack)
            answer = await ENDINGS[ending](team)
            assert answer is None or answer.status_code == 204, answer.text
            held.now += REMEMBER_SECONDS
            await check_doors(doors, dead)
        for kind in doors.chats.keys() - dead:
            assert "[DONE]" in (await doors.chats[kind].finish()).text, kind
    await check_plain(team, dead)
    await until(lambda: site.parts.turns.live.running == 0)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open doors ask again at once; how often they do it really is bounded here."""
    assert REMEMBER_SECONDS + chat_stream.CHECK_SECONDS <= 60
    assert REMEMBER_SECONDS + following.POLL_SECONDS <= 60
    monkeypatch.setattr(chat_socket, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr(chat_stream, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr(chat_stream, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(following, "POLL_SECONDS", 0.05)


@pytest.mark.parametrize("ending", ENDINGS)
async def test_an_ending_is_felt_at_every_door_and_nowhere_else(
    site: Site,
    clock: Clock,  # noqa: F811
    ending: str,
) -> None:
    await check_ending(site, clock, ending)


async def test_matrix_goes_red_when_keys_outlive_their_makers(
    site: Site,
    clock: Clock,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = bounds._makers

    async def everything(*asked: Any) -> Any:
        try:
            return await real(*asked)
        except Exception:
            return bounds.named_grants(asked[1])

    monkeypatch.setattr(bounds, "_makers", everything)
    monkeypatch.setattr(socket_client, "PATIENCE_SECONDS", 1.0)  # what does not close would be waited for
    with pytest.raises((AssertionError, TimeoutError)):
        await check_ending(site, clock, "member")
