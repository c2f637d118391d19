"""Invitations: within the inviter's rights, for one address, once; and looked at again when they are accepted."""

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from web_people import Person, open_member, open_person
from web_shops import Json, Site, check_problem

from aisle.adapters.email.memory import MemoryMailer
from aisle.core.db import Scope
from aisle.identity.invitations import accepting

SUPPORT = [{"role": "support"}]


@pytest.fixture
def mailer(site: Site) -> Iterator[MemoryMailer]:
    before, site.worker.mailer = site.worker.mailer, MemoryMailer()
    yield site.worker.mailer
    site.worker.mailer = before


async def invite(actor: Person, email: str, roles: Any = SUPPORT) -> Any:
    return await actor.post("/invitations", json={"email": email, "roles": roles})


async def token_for(site: Site, mailer: MemoryMailer, email: str) -> str:
    """The token of the newest mail to an address."""
    await site.work()
    return mailer.to(email)[-1].text.split("#token=")[1].split()[0]


async def accept(person: Person, token: str) -> Any:
    return await person.post("/auth/invitations/accept", json={"token": token})


async def spent(site: Site, person: Person, token: str) -> None:
    """Assert that a link opens nothing any more, and says no more than that."""
    check_problem(await accept(person, token), 404, "invitation_spent")
    preview = await site.caller(None).post("/auth/invitations/preview", json={"token": token})
    check_problem(preview, 404, "invitation_spent")


async def test_an_invited_person_joins_with_the_roles_and_a_confirmed_address(
    site: Site, mailer: MemoryMailer
) -> None:
    owner, guest = await open_member(site, "owner"), await open_person(site, confirmed=False)
    made = await invite(owner, guest.email.upper())
    assert (made.status_code, made.json()["state"]) == (201, "open")
    assert "secret" not in made.text
    token = await token_for(site, mailer, guest.email)
    offer = await site.caller(None).post("/auth/invitations/preview", json={"token": token})
    assert offer.json()["email"] == guest.email
    joined = await accept(guest, token)
    assert joined.json()["organization_id"] == str(owner.organization_id)
    member = await owner.json(f"/members/{guest.person_id}")
    assert [one["role"] for one in member["roles"]] == ["support"]
    assert (await owner.json("/invitations"))["items"][0]["state"] == "accepted"
    async with site.parts.database.open_scope(Scope.of_person(guest.person_id)) as session:
        assert await session.fetchval("SELECT email_confirmed_at IS NOT NULL FROM person")
    await spent(site, guest, token)


async def test_the_jobs_of_invitations_hold_no_address_and_no_token(site: Site, mailer: MemoryMailer) -> None:
    owner, email = await open_member(site, "owner"), f"g{uuid4().hex}@guests.example"
    await invite(owner, email)
    token = await token_for(site, mailer, email)
    async with site.parts.database.open_scope(Scope(owner.organization_id, None)) as session:
        rows = await session.fetch("SELECT payload::text AS text FROM job")
        stored = await session.fetch("SELECT i::text AS text FROM invitation i")
    assert rows
    assert stored
    for row in [*rows, *stored]:
        assert email not in row["text"]
        assert token not in row["text"]


async def test_the_link_is_for_the_invited_address_alone(site: Site, mailer: MemoryMailer) -> None:
    owner, guest, thief = await open_member(site, "owner"), await open_person(site), await open_person(site)
    await invite(owner, guest.email)
    token = await token_for(site, mailer, guest.email)
    check_problem(await accept(thief, token), 403, "invitation_for_another")
    check_problem(
        await site.caller(None).post("/auth/invitations/accept", json={"token": token}), 401, "unauthorized"
    )
    assert (await accept(guest, token)).status_code == 200


async def test_of_fifty_acceptances_at_once_one_wins(site: Site, mailer: MemoryMailer) -> None:
    owner, guest = await open_member(site, "owner"), await open_person(site)
    await invite(owner, guest.email)
    token = await token_for(site, mailer, guest.email)
    answers = await asyncio.gather(*(accept(guest, token) for _ in range(50)))
    assert sorted(answer.status_code for answer in answers) == [200] + [404] * 49


async def test_sending_again_kills_the_link_before(site: Site, mailer: MemoryMailer) -> None:
    owner, guest = await open_member(site, "owner"), await open_person(site)
    made = (await invite(owner, guest.email)).json()
    old = await token_for(site, mailer, guest.email)
    resend = f"/invitations/{made['id']}/resend"
    check_problem(await owner.post(resend), 429, "too_many_invitations")
    await arrange(
        owner, "UPDATE invitation SET sent_at = sent_at - interval '2 minutes' WHERE id = $1", made["id"]
    )
    assert (await owner.post(resend)).status_code == 200
    await spent(site, guest, old)
    new = await token_for(site, mailer, guest.email)
    await spent(site, guest, old)
    assert (await accept(guest, new)).status_code == 200


async def arrange(owner: Person, statement: str, *arguments: Any) -> None:
    async with owner.site.parts.database.open_scope(Scope(owner.organization_id, None)) as session:
        await session.execute(statement, *arguments)


async def test_revoked_and_expired_links_open_nothing(site: Site, mailer: MemoryMailer) -> None:
    owner, one, other = await open_member(site, "owner"), await open_person(site), await open_person(site)
    revoked, expired = (await invite(owner, one.email)).json(), (await invite(owner, other.email)).json()
    tokens = [await token_for(site, mailer, guest.email) for guest in (one, other)]
    assert (await owner.delete(f"/invitations/{revoked['id']}")).status_code == 204
    await arrange(owner, "UPDATE invitation SET expires_at = now() WHERE id = $1", expired["id"])
    await spent(site, one, tokens[0])
    await spent(site, other, tokens[1])
    states = {item["id"]: item["state"] for item in (await owner.json("/invitations"))["items"]}
    assert (states[revoked["id"]], states[expired["id"]]) == ("revoked", "expired")
    check_problem(await owner.post(f"/invitations/{revoked['id']}/resend"), 409, "conflict")


async def test_links_of_a_suspended_organization_open_nothing(site: Site, mailer: MemoryMailer) -> None:
    owner, guest = await open_member(site, "owner"), await open_person(site)
    await invite(owner, guest.email)
    token = await token_for(site, mailer, guest.email)
    await arrange(
        owner, "UPDATE tenant SET suspended_at = now() WHERE organization_id = $1", owner.organization_id
    )
    await spent(site, guest, token)


async def test_who_may_invite_but_no_owner_any_more_invited_none(site: Site, mailer: MemoryMailer) -> None:
    first, guest = await open_member(site, "owner"), await open_person(site)
    owner = await open_member(site, "owner", organization=first.organization_id)
    await invite(owner, guest.email, [{"role": "owner"}])
    token = await token_for(site, mailer, guest.email)
    lowered = await first.call(
        "PUT", f"/members/{owner.person_id}/roles", json={"roles": [{"role": "admin"}]}
    )
    assert lowered.status_code == 200
    await spent_for(guest, token)


@pytest.mark.parametrize("loss", ["demoted", "suspended", "removed"])
async def test_who_lost_the_right_invited_nobody(site: Site, mailer: MemoryMailer, loss: str) -> None:
    owner, guest = await open_member(site, "owner"), await open_person(site)
    admin = await open_member(site, "admin", organization=owner.organization_id)
    await invite(admin, guest.email)
    token = await token_for(site, mailer, guest.email)
    member = f"/members/{admin.person_id}"
    if loss == "demoted":
        await owner.call("PUT", f"{member}/roles", json={"roles": [{"role": "support"}]})
    elif loss == "suspended":
        await owner.post(f"{member}/suspend", json={"reason": "x"})
    else:
        await owner.delete(member)
    await spent_for(guest, token)


async def spent_for(guest: Person, token: str) -> None:
    check_problem(await accept(guest, token), 404, "invitation_spent")


async def test_loss_of_the_right_goes_red_without_its_check(
    site: Site, mailer: MemoryMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_: Any) -> None: ...

    monkeypatch.setattr(accepting, "_check_inviter", nothing)
    with pytest.raises(AssertionError):
        await test_who_lost_the_right_invited_nobody(site, mailer, "demoted")


async def test_nobody_invites_with_more_than_they_have(site: Site) -> None:
    owner = await open_member(site, "owner")
    admin = await open_member(site, "admin", organization=owner.organization_id)
    check_problem(await invite(admin, "a@guests.example", [{"role": "owner"}]), 403, "owners_only")
    role = await owner.post("/roles", json={"name": "HR", "permissions": ["members.read", "members.write"]})
    manager = await open_member(site, None, organization=owner.organization_id, role_id=role.json()["id"])
    check_problem(await invite(manager, "a@guests.example"), 403, "rights_exceeded")


async def test_one_address_has_one_open_invitation_and_members_none(site: Site) -> None:
    owner, email = await open_member(site, "owner"), f"g{uuid4().hex}@guests.example"
    made = (await invite(owner, email)).json()
    again = check_problem(await invite(owner, email), 409, "invitation_open")
    assert again["invitation_id"] == made["id"]
    check_problem(await invite(owner, owner.email), 409, "already_member")


@pytest.mark.parametrize(
    "email", ["", "x", "a@b", "a b@guests.example", "a@guests.example\nBcc: b@x.example", "@x.example"]
)
async def test_what_is_no_address_is_not_invited(site: Site, email: str) -> None:
    check_problem(await invite(await open_member(site, "owner"), email), 422, "invalid_input")


@pytest.mark.parametrize("token", ["", "x", "aisle_iv_", "aisle_iv_" + "A" * 86, "aisle_ls_" + "A" * 86])
async def test_made_up_links_open_nothing(site: Site, token: str) -> None:
    await spent(site, await open_person(site), token)


async def test_a_changed_link_opens_nothing(site: Site, mailer: MemoryMailer) -> None:
    owner, guest = await open_member(site, "owner"), await open_person(site)
    await invite(owner, guest.email)
    token = await token_for(site, mailer, guest.email)
    for place in range(9, len(token), 7):
        other = "A" if token[place] != "A" else "B"
        await spent_for(guest, token[:place] + other + token[place + 1 :])
    assert (await accept(guest, token)).status_code == 200


async def test_invitations_of_others_answer_like_absent_ones(site: Site) -> None:
    one, other = await open_member(site, "owner"), await open_member(site, "owner")
    made: Json = (await invite(other, f"g{uuid4().hex}@guests.example")).json()
    for invitation_id in (made["id"], str(uuid4())):
        path = f"/invitations/{invitation_id}"
        check_problem(await one.delete(path), 404, "invitation_not_found")
        check_problem(await one.post(f"{path}/resend"), 404, "invitation_not_found")


async def test_keys_invite_nobody(site: Site) -> None:
    owner = await open_member(site, "owner")
    made = await owner.post("/keys", json={"kind": "secret", "scopes": ["members.write"]})
    answer = await site.caller(made.json()["key"]).post(
        "/invitations", json={"email": "a@guests.example", "roles": SUPPORT}
    )
    check_problem(answer, 403, "forbidden")
