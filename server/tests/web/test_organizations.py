"""Organizations: founded, entered by members alone, changed, deleted and brought back, and erased after a week."""

from typing import Any
from uuid import uuid4

import pytest
from web_accounts import sign_up
from web_people import Person, act_in, open_member, open_person
from web_shops import Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.identity.members.joining import join
from aisle.identity.members.types import Given, Newcomer
from aisle.identity.organizations import entering
from aisle.identity.organizations.jobs import EraseOrganization


async def sql(site: Site, organization: Any, statement: str, *arguments: Any) -> Any:
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        return await session.fetch(statement, *arguments)


async def enter(person: Person, organization: Any) -> Any:
    answer = await person.post(f"/auth/organizations/{organization}/enter")
    if answer.status_code == 200:
        person.token = answer.cookies["__Host-aisle_session"]
    return answer


async def test_who_founds_an_organization_owns_it(site: Site) -> None:
    person = await open_person(site)
    made = await person.post("/auth/organizations", json={"name": "Pike & Tarn"})
    assert made.status_code == 201
    listed = (await person.json("/auth/organizations"))["items"]
    assert [(one["id"], one["roles"], one["state"]) for one in listed] == [
        (made.json()["id"], ["owner"], "active")
    ]
    assert (await enter(person, made.json()["id"])).status_code == 200
    assert (await person.json("/organization"))["name"] == "Pike & Tarn"


async def test_entering_changes_what_the_sign_in_reads_at_once_and_ends_the_old_cookie(site: Site) -> None:
    one, other = await site.open_shop(), await site.open_shop()
    person = await open_member(site, "owner", organization=one.store.organization_id)
    await person.post("/auth/organizations", json={"name": "Mine"})
    guest = await open_member(site, "analyst", organization=other.store.organization_id)
    await join_too(site, person, other.store.organization_id)
    old = site.caller(person.token)
    assert (await old.get(f"/stores/{one.store.slug}")).status_code == 200
    assert (await enter(person, other.store.organization_id)).status_code == 200
    assert (await person.get(f"/stores/{other.store.slug}")).status_code == 200
    check_problem(await person.get(f"/stores/{one.store.slug}"), 404, "store_not_found")
    check_problem(await old.get("/stores"), 401, "unauthorized")
    assert (await guest.get("/stores")).status_code == 200


async def test_a_tab_of_one_organization_does_nothing_in_the_one_that_another_tab_entered(site: Site) -> None:
    """Tabs share a cookie: what is shown in one of them must not be done elsewhere by mistake."""
    account = await sign_up(site, organization="Mine")
    tab = await account.browser()
    (mine,) = (await tab.json("/auth/session"))["organizations"]
    other = (await tab.post("/auth/organizations", json={"name": "Another"})).json()["id"]
    tab.headers["x-aisle-organization"] = mine["id"]
    assert (await tab.get("/members")).status_code == 200
    entered = await tab.post(f"/auth/organizations/{other}/enter")
    tab.headers["cookie"] = f"__Host-aisle_session={entered.cookies['__Host-aisle_session']}"
    check_problem(await tab.get("/members"), 409, "other_organization")
    role = {"name": "Night desk", "permissions": ["inbox.read"]}
    check_problem(await tab.post("/roles", json=role), 409, "other_organization")
    assert (await tab.json("/auth/session"))["organizations"], "what the sign-in is can always be asked"
    tab.headers["x-aisle-organization"] = other
    assert [one for one in (await tab.json("/roles"))["items"] if one["name"] == "Night desk"] == []


async def join_too(site: Site, person: Person, organization: Any) -> None:
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        newcomer = Newcomer(person.person_id, "Ada Test", person.email)
        await join(site.parts.database, site.parts.vault, session, newcomer, [Given("analyst")], "invitation")


async def check_only_members_enter(site: Site) -> None:
    """Organizations of others, absent ones, and those that one was removed from answer alike."""
    person, stranger = await open_member(site, "owner"), await open_member(site, "owner")
    removed = await open_member(site, "admin", organization=stranger.organization_id)
    await act_in(removed, None)
    await stranger.delete(f"/members/{removed.person_id}")
    suspended = await open_member(site, "admin", organization=stranger.organization_id)
    await stranger.post(f"/members/{suspended.person_id}/suspend", json={"reason": "x"})
    said = []
    for who, organization in (
        (person, stranger.organization_id),
        (person, uuid4()),
        (person, "no-id"),
        (removed, stranger.organization_id),
        (suspended, stranger.organization_id),
    ):
        problem = check_problem(await enter(who, organization), 404, "organization_not_found")
        said.append((problem["title"], problem["detail"]))
    assert len(set(said)) == 1


async def test_only_members_enter(site: Site) -> None:
    await check_only_members_enter(site)


async def test_entering_goes_red_without_its_check(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def anything(*_: Any) -> tuple[int]:
        return (1,)

    monkeypatch.setattr(entering, "grants_of", anything)
    with pytest.raises(AssertionError):
        await check_only_members_enter(site)


async def test_keys_and_shoppers_enter_nothing(shop: Shop) -> None:
    for caller in (shop.secret, shop.shopper):
        answer = await caller.post(f"/auth/organizations/{shop.store.organization_id}/enter")
        check_problem(answer, 403, "forbidden")


async def test_leaving_ends_membership_and_the_last_owner_stays(site: Site) -> None:
    owner = await open_member(site, "owner")
    member = await open_member(site, "admin", organization=owner.organization_id)
    leave = f"/auth/organizations/{owner.organization_id}/leave"
    assert (await member.post(leave)).status_code == 204
    check_problem(await member.get("/members"), 403, "forbidden")
    check_problem(await member.post(leave), 404, "member_not_found")
    check_problem(await owner.post(leave), 409, "last_owner")


async def test_settings_are_changed_by_those_who_may_with_known_roles(site: Site) -> None:
    owner = await open_member(site, "owner")
    editor = await open_member(site, "editor", organization=owner.organization_id)
    changed = await owner.call(
        "PATCH", "/organization", json={"name": "New", "security": {"mfa_roles": ["admin"]}}
    )
    assert (changed.json()["name"], changed.json()["security"]["mfa_roles"]) == ("New", ["admin"])
    kept = await owner.call("PATCH", "/organization", json={"security": {}})
    assert kept.json()["security"]["mfa_roles"] == ["admin"]
    unknown = await owner.call("PATCH", "/organization", json={"security": {"mfa_roles": ["emperor"]}})
    check_problem(unknown, 422, "invalid_input")
    planted = await owner.call("PATCH", "/organization", json={"id": str(uuid4())})
    check_problem(planted, 422, "invalid_input")
    check_problem(await editor.call("PATCH", "/organization", json={"name": "X"}), 403, "forbidden")


# deleting -------------------------------------------------------------------------------------------------------


async def test_a_deleted_organization_rests_and_can_be_brought_back(site: Site) -> None:
    shop = await site.open_shop()
    organization = shop.store.organization_id
    owner = await open_member(site, "owner", organization=organization)
    admin = await open_member(site, "admin", organization=organization)
    check_problem(await admin.delete("/organization?name=Test organization"), 403, "forbidden")
    check_problem(await owner.delete("/organization?name=Test"), 422, "name_differs")
    assert (await owner.delete("/organization?name=Test organization")).status_code == 204
    site.parts.authenticator.forget()
    check_problem(await owner.get("/members"), 403, "forbidden")
    check_problem(await shop.secret.get("/products"), 401, "unauthorized")
    assert (await owner.json("/auth/organizations"))["items"][0]["state"] == "deleted"
    restore = f"/auth/organizations/{organization}/restore"
    check_problem(await admin.post(restore), 404, "organization_not_found")
    assert (await owner.post(restore)).status_code == 204
    check_problem(await owner.post(restore), 409, "not_deleted")
    site.parts.authenticator.forget()
    assert (await shop.secret.get("/products")).status_code == 200
    await site.work()
    assert (await owner.get("/members")).status_code == 200


async def test_a_deletion_waits_for_its_week_and_then_leaves_nothing(site: Site) -> None:
    shop, kept = await site.open_filled_shop(), await site.open_shop()
    organization = shop.store.organization_id
    owner = await open_member(site, "owner", organization=organization)
    await owner.delete("/organization?name=Test organization")
    due = "UPDATE job SET due_at = now() WHERE organization_id = $1 AND kind = 'erase_organization'"
    await sql(site, organization, due, organization)
    await site.work()
    assert await sql(site, organization, "SELECT FROM organization WHERE organization_id = $1", organization)
    again = "UPDATE organization SET deleted_at = now() - interval '8 days' WHERE organization_id = $1"
    await sql(site, organization, again, organization)
    async with site.worker.database.open_scope(Scope(organization, None)) as session:
        await site.worker.jobs.defer(session, EraseOrganization(), dedup_key="erase")
    for _ in range(3):  # stores, then the tables of their indexes, then itself
        await site.work()
        await sql(
            site, organization, "UPDATE job SET due_at = now() WHERE organization_id = $1", organization
        )
    await site.work()
    for table in (
        "tenant",
        "organization",
        "store",
        "member",
        "api_key",
        "document",
        "product",
        "audit_entry",
        "job",
    ):
        left = await sql(
            site, organization, f"SELECT count(*) AS n FROM {table} WHERE organization_id = $1", organization
        )
        assert left[0]["n"] == 0, table
    assert (await owner.json("/auth/organizations"))["items"] == []
    assert (await kept.secret.get("/products")).status_code == 200


LEFT = "SELECT count(*) AS jobs, min(due_at) > now() + interval '6 days' AS later FROM job WHERE organization_id = $1 AND kind = $2 AND state = 'queued'"


@pytest.mark.parametrize("what", ["organization", "store"])
async def test_what_is_deleted_a_second_time_is_erased_a_week_after_that(site: Site, what: str) -> None:
    """The job of the first deletion comes too early, and must not be the last one."""
    shop = await site.open_shop()
    organization, slug = shop.store.organization_id, shop.store.slug
    owner = await open_member(site, "owner", organization=organization)
    named = {
        "organization": (
            "/organization?name=Test organization",
            f"/auth/organizations/{organization}/restore",
        ),
        "store": (f"/stores/{slug}?name=Test shop", f"/stores/{slug}/restore"),
    }
    delete, restore = named[what]
    for answer in (await owner.delete(delete), await owner.post(restore), await owner.delete(delete)):
        assert answer.status_code == 204, answer.text
    await sql(site, organization, "UPDATE job SET due_at = now() WHERE organization_id = $1", organization)
    await site.work()
    assert await sql(site, organization, "SELECT FROM store WHERE organization_id = $1", organization)
    ((jobs, later),) = await sql(site, organization, LEFT, organization, f"erase_{what}")
    assert (jobs, later) == (1, True)
