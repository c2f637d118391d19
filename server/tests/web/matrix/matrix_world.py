"""A tenant with one thing of every kind, each marked; and nine identities, none of whom may see any of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from shopper_tokens import claims, keeper, new_key, signed
from test_tenancy_matrix import _tenant
from web_people import Person, act_in, open_member, open_person
from web_shops import Caller, Shop, Site

from aisle.core.db import Scope

Opened = Callable[[], Awaitable[Caller]]


@dataclass
class Victim:
    """The tenant that must not be seen. things: ids by the names that paths give them; marks: words of its own."""

    shop: Shop
    owner: Person
    things: dict[str, str]
    marks: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that nobody else has, so that they mark their tenant like words do."""
        own = (str(self.shop.store.id), str(self.shop.store.organization_id), str(self.owner.person_id))
        return (
            *own,
            *(value for name, value in self.things.items() if name not in ("number", "look_number")),
        )


@dataclass
class World:
    """victim: whose things are asked for. sibling: another store of that organization. stranger: another organization's."""

    site: Site
    victim: Victim
    sibling: Shop
    stranger: Shop
    openers: dict[str, Opened] = field(default_factory=dict)


async def open_world(site: Site) -> World:
    victim = await open_victim(site)
    sibling = await site.open_filled_shop(victim.shop.store.organization_id)
    world = World(site, victim, sibling, await site.open_filled_shop())
    world.openers = identities(world)
    return world


async def open_victim(site: Site) -> Victim:
    """Make the tenant. It has more releases than others, so that the newest number is nobody else's."""
    shop = await site.open_filled_shop()
    owner = await open_member(site, "owner", organization=shop.store.organization_id)
    things = (await _tenant(shop, 3)).things
    mark = shop.canary
    guest = f"{mark}@guest.example"
    await owner.call("PATCH", "/auth/account", json={"name": f"Owner {mark}"})
    role = await owner.post("/roles", json={"name": f"Role {mark}", "permissions": ["products.read"]})
    invited = await owner.post("/invitations", json={"email": guest, "roles": [{"role": "support"}]})
    connection = await _connection(owner, mark)
    # Without models: those are seen by everybody of the organization who may read any.
    brought = {"name": f"Ours {mark}", "kind": "openai", "key": f"sk-{mark}-secret"}
    provider = await owner.post("/providers", json=brought)
    assert (role.status_code, invited.status_code) == (201, 201), role.text + invited.text
    member = await open_member(site, "analyst", organization=shop.store.organization_id)
    things |= {
        "role_id": role.json()["id"],
        "invitation_id": invited.json()["id"],
        "member_id": str(member.person_id),
        "member_login_id": str(member.login_id),
        "login_id": str(owner.login_id),
        "shopper_key_id": (await new_key(shop))["id"],
        "factor_id": await _factor(site, owner, mark),
        "store": shop.store.slug,
        "connection_id": connection,
        "domain": f"{mark}.example",
        "provider": "nobody",
        "address": "A" * 86,  # nobody can make one up: test_webhooks tries
        "provider_id": provider.json()["id"],
        "model_id": str(uuid4()),
        "identity_id": str(uuid4()),
    }
    return Victim(shop, owner, things, (mark, owner.email, str(shop.secret.token), str(owner.token)))


async def _connection(owner: Person, mark: str) -> str:
    """A single sign-on with a domain that is not verified."""
    trust = {"issuer": "https://login.example", "client_id": "aisle", "client_secret": f"secret {mark}"}
    made = await owner.post("/sign-on/connections", json={"kind": "oidc", "name": f"Corp {mark}", **trust})
    assert made.status_code == 201, made.text
    path = f"/sign-on/connections/{made.json()['id']}/domains"
    assert (await owner.post(path, json={"domain": f"{mark}.example"})).status_code == 201
    return str(made.json()["id"])


async def _factor(site: Site, owner: Person, mark: str) -> str:
    """An authenticator app that was begun, and proves nothing yet."""
    factor_id = uuid4()
    async with site.parts.database.open_scope(Scope.of_person(owner.person_id)) as session:
        await session.execute(
            "INSERT INTO factor (person_id, id, kind, name, secret_sealed) VALUES ($1, $2, 'totp', $3, $4)",
            owner.person_id,
            factor_id,
            f"Phone {mark}",
            b"sealed",
        )
    return str(factor_id)


def identities(world: World) -> dict[str, Opened]:
    """How each of the nine is made; anew when one of its own requests has ended it."""
    site, sibling = world.site, world.sibling
    organization = world.victim.shop.store.organization_id

    async def nobody() -> Caller:
        return site.caller(None)

    async def suspended() -> Caller:
        member = await open_member(site, "owner", organization=organization)
        answer = await world.victim.owner.post(
            f"/members/{member.person_id}/suspend", json={"reason": "Left."}
        )
        assert answer.status_code in (200, 204), answer.text
        site.parts.authenticator.forget()
        return member

    async def publishable() -> Caller:
        return sibling.publishable

    async def shopper() -> Caller:
        return await sibling.start_shopper()

    async def proven_shopper() -> Caller:
        caller = await sibling.start_shopper()
        token = signed(await new_key(sibling), claims(sibling, f"customer-{uuid4()}"))
        assert (await caller.post("/sessions/identify", json={"token": token})).status_code == 200
        return caller

    async def secret_of_another_store() -> Caller:
        return sibling.secret

    async def low_role() -> Caller:
        return await open_member(site, "analyst", store=sibling, organization=organization)

    async def owner_of_another() -> Caller:
        return await open_member(site, "owner", organization=world.stranger.store.organization_id)

    async def operator_without_a_visit() -> Caller:
        return await open_operator(site)

    openers = (
        nobody, suspended, publishable, shopper, proven_shopper, secret_of_another_store, low_role, owner_of_another,
        operator_without_a_visit,
    )  # fmt: skip
    return {one.__name__: one for one in openers}


async def open_operator(site: Site) -> Person:
    """A person with the mark of an operator, who visits nobody."""
    person = await open_person(site)
    async with site.parts.database.open_scope(Scope.of_person(person.person_id)) as session:
        await session.execute(
            "INSERT INTO platform_operator (person_id, signature) VALUES ($1, $2)",
            person.person_id,
            b"\0" * 32,
        )
    await act_in(person, None)
    return person


async def rightful(victim: Victim) -> dict[str, Caller]:
    """Who may: somebody of these succeeds with every route."""
    keys = await keeper(victim.shop)
    _, approver = await victim.shop.key(kind="secret", scopes=["articles.approve", "stores.write"])
    member = await open_member(victim.shop.site, "owner", organization=victim.shop.store.organization_id)
    return {
        "secret": victim.shop.secret,
        "shopper": victim.shop.shopper,
        "publishable": victim.shop.publishable,
        "owner": victim.owner,
        "member": member,
        "keeper": keys,
        "approver": approver,
        "nobody": victim.shop.site.caller(None),
    }


async def rows_of(admin: Any, victim: Victim) -> dict[str, tuple[int, str]]:
    """What the tenant's store holds, and its organization's members and roles: counts and sums of every table."""
    tables = await admin.fetch(
        "SELECT c.relname AS name, bool_or(a.attname = 'store_id') AS in_store FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'aisle'"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('organization_id', 'store_id')"
        " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition GROUP BY 1"
    )
    found = {}
    people = [victim.owner.person_id, UUID(victim.things["member_id"])]
    for row in tables:
        if row["name"] == "turn_event":  # what was streamed is forgotten soon after its turn, by itself
            continue
        if row["in_store"]:
            found[row["name"]] = await _sum_of(admin, row["name"], "store_id = $1", victim.shop.store.id)
        elif row["name"] in ("member", "member_role"):
            found[row["name"]] = await _sum_of(admin, row["name"], "person_id = ANY($1)", people)
        elif row["name"] in (
            "role",
            "invitation",
            "organization",
            "sso_connection",
            "sso_domain",
            "provider",
        ):
            organization = victim.shop.store.organization_id
            found[row["name"]] = await _sum_of(admin, row["name"], "organization_id = $1", organization)
    return found


async def _sum_of(admin: Any, table: str, where: str, value: Any) -> tuple[int, str]:
    # When a member was last there is noted whenever they ask for anything.
    told = "(to_jsonb(t) - 'seen_at')::text" if table == "member" else "t::text"
    row = await admin.fetchrow(
        f"SELECT count(*) AS n, coalesce(md5(string_agg({told}, '|' ORDER BY {told})), '') AS sum FROM aisle.{table} t WHERE {where}",
        value,
    )
    return row["n"], row["sum"]
