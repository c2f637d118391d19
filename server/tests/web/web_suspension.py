"""One team with every kind of credential, and the doors that each stands in."""

from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from socket_client import Socket, socket_of
from test_visits import open_operator, visit
from web_accounts import Account, Phone, sign_up
from web_people import Person, open_member
from web_shops import ORIGIN, RETURNS_QUESTION, STREAM, Caller, Listener, Shop, Site

from aisle.core.db import Scope
from aisle.identity.members.joining import join
from aisle.identity.members.types import Given, Newcomer

CHATS = ("cookie", "jwt", "key", "child", "shopper", "machine", "colleague")
SOCKETS = ("key", "child", "shopper", "machine")
FOLLOWS = ("cookie", "jwt", "key", "child", "machine", "colleague", "visitor")


@dataclass
class Team:
    """account: the admin who made the keys. colleague: an owner. callers: by kind of credential."""

    site: Site
    shop: Shop
    account: Account
    colleague: Person
    operator: Person
    callers: dict[str, Caller] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def inside(self) -> str:
        return f"/stores/{self.shop.store.slug}"

    async def status(self, kind: str) -> int:
        """What a plain request answers."""
        caller = self.callers[kind]
        if kind == "publishable":
            answer = await caller.post("/sessions")
        elif kind == "refresh":
            assert isinstance(caller, Phone)
            answer = await caller.refresh()
        elif kind == "account":
            answer = await caller.get("/auth/session")
        elif kind == "shopper":
            answer = await caller.get("/products")
        else:
            answer = await caller.get(f"{self.inside}/products")
        return answer.status_code


async def open_team(site: Site) -> Team:
    """Open a store whose admin signed in everywhere and made keys."""
    shop = await site.open_shop()
    organization = shop.store.organization_id
    account = await sign_up(site)
    await account.sql("UPDATE person SET email_confirmed_at = now()")
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        newcomer = Newcomer(account.person_id, account.name, account.email)
        parts = site.parts
        await join(parts.database, parts.vault, session, newcomer, [Given("admin")], "invitation")
    browser, phone, other_phone = await account.browser(), await account.phone(), await account.phone()
    await account.sql("UPDATE login SET organization_id = $1", organization)
    site.parts.authenticator.forget()
    colleague = await open_member(site, "owner", organization=organization)
    team = Team(site, shop, account, colleague, await open_operator(site))
    team.callers |= {"cookie": browser, "account": browser, "jwt": phone, "refresh": other_phone}
    team.callers |= {"colleague": colleague, "machine": shop.secret}
    await _make_keys(team)
    begun = await visit(team.operator, shop)
    team.callers["visitor"] = site.caller(begun.json()["token"])
    return team


async def _make_keys(team: Team) -> None:
    slug, callers = team.shop.store.slug, team.callers
    chatting = ["read", "chat"]
    await _make(team, "key", "cookie", scopes=[*chatting, "keys.read", "keys.write"], stores=[slug])
    await _make(team, "child", "key", scopes=chatting, stores=[slug])
    await _make(team, "publishable", "cookie", kind="publishable", origins=[ORIGIN], stores=[slug])
    callers["publishable"].headers["origin"] = ORIGIN
    callers["shopper"] = await team.shop.start_shopper(callers["publishable"])


async def _make(team: Team, name: str, maker: str, **wanted: Any) -> None:
    answer = await team.callers[maker].post("/keys", json={"kind": "secret", "name": name, **wanted})
    assert answer.status_code == 201, answer.text
    team.keys[name] = answer.json()["id"]
    team.callers[name] = team.site.caller(answer.json()["key"])


@dataclass
class Doors:
    """What stands open while something ends: answers that are being written, sockets, jobs that are followed."""

    chats: dict[str, Listener] = field(default_factory=dict)
    sockets: dict[str, Socket] = field(default_factory=dict)
    jobs: dict[str, Listener] = field(default_factory=dict)


async def open_doors(team: Team, stack: AsyncExitStack) -> Doors:
    """Open every door for everybody who may; nothing is answered while the embedder is held."""
    doors, inside = Doors(), team.inside
    sent = await team.shop.secret.post("/documents", json={"title": "T", "text": f"waits {team.shop.canary}"})
    for kind in FOLLOWS:
        path = f"{inside}/jobs/{sent.json()['job_id']}/events"
        doors.jobs[kind] = team.callers[kind].listen("GET", path)
        stack.callback(doors.jobs[kind].hang_up)
        await doors.jobs[kind].until_text('"state":"queued"')
    for kind in SOCKETS:
        doors.sockets[kind] = await stack.enter_async_context(socket_of(team.callers[kind]))
        await doors.sockets[kind].until(lambda one: one.get("type") == "ready")
    for kind in CHATS:
        path = "/chat" if kind == "shopper" else f"{inside}/chat"
        body = {"message": RETURNS_QUESTION}
        doors.chats[kind] = team.callers[kind].listen("POST", path, body, accept=STREAM)
        stack.callback(doors.chats[kind].hang_up)
        await doors.chats[kind].until_text('"type":"start"')
    return doors
