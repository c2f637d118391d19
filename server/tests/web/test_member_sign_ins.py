"""Where members are signed in: seen and ended by who manages them, as far as it is this organization's to see."""

from uuid import uuid4

from test_members import team
from web_people import Person, act_in, open_member
from web_shops import Site, check_problem

from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.identity.members.mails import A_PROGRAM

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


async def add_phone(member: Person, *, elsewhere: bool = False) -> str:
    """Sign a member in on a phone, too; elsewhere: it acts in another organization."""
    login_id = new_id()
    async with member.site.parts.database.open_scope(Scope.of_person(member.person_id)) as session:
        await session.execute("UPDATE login SET device = $1 WHERE kind = 'browser'", FIREFOX)
        await session.execute(
            "INSERT INTO login (person_id, id, kind, secret_hash, device, address, methods, organization_id, expires_at)"
            " VALUES ($1, $2, 'token', $3, 'AisleApp/1.0 (iPhone)', '203.0.113.7', '{password}', $4, now() + interval '1 day')",
            member.person_id,
            login_id,
            b"none",
            uuid4() if elsewhere else member.organization_id,
        )
    return str(login_id)


async def test_when_a_member_was_last_here_is_told(site: Site) -> None:
    owner, member = await team(site, "editor")
    path = f"/members/{member.person_id}"
    assert (await owner.json(path))["seen_at"] is None
    await member.get("/stores")
    first = (await owner.json(path))["seen_at"]
    assert first is not None
    await act_in(member, (await team(site))[0].organization_id)  # what they do elsewhere is not told here
    async with site.parts.database.open_scope(Scope(owner.organization_id, None)) as session:  # type: ignore[arg-type]
        await session.execute("UPDATE member SET seen_at = now() - interval '1 hour'")
    hour_ago = (await owner.json(path))["seen_at"]
    await member.get("/auth/session")
    assert (await owner.json(path))["seen_at"] == hour_ago


async def test_sign_ins_are_listed_without_what_opens_them(site: Site) -> None:
    owner, member = await team(site, "editor")
    phone, _ = await add_phone(member), await add_phone(member, elsewhere=True)
    answer = await owner.get(f"/members/{member.person_id}/logins")
    items = answer.json()["items"]
    assert {(one["id"], one["device"], one["kind"]) for one in items} == {
        (str(member.login_id), "Firefox on Linux", "browser"),
        (phone, "iPhone", "token"),
    }
    assert set(items[0]) == {"id", "device", "kind", "methods", "created_at", "seen_at", "expires_at"}
    assert "203.0.113.7" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_one_or_all_are_ended_and_the_member_and_the_log_are_told(site: Site) -> None:
    owner, member = await team(site, "editor")
    phone, elsewhere = await add_phone(member), await add_phone(member, elsewhere=True)
    path = f"/members/{member.person_id}/logins"
    check_problem(await owner.delete(f"{path}/{elsewhere}"), 404, "login_not_found")
    assert (await owner.delete(f"{path}/{phone}")).status_code == 204
    check_problem(await owner.delete(f"{path}/{phone}"), 404, "login_not_found")
    assert (await member.get("/auth/session")).status_code == 200
    assert (await owner.delete(path)).status_code == 204
    check_problem(await member.get("/auth/session"), 401, "unauthorized")
    assert (await owner.json(path))["items"] == []

    logged = (await owner.json("/audit?action=member.logins_ended"))["items"]
    assert [(one["actor"], one["object_id"], one["after"]) for one in logged] == [
        (f"member:{owner.person_id}", str(member.person_id), {"logins": 1})
    ] * 2
    await site.work()
    told = [one.text for one in site.mailer.to(member.email) if "signed out" in one.subject]
    assert [("iPhone" in one, "Firefox on Linux" in one, "Ada Test" in one) for one in told] == [
        (True, False, True),
        (False, True, True),
    ]


async def test_a_key_that_ends_them_is_no_name_in_the_mail(site: Site) -> None:
    owner, member = await team(site, "editor")
    made = await owner.post(
        "/keys", json={"kind": "secret", "scopes": ["members.write", "write", "read", "chat", "models"]}
    )
    answer = await site.caller(made.json()["key"]).delete(f"/members/{member.person_id}/logins")
    assert answer.status_code == 204, answer.text
    await site.work()
    assert A_PROGRAM in site.mailer.to(member.email)[-1].text


async def test_own_sign_ins_are_ended_without_a_mail(site: Site) -> None:
    (owner,) = await team(site)
    assert (await owner.delete(f"/members/{owner.person_id}/logins")).status_code == 204
    await site.work()
    assert site.mailer.to(owner.email) == []


async def test_admins_end_no_owners_and_others_look_at_nobody(site: Site) -> None:
    owner, admin, editor = await team(site, "admin", "editor")
    path = f"/members/{owner.person_id}/logins"
    check_problem(await admin.delete(path), 403, "owners_only")
    check_problem(await editor.get(path), 403, "forbidden")
    check_problem(await editor.delete(path), 403, "forbidden")
    assert (await owner.get("/auth/session")).status_code == 200


async def test_members_of_others_are_not_looked_at(site: Site) -> None:
    (owner,), stranger = await team(site), await open_member(site, "editor")
    for member in (stranger.person_id, uuid4()):
        path = f"/members/{member}/logins"
        for answer in (
            await owner.get(path),
            await owner.delete(path),
            await owner.delete(f"{path}/{stranger.login_id}"),
        ):
            check_problem(answer, 404, "member_not_found")
    assert (await stranger.get("/auth/session")).status_code == 200
