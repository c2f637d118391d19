"""Every route x every way to ask x nine identities, after one tenant's things: nothing of it is told, nothing of it changes.

The routes come from the OpenAPI document; a new one is tried without being named here, and a new kind of id fails until
the victim has one. Every run asks every route as all nine, in the ways that differ most, and the same routes below a
store's name as four; a slow one asks everything as everybody.
"""

import json
import re
from collections import Counter
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from matrix_calls import OPEN, Call, Operation, calls_of, operations_of
from matrix_world import Victim, World, open_victim, open_world, rightful, rows_of
from test_tenancy_matrix import told
from web_shops import Caller, Json, Site

from aisle.core.db.database import set_codecs
from aisle.identity import policy

pytest_plugins = ["telemetry_fixtures"]
LEAST = {True: 15_000, False: 5_000}
# Who is refused for different reasons where a route is there again below a store's name.
REFUSED_BELOW = ("nobody", "secret_of_another_store", "low_role", "owner_of_another")
# A form is asked for only after the right was checked.
REACHED = (200, 201, 202, 204, 409, 415, 422)
# Routes whose positive control needs what a mail, a phone or a second person brings; their own tests have it.
ELSEWHERE = (
    "/sessions/identify", "/sessions/code", "/auth/sign-in", "/auth/refresh", "/auth/email", "/auth/password", "/auth/verify",
    "/auth/invitations", "/auth/factors/", "/auth/passkeys", "/auth/second-step",
    "/auth/oidc", "/auth/firebase", "/auth/sign-on", "/auth/identities", "/sign-on/connections/{connection_id}/", "/platform",
    "/visits/", "/models/", "/v1/models/", "/schemas/", "/prompts/", "/providers/{provider_id}/test",
    "/hooks/", "/products/{product_id}/records", "/shoppers/", "/widget/preview",
    "/organization/exports/", "/members/{member_id}/logins/",
)  # fmt: skip
# A member enters and leaves their own organization; who is suspended may still go for good.
ALLOWED = {
    ("suspended", "/auth/organizations/{organization_id}/leave"),
    ("low_role", "/auth/organizations/{organization_id}/leave"),
    ("low_role", "/auth/organizations/{organization_id}/enter"),
}
OWN_PAGE = {"origin": "http://api.test", "sec-fetch-site": "same-origin"}


def bodies(victim: Victim) -> Json:
    """What some routes need to be answered well; for others the example of the document will do."""
    roles = {"roles": [{"role": "support"}]}
    mine = {"turn_id": victim.things["turn_id"]}
    version = victim.things["version_id"]
    assistant = f"assistant:{victim.shop.store.slug}"
    return {
        "/v1/chat/completions": {"model": assistant, "messages": [{"role": "user", "content": "Tents?"}]},
        "/v1/responses": {"model": assistant, "input": "Tents?"},
        "/v1/embeddings": {"model": next(iter(victim.shop.site.parts.models.names)), "input": "tents"},
        "/search/federated": {"query": "a tent", "stores": [victim.shop.store.slug]},
        "/index/versions/compare": {"before": version, "after": version, "questions": ["tent"]},
        "/keys": {
            "kind": "secret",
            "name": "Importer",
            "stores": [victim.shop.store.slug],
            "scopes": ["read"],
        },
        "/invitations": {"email": f"{uuid4().hex}@guest.example", **roles},
        "/members/{member_id}/roles": roles,
        "/organization": {"name": "Renamed"},
        "/conversations/{conversation_id}/branch": mine,
    }


# The same of queries that are required.
QUERIES = {"/faq": {"question": "returns"}, "/products/compare": {"ids": "fell-28,crag-45"}}


@pytest.fixture(scope="module")
async def world(site: Site) -> World:
    return await open_world(site)


@pytest.fixture
async def admin(urls: Any) -> Any:
    connection = await asyncpg.connect(urls.admin)
    await set_codecs(connection)
    yield connection
    await connection.close()


class Ledger:
    """What was asked, and what was told that must not be."""

    def __init__(self, world: World, every: bool = False) -> None:
        """every: whether each route is asked in every way."""
        self.world, self.every, self.asked = world, every, Counter[str]()
        self.faults: list[str] = []

    async def turn(self, who: str, operations: list[Operation]) -> None:
        """Let one identity try everything."""
        caller = await self.world.openers[who]()
        for operation in operations:
            if not self.every and operation.again and who not in REFUSED_BELOW:
                continue
            if operation.ends:  # these end who calls them; the next begins anew
                caller = await self.world.openers[who]()
            last: Any = None
            before: Any = None
            for call in calls_of(operation, self.world.victim, self.every):
                answer = await self._ask(caller, call)
                self.asked[who] += 1
                self._judge(who, call, answer)
                if (
                    call.way == "absent"
                    and not operation.path.startswith(OPEN)
                    and (who, operation.path) not in ALLOWED  # their own is not an absent one
                    and 429 not in (answer.status_code, last.status_code)
                ):
                    same = _as_told(last, before) == _as_told(answer, call)
                    self._expect(same, who, call, f"told apart: {last.status_code} {answer.status_code}")
                last, before = answer, call
            if operation.method == "DELETE" or operation.ends:
                caller = await self.world.openers[who]()

    async def _ask(self, caller: Caller, call: Call) -> Any:
        body = {"json": call.body} if call.body is not None else {}
        headers = {"accept": "application/json", **call.headers}
        return await caller.call(call.operation.method, call.path, params=call.query, headers=headers, **body)

    def _judge(self, who: str, call: Call, answer: Any) -> None:
        self._expect(answer.status_code < 500, who, call, answer.text[:300])
        opened = call.foreign and answer.status_code < 400 and (who, call.operation.path) not in ALLOWED
        self._expect(not opened, who, call, f"opened: {answer.status_code}")
        heard = answer.text + json.dumps(dict(answer.headers))
        leaks = [
            mark
            for mark in self.world.victim.marks
            if mark in heard.replace(self.world.victim.shop.store.slug, "")
        ]
        self._expect(not leaks, who, call, f"leaked {leaks}")
        sent = f"{call.path}{call.body}{call.query}"
        ids = [
            one
            for one in self.world.victim.ids
            if one in heard and one not in sent and one != _shared(who, self.world)
        ]
        self._expect(not ids, who, call, f"leaked ids {ids}")

    def _expect(self, holds: bool, who: str, call: Call, why: str) -> None:
        if not holds:
            self.faults.append(f"{who}: {call.operation.method} {call.operation.path} ({call.way}): {why}")


def _as_told(answer: Any, call: Call) -> Any:
    """All that an answer tells, without the store's name that was asked for."""
    status, headers, text = told(answer)
    named = re.match(r"/stores/([^/]+)", call.path)
    return status, headers, text.replace(named[1], "STORE") if named else text


def _shared(who: str, world: World) -> str | None:
    """The organization's id is no secret to those who are in it."""
    inside = ("suspended", "publishable", "shopper", "proven_shopper", "secret_of_another_store", "low_role")
    return str(world.victim.shop.store.organization_id) if who in inside else None


@pytest.fixture(scope="module")
def operations(site: Site) -> list[Operation]:
    return operations_of(site.app.openapi())


def test_every_kind_of_id_is_there(world: World, operations: list[Operation]) -> None:
    assert {name for one in operations for name in one.names} <= set(world.victim.things)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.slow)])
async def test_nine_identities_learn_and_change_nothing(
    site: Site, world: World, operations: list[Operation], admin: Any, lines: Any, spans: Any, every: bool
) -> None:
    await site.parts.search_log.flush()  # what the victim's own searches still have to write
    before = await rows_of(admin, world.victim)
    ledger = Ledger(world, every)
    for who in world.openers:
        await ledger.turn(who, operations)
    assert not ledger.faults, "\n".join([str(len(ledger.faults)), *ledger.faults[:60]])
    assert await rows_of(admin, world.victim) == before
    assert sum(ledger.asked.values()) >= LEAST[every]
    assert len(ledger.asked) == 9
    written = lines.written.getvalue().replace(world.victim.shop.store.slug, "")
    traced = "".join(
        f"{span.name}{dict(span.attributes or {})}{[e.attributes for e in span.events]}"
        for span in spans.get_finished_spans()
    )
    assert len(spans.get_finished_spans()) > LEAST[every]
    for mark in world.victim.marks:
        assert mark not in written
        assert mark not in traced


async def reach(victim: Victim, operation: Operation, callers: dict[str, Caller]) -> dict[str, int]:
    """What each rightful caller is answered, until one gets in."""
    answered = {}
    bare = operation.path.removeprefix("/stores/{store}")
    wanted = bodies(victim).get(bare, operation.body)
    body = {"json": wanted} if wanted is not None else {}
    for who, caller in callers.items():
        headers = {"accept": "application/json", **(OWN_PAGE if who == "nobody" else {})}
        answer = await caller.call(
            operation.method,
            operation.filled(victim.things),
            params=QUERIES.get(bare),
            headers=headers,
            **body,
        )
        answered[who] = answer.status_code
        if is_reached(operation, answer.status_code):
            break
    return answered


def is_reached(operation: Operation, status: int) -> bool:
    return status in (REACHED if operation.method != "GET" else (200, 204))


def _in_order(operation: Operation) -> tuple[bool, bool, bool, bool, int]:
    """Reading first, deleting late, a conversation behind what hangs on it, ending oneself last, one's own sign-in at the very end."""
    late = ("GET", "POST", "PUT", "PATCH", "DELETE").index(operation.method)
    whole = operation.method == "DELETE" and operation.path.endswith("/conversations/{conversation_id}")
    return "{login_id}" in operation.path, operation.ends, whole, operation.method == "DELETE", late


@pytest.mark.timeout(200)
@pytest.mark.parametrize("below_the_stores_name", [False, True])
async def test_rightful_caller_gets_in_by_every_route(
    site: Site, operations: list[Operation], below_the_stores_name: bool
) -> None:
    """The positive control: what is refused to others is there, and is given to whom it belongs."""
    victim = await open_victim(site)
    mine = [one for one in operations if one.path.startswith("/stores/{store}/") == below_the_stores_name]
    shut, callers = [], await rightful(victim)
    for operation in sorted(mine, key=_in_order):
        if operation.path.removeprefix("/stores/{store}").startswith(ELSEWHERE):
            continue
        if operation.ends or operation.method == "DELETE":  # one before may have ended them
            callers = await rightful(victim)
        if operation.ends and "{login_id}" not in operation.path:
            callers["owner"] = callers["member"]  # the owner is needed on
        answered = await reach(victim, operation, callers)
        if not any(is_reached(operation, status) for status in answered.values()):
            shut.append((operation.method, operation.path, answered))
    assert not shut, "\n".join(map(str, shut))


async def test_matrix_goes_red_when_everybody_may_do_everything(
    world: World, operations: list[Operation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "allow", lambda caller, action, place: True)
    some = [one for one in operations if one.method == "GET"][::10]
    for who in ("low_role", "publishable"):
        ledger = Ledger(world)
        await ledger.turn(who, some)
        assert ledger.faults, who
