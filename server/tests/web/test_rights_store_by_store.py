"""Who has a right in one store and another right in a second: neither leaks into the other."""

from uuid import UUID

from test_key_management import SECRET, made, owner_of
from web_people import Person, open_member
from web_shops import Shop, Site, check_problem

from aisle.core.db import Scope


async def own_role(owner: Person, *permissions: str) -> UUID:
    """Make a role of the organization's own and return its id."""
    answer = await owner.post(
        "/roles", json={"name": f"Only {permissions[0]}", "permissions": list(permissions)}
    )
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


async def give(member: Person, store: Shop, role: str) -> None:
    """Give a member one more usual role, in one store."""
    scope = Scope(store.store.organization_id, None)
    async with member.site.parts.database.open_scope(scope) as session:
        await session.execute(
            "INSERT INTO member_role (organization_id, person_id, role, store_id) VALUES ($1, $2, $3, $4)",
            store.store.organization_id,
            member.person_id,
            role,
            store.store.id,
        )
    member.site.parts.authenticator.forget()


async def two_stores(site: Site) -> tuple[Shop, Shop, Person]:
    mine = await site.open_shop()
    return mine, await site.open_shop(mine.store.organization_id), await owner_of(mine)


async def test_keys_are_listed_where_they_may_be_read_alone(site: Site) -> None:
    mine, other, owner = await two_stores(site)
    seen, _ = await made(owner, site, stores=[mine.store.slug])
    hidden, _ = await made(owner, site, stores=[other.store.slug])
    member = await open_member(site, "developer", store=mine)
    await give(member, other, "editor")
    listed = (await member.get("/keys?limit=100")).text
    assert seen in listed
    assert hidden not in listed


async def test_a_key_that_may_be_read_there_is_ended_and_rotated_by_who_may_write_there(site: Site) -> None:
    mine, other, owner = await two_stores(site)
    key_id, _ = await made(owner, site, stores=[other.store.slug], scopes=["documents.read"])
    role_id = await own_role(owner, "keys.read", "documents.read")
    member = await open_member(site, store=other, role_id=role_id)
    await give(member, mine, "developer")
    assert (await member.get(f"/keys/{key_id}")).status_code == 200
    check_problem(await member.delete(f"/keys/{key_id}"), 403, "forbidden")
    check_problem(await member.post(f"/keys/{key_id}/rotate", json={}), 403, "forbidden")


async def test_a_program_rotates_no_key_that_a_person_made(site: Site) -> None:
    mine, _, owner = await two_stores(site)
    key_id, _ = await made(owner, site, stores=[mine.store.slug])
    _, program = await made(owner, site, scopes=["read", "keys.read", "keys.write"])
    check_problem(await program.post(f"/keys/{key_id}/rotate", json={}), 403, "forbidden")
    own = await program.post("/keys", json={**SECRET, "stores": [mine.store.slug]})
    assert (await program.post(f"/keys/{own.json()['id']}/rotate", json={})).status_code == 201


async def test_a_revoked_key_is_not_rotated_back_to_life(site: Site) -> None:
    _, _, owner = await two_stores(site)
    key_id, _ = await made(owner, site)
    assert (await owner.delete(f"/keys/{key_id}")).status_code == 204
    check_problem(await owner.post(f"/keys/{key_id}/rotate", json={}), 409, "key_ended")


async def test_several_stores_are_searched_where_each_may_be(site: Site) -> None:
    mine, other, owner = await two_stores(site)
    role_id = await own_role(owner, "stores.read")
    member = await open_member(site, store=other, role_id=role_id)
    await give(member, mine, "analyst")
    body = {"query": "tent", "stores": [mine.store.slug]}
    assert (await member.post("/search/federated", json=body)).status_code == 200
    for stores in ([other.store.slug], [mine.store.slug, other.store.slug]):
        answer = await member.post("/search/federated", json={**body, "stores": stores})
        check_problem(answer, 403, "forbidden")
