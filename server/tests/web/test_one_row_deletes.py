"""Each deletion takes the one row that it names: no other of its kind, of its owner, or of a neighbour."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soft_passkey import SoftPasskey
from web_accounts import OWN, Account, Browser, sign_up
from web_people import Person, open_member
from web_shops import Json, Site

from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.identity.invitations import repository as invitations
from aisle.identity.members import roles_repository

# What lives of each kind, by id; where its rows are an organization's or a person's.
LIVING = {
    "members": "SELECT person_id AS id FROM member",
    "keys": "SELECT id FROM api_key WHERE revoked_at IS NULL",
    "roles": "SELECT id FROM role",
    "invitations": "SELECT id FROM invitation WHERE revoked_at IS NULL",
    "connections": "SELECT id FROM sso_connection",
    "providers": "SELECT id FROM provider",
    "logins": "SELECT id FROM login WHERE ended_at IS NULL",
    "factors": "SELECT id FROM factor",
}
PATHS = {
    "members": "/members",
    "keys": "/keys",
    "roles": "/roles",
    "invitations": "/invitations",
    "connections": "/sign-on/connections",
    "providers": "/providers",
    "logins": "/auth/logins",
    "factors": "/auth/factors",
}
Row = tuple[UUID, str, UUID]  # tenant, kind, id


@dataclass
class Side:
    """An organization's owner, somebody with several sign-ins, and somebody with several passkeys."""

    site: Site
    owner: Person
    roaming: Account
    page: Browser
    keeper: Account
    safe: Browser

    def caller(self, kind: str) -> Any:
        return {"logins": self.page, "factors": self.safe}.get(kind, self.owner)

    def tenant(self, kind: str) -> UUID:
        people = {"logins": self.roaming.person_id, "factors": self.keeper.person_id}
        return people.get(kind) or self.owner.organization_id  # type: ignore[return-value]

    async def add(self, kind: str) -> None:
        """Add one that can be deleted."""
        if kind == "members":
            await open_member(self.site, "analyst", organization=self.owner.organization_id)
        elif kind == "logins":
            await self.roaming.browser()
        elif kind == "factors":
            options = (await self.safe.post("/auth/passkeys/options")).json()["public_key"]
            await self.made("/auth/passkeys", {"passkey": SoftPasskey(OWN).create(options), "name": "Key"})
        else:
            await self.made(PATHS[kind], self.body(kind))

    def body(self, kind: str) -> Json:
        """Another of a kind, alike but for what has to differ."""
        name = new_id().hex
        return {
            "keys": {"kind": "secret", "name": "Till", "scopes": ["read"]},
            "roles": {"name": name, "permissions": ["products.read"]},
            "invitations": {"email": f"g{name}@guests.example", "roles": [{"role": "support"}]},
            "providers": {"name": name, "kind": "openai", "models": [{"name": f"m-{name}"}]},
            "connections": {
                "kind": "oidc",
                "name": "Corp",
                "issuer": f"https://{name}.example",
                "client_id": "shop",
                "client_secret": "a secret of theirs",
                "roles": {"default_role": "analyst"},
            },
        }[kind]

    async def made(self, path: str, body: Json) -> None:
        kind = next((one for one, known in PATHS.items() if known == path), "factors")
        answer = await self.caller(kind).post(path, json=body)
        assert answer.status_code == 201, answer.text


async def open_side(site: Site) -> Side:
    owner, roaming, keeper = await open_member(site, "owner"), await sign_up(site), await sign_up(site)
    side = Side(site, owner, roaming, await roaming.browser(), keeper, await keeper.browser())
    for kind in LIVING:
        for _ in range(3):
            await side.add(kind)
    return side


async def rows_of(sides: tuple[Side, Side]) -> set[Row]:
    """Everything that lives on both sides."""
    found: set[Row] = set()
    for side in sides:
        for kind, statement in LIVING.items():
            tenant = side.tenant(kind)
            async with side.site.parts.database.open_scope(Scope(tenant, None)) as session:
                found |= {(tenant, kind, row["id"]) for row in await session.fetch(statement)}
    return found


async def delete_one(sides: tuple[Side, Side], kind: str, pick: int) -> None:
    """Delete one row that is neither the owner nor the sign-in that asks; see what is gone."""
    mine = sides[0]
    mine.site.parts.authenticator.forget()
    before, tenant = await rows_of(sides), mine.tenant(kind)
    present = {mine.owner.person_id} if kind == "members" else await _current(mine)
    ids = sorted(row[2] for row in before if row[:2] == (tenant, kind) and row[2] not in present)
    chosen = ids[pick % len(ids)]
    answer = await mine.caller(kind).delete(f"{PATHS[kind]}/{chosen}")
    assert answer.status_code == 204, answer.text
    after = await rows_of(sides)
    assert before - after == {(tenant, kind, chosen)}
    assert after <= before
    again = await mine.caller(kind).delete(f"{PATHS[kind]}/{chosen}")
    assert again.status_code in (204, 404, 409), again.text  # what is gone already may be deleted again
    assert await rows_of(sides) == after
    await mine.add(kind)


async def _current(side: Side) -> set[UUID]:
    items = (await side.page.json("/auth/logins"))["items"]
    return {UUID(one["id"]) for one in items if one["current"]}


def check_of(sides: tuple[Side, Side], loop: asyncio.AbstractEventLoop, examples: int) -> Callable[[], None]:
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(kind=st.sampled_from(sorted(LIVING)), pick=st.integers(0, 9))
    def check(kind: str, pick: int) -> None:
        asyncio.run_coroutine_threadsafe(delete_one(sides, kind, pick), loop).result(60)

    return check


@pytest.fixture
async def sides(site: Site, monkeypatch: pytest.MonkeyPatch) -> tuple[Side, Side]:
    """Two sides alike."""

    async def unlimited(*_: Any) -> None: ...

    monkeypatch.setattr(type(site.parts.accounts.attempts), "take", unlimited)
    return await open_side(site), await open_side(site)


async def test_each_deletion_takes_one_row(sides: tuple[Side, Side]) -> None:
    for kind in LIVING:
        await delete_one(sides, kind, 1)
    await asyncio.to_thread(check_of(sides, asyncio.get_running_loop(), 25))


Delete = Callable[..., Awaitable[Any]]


async def all_roles(session: Any, role_id: UUID) -> None:
    await session.execute("DELETE FROM role WHERE organization_id = $1", session.scope.organization_id)


async def all_invitations(session: Any, invitation_id: UUID, column: str) -> None:
    await session.execute(
        "UPDATE invitation SET revoked_at = now() WHERE organization_id = $1", session.scope.organization_id
    )


@pytest.mark.parametrize(
    ("kind", "module", "name", "too_much"),
    [
        ("roles", roles_repository, "delete_role", all_roles),
        ("invitations", invitations, "set_ended", all_invitations),
    ],
)
async def test_it_goes_red_for_a_deletion_that_takes_more(
    sides: tuple[Side, Side],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    module: Any,
    name: str,
    too_much: Delete,
) -> None:
    monkeypatch.setattr(module, name, too_much)
    with pytest.raises(AssertionError):
        await delete_one(sides, kind, 1)
