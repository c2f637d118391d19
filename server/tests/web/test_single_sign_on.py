"""Single sign-on of organizations: their identity providers speak for their own domains, in their own organization, and never elsewhere."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from web_accounts import BROWSER, sign_up
from web_federation import Stage, error_of, open_stage
from web_people import act_in, open_member
from web_shops import check_problem, open_site
from web_sign_on import Company, open_company, verify_domain

from aisle.adapters.openid.fake import FakeProvider
from aisle.adapters.saml.fake import FakeIdentityProvider
from aisle.core.clock import SystemClock
from aisle.core.db import Database, Scope
from aisle.core.db.migrate import Roles
from aisle.identity.members.joining import join
from aisle.identity.members.types import Given, Newcomer


@pytest.fixture(scope="module")
async def opened(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: Any,
) -> AsyncIterator[Stage]:
    parts = database, worker_database, dispatcher_database, roles.secrets, tmp_path_factory.mktemp("sso")
    async with open_stage(lambda **settings: open_site(*parts, **settings)) as made:
        yield made


@pytest.fixture
def stage(opened: Stage) -> Stage:
    return opened.reset()


@pytest.fixture(scope="module")
async def corp(opened: Stage) -> Company:
    return await open_company(opened)


@pytest.fixture(scope="module")
async def saml(opened: Stage) -> Company:
    return await open_company(opened, "saml")


async def session_of(visitor: Any) -> Any:
    return await (await visitor.page()).json("/auth/session")


# in ---------------------------------------------------------------------------------------------------------------


async def test_address_leads_to_the_single_sign_on_of_its_domain(stage: Stage, corp: Company) -> None:
    found = await stage.site.caller(None).post("/auth/sign-on", json={"email": f"anybody@{corp.domain}"})
    assert found.json()["start"] == f"/api/v1/auth/sign-on/{corp.connection['id']}/start"
    unknown = await stage.site.caller(None).post("/auth/sign-on", json={"email": "anybody@nobody.example"})
    check_problem(unknown, 404, "connection_not_found")


@pytest.mark.parametrize("kind", ["corp", "saml"])
async def test_somebody_of_the_domain_becomes_a_member(
    kind: str, stage: Stage, corp: Company, saml: Company
) -> None:
    company = corp if kind == "corp" else saml
    who = company.somebody()
    if kind == "corp":
        visitor, answer = await company.sign_on(**who)
    else:
        visitor, answer = await company.sign_on_by_saml(
            subject=who["sub"], attributes={"email": [who["email"]]}
        )
    assert error_of(answer) is None
    page = await session_of(visitor)
    assert page["person"]["email"] == who["email"]
    (organization,) = page["organizations"]
    assert organization["id"] == str(company.organization)
    assert page["login"]["methods"] == ["oidc" if kind == "corp" else "saml"]
    (member,) = await company.sql(
        "SELECT joined_by, connection_id FROM member WHERE organization_id = $1 AND person_id = $2",
        company.organization,
        page["person"]["id"],
    )
    assert (member["joined_by"], str(member["connection_id"])) == ("sso", company.connection["id"])


async def test_roles_follow_the_groups_at_every_sign_in(stage: Stage) -> None:
    company = await open_company(stage)
    rules = [{"group": "staff", "role": "editor"}, {"group": "care", "role": "support"}]
    assert (await company.change(roles={"groups_attribute": "teams", "rules": rules})).status_code == 200
    who = company.somebody()
    for groups, expected in (
        (["staff"], {"editor"}),
        (["staff", "care"], {"editor", "support"}),
        (["care", "x"], {"support"}),
    ):
        visitor, answer = await company.sign_on(**who, teams=groups)
        assert error_of(answer) is None
        person_id = (await session_of(visitor))["person"]["id"]
        rows = await company.sql(
            "SELECT role FROM member_role WHERE organization_id = $1 AND person_id = $2",
            company.organization,
            person_id,
        )
        assert {row["role"] for row in rows} == expected
    for groups in ([], ["Staff"], ["staff "], "owner"):
        _, answer = await company.sign_on(**who, teams=groups)
        assert error_of(answer) == "sso_no_role"
    assert error_of((await company.sign_on(**company.somebody()))[1]) == "sso_no_role"


async def test_nobody_becomes_an_owner_but_by_a_rule_that_an_owner_made(stage: Stage) -> None:
    company = await open_company(stage)
    admin = await open_member(stage.site, "admin", organization=company.organization)
    path = f"/sign-on/connections/{company.connection['id']}"
    body = {
        "kind": "oidc",
        "name": "Corp",
        **company.trust(),
        "roles": {"rules": [{"group": "boss", "role": "owner"}]},
    }
    check_problem(await admin.call("PUT", path, json=body), 403, "owners_only")
    assert (await company.change(roles=body["roles"])).status_code == 200
    visitor, _ = await company.sign_on(**company.somebody(), groups=["boss"])
    assert any(
        "organization.delete" in one["actions"]
        for one in (await session_of(visitor))["organizations"][0]["rights"]
    )
    # From here on, who can change whom we believe could become an owner.
    for call in (
        admin.call("PUT", path, json={**body, "roles": {"default_role": "analyst"}}),
        admin.call("PUT", f"{path}/state", json={"enabled": True}),
        admin.call("DELETE", path),
    ):
        check_problem(await call, 403, "owners_only")


async def test_maker_of_rules_gives_no_more_than_they_have(stage: Stage) -> None:
    company = await open_company(stage)
    role_id = (
        await company.sql(
            "INSERT INTO role (organization_id, id, name, actions) VALUES ($1, gen_random_uuid(), 'IT', '{sign_on.write,organization.read}') RETURNING id",
            company.organization,
        )
    )[0]["id"]
    keeper = await open_member(stage.site, None, organization=company.organization, role_id=role_id)
    body = {"kind": "oidc", "name": "Corp", **company.trust(), "roles": {"default_role": "admin"}}
    answer = await keeper.call("PUT", f"/sign-on/connections/{company.connection['id']}", json=body)
    check_problem(answer, 403, "rights_exceeded")


# never elsewhere --------------------------------------------------------------------------------------------------


async def test_identity_provider_says_nothing_of_other_domains(stage: Stage, corp: Company) -> None:
    victim = await sign_up(stage.site)
    for email in (
        victim.email,
        f"x@sub.{corp.domain}",
        f"x@{corp.domain}.evil.example",
        f"x@evil{corp.domain}",
        "",
        "x",
        None,
    ):
        visitor, answer = await corp.sign_on(**corp.somebody(email=email))
        assert error_of(answer) == "sso_domain_not_verified"
        assert not visitor.is_signed_in


async def test_address_that_the_provider_calls_unverified_is_not_taken(corp: Company) -> None:
    _, answer = await corp.sign_on(**corp.somebody(email_verified=False))
    assert error_of(answer) == "sso_domain_not_verified"


async def test_person_with_a_password_is_not_taken_over(stage: Stage, corp: Company) -> None:
    """They may belong to other organizations: only they themselves link their account."""
    victim = await sign_up(
        stage.site, email=f"boss.{corp.domain[:8]}@{corp.domain}", organization="Elsewhere"
    )
    await victim.sql("UPDATE person SET email_confirmed_at = now() WHERE person_id = $1", victim.person_id)
    visitor, answer = await corp.sign_on(**corp.somebody(email=victim.email))
    assert error_of(answer) == "account_exists"
    assert not visitor.is_signed_in


async def test_member_who_is_an_owner_or_has_a_password_is_not_matched_by_an_address(
    stage: Stage, corp: Company
) -> None:
    for role in ("owner", "analyst"):
        account = await sign_up(stage.site, email=f"{role}.{corp.domain[:8]}@{corp.domain}")
        await account.sql(
            "UPDATE person SET email_confirmed_at = now() WHERE person_id = $1", account.person_id
        )
        await join_company(corp, account, role)
        _, answer = await corp.sign_on(**corp.somebody(email=account.email))
        assert error_of(answer) == "account_exists"


async def join_company(company: Company, account: Any, role: str) -> None:
    parts = company.stage.site.parts
    async with parts.database.open_scope(Scope(company.organization, None)) as session:
        newcomer = Newcomer(account.person_id, account.name, account.email)
        await join(parts.database, parts.vault, session, newcomer, [Given(role)], "invitation")


async def test_same_subject_at_another_organizations_provider_is_somebody_else(
    stage: Stage, corp: Company
) -> None:
    """The other organization's provider says the same issuer, subject and address; it is still another's."""
    who = corp.somebody()
    first, _ = await corp.sign_on(**who)
    copy = FakeProvider(SystemClock(), corp.provider.issuer, sends_issuer=False)
    stage.web.providers.insert(0, copy)
    try:
        rogue = await open_company(stage, provider=copy)
        visitor, answer = await rogue.sign_on(**who)
        assert error_of(answer) == "sso_domain_not_verified"
        assert not visitor.is_signed_in
        visitor, answer = await rogue.sign_on(**{**who, "email": f"x@{rogue.domain}"})
        assert (await session_of(visitor))["person"]["id"] != (await session_of(first))["person"]["id"]
    finally:
        stage.web.providers.remove(copy)


async def test_sign_in_by_single_sign_on_stays_in_its_organization(stage: Stage, corp: Company) -> None:
    """Somebody who linked belongs to another organization, too: their identity provider does not open it."""
    account = await sign_up(stage.site, organization="Elsewhere")
    (entrance,) = await account.sql(
        "SELECT organization_id FROM person_organization WHERE person_id = $1", account.person_id
    )
    await join_company(corp, account, "analyst")
    who = await link(corp, account)
    visitor, answer = await corp.sign_on(**who)
    assert error_of(answer) is None
    page = await visitor.page()
    said = await page.json("/auth/session")
    assert said["person"]["id"] == str(account.person_id)
    assert [one["id"] for one in said["organizations"]] == [str(corp.organization)]
    for method, path in (
        ("PATCH", "/auth/account"),
        ("GET", "/auth/identities"),
        ("GET", "/auth/logins"),
        ("POST", "/auth/password"),
    ):
        check_problem(
            await page.call(method, path, json={} if method != "GET" else None), 403, "sign_on_only"
        )
    await account.sql(
        "UPDATE login SET organization_id = $2 WHERE person_id = $1 AND connection_id IS NOT NULL",
        account.person_id,
        entrance["organization_id"],
    )
    stage.site.parts.authenticator.forget()
    check_problem(await page.get("/auth/session"), 401, "unauthorized")


async def link(company: Company, account: Any) -> Any:
    """Link the company's identity provider to a signed-in member; returns the claims that sign in from then on."""
    visitor, who = company.stage.visitor(), company.somebody(email=account.email)
    visitor.cookies["__Host-aisle_session"] = (await account.browser()).cookie
    page = await visitor.page()
    begun = await page.post(f"/auth/identities/sign-on/{company.connection['id']}/link", json={})
    assert begun.status_code == 200, begun.text
    name, _, value = begun.headers["set-cookie"].partition(";")[0].partition("=")
    visitor.cookies[name] = value
    params = company.provider.approve(begun.json()["location"], **who)
    from urllib.parse import urlencode

    answer = await visitor.get(f"{company.base}/callback?{urlencode(params)}")
    assert error_of(answer) is None
    return who


async def test_who_is_no_member_links_nothing(stage: Stage, corp: Company) -> None:
    account = await sign_up(stage.site)
    with pytest.raises(AssertionError):
        await link(corp, account)


async def test_connection_that_is_switched_off_ends_its_sign_ins(stage: Stage) -> None:
    company = await open_company(stage)
    visitor, _ = await company.sign_on(**company.somebody())
    page = await visitor.page()
    assert (await company.switch(enabled=False)).status_code == 200
    stage.site.parts.authenticator.forget()
    check_problem(await page.get("/auth/session"), 401, "unauthorized")
    assert error_of(await stage.visitor().get(f"{company.base}/start")) == "connection_not_found"
    assert (await company.owner.get("/sign-on/connections")).status_code == 200


async def test_suspended_member_stays_out_whatever_the_provider_says(stage: Stage, corp: Company) -> None:
    who = corp.somebody()
    visitor, _ = await corp.sign_on(**who)
    person_id = (await session_of(visitor))["person"]["id"]
    await corp.sql(
        "UPDATE member SET suspended_at = now() WHERE organization_id = $1 AND person_id = $2",
        corp.organization,
        person_id,
    )
    assert error_of((await corp.sign_on(**who))[1]) == "member_suspended"


# the only way in --------------------------------------------------------------------------------------------------


async def test_required_single_sign_on_closes_passwords_but_for_owners(stage: Stage) -> None:
    company = await open_company(stage)
    member = await sign_up(stage.site, email=f"m.{company.domain[:8]}@{company.domain}")
    boss = await sign_up(stage.site, email=f"b.{company.domain[:8]}@{company.domain}")
    guest = await sign_up(stage.site)
    for account, role in ((member, "admin"), (boss, "owner"), (guest, "admin")):
        await join_company(company, account, role)
    inside = await member.browser()
    await member.sql(
        "UPDATE login SET organization_id = $2 WHERE person_id = $1", member.person_id, company.organization
    )
    stage.site.parts.authenticator.forget()
    assert (await inside.get("/sign-on/connections")).status_code == 200
    assert (await company.switch(required=True)).status_code == 200
    stage.site.parts.authenticator.forget()
    check_problem(await inside.get("/sign-on/connections"), 403, "forbidden")  # an open sign-in closes, too
    check_problem(await member.sign_in(), 403, "sign_on_required")
    assert (await boss.sign_in()).status_code == 200
    assert (await guest.sign_in()).status_code == 200
    assert (await member.sign_in(password="not the right one at all")).status_code == 401


async def test_member_of_two_organizations_keeps_the_other_one(stage: Stage) -> None:
    company = await open_company(stage)
    account = await sign_up(
        stage.site, email=f"t.{company.domain[:8]}@{company.domain}", organization="Elsewhere"
    )
    await join_company(company, account, "admin")
    assert (await company.switch(required=True)).status_code == 200
    page = await account.browser()
    said = await page.json("/auth/session")
    assert said["person"]["id"] == str(account.person_id)
    await account.sql(
        "UPDATE login SET organization_id = $2 WHERE person_id = $1", account.person_id, company.organization
    )
    stage.site.parts.authenticator.forget()
    check_problem(await page.get("/sign-on/connections"), 403, "forbidden")


# SAML -------------------------------------------------------------------------------------------------------------


async def refused(visitor: Any, answer: Any, code: str) -> None:
    assert error_of(answer) == code
    assert not visitor.is_signed_in


async def test_saml_answer_is_taken_once_and_in_its_own_browser(stage: Stage, saml: Company) -> None:
    visitor, who = stage.visitor(), saml.somebody()
    form = await saml.saml_form(visitor, subject=who["email"])
    stranger = stage.visitor()
    await refused(stranger, await stranger.post_form(f"{saml.base}/acs", form), "sign_in_not_begun")
    cookie = visitor.cookies["__Host-aisle_pending"]
    copies = [stage.visitor() for _ in range(50)]
    for one in copies:
        one.cookies["__Host-aisle_pending"] = cookie
    answers = await asyncio.gather(*(one.post_form(f"{saml.base}/acs", form) for one in copies))
    assert [error_of(one) for one in answers].count(None) == 1


async def test_saml_cookie_is_sent_with_a_post_from_elsewhere(stage: Stage, saml: Company) -> None:
    (line,) = (await stage.visitor().get(f"{saml.base}/start")).headers.get_list("set-cookie")
    assert {"secure", "httponly", "samesite=none", "path=/"} <= {
        part.strip().lower() for part in line.split(";")
    }


async def test_assertion_is_used_once_also_in_another_sign_in(stage: Stage, saml: Company) -> None:
    """A thief who sees an answer begins a sign-in of their own and sends it along: it answers another request."""
    first, second = stage.visitor(), stage.visitor()
    form = await saml.saml_form(first, subject=saml.somebody()["email"])
    own = await saml.saml_form(second, subject=saml.somebody()["email"])
    stolen = {**own, "SAMLResponse": form["SAMLResponse"]}
    await refused(second, await second.post_form(f"{saml.base}/acs", stolen), "sign_in_failed")


async def test_unasked_answer_is_taken_only_where_that_is_switched_on_and_once(stage: Stage) -> None:
    company = await open_company(stage, "saml")
    who = company.somebody()
    unasked = company.provider.respond(wanted_by(company, who["email"]))
    visitor = stage.visitor()
    await refused(
        visitor,
        await visitor.post_form(f"{company.base}/acs", {"SAMLResponse": unasked}),
        "sign_in_not_begun",
    )
    assert (await company.change(takes_unasked=True)).status_code == 200
    assert error_of(await stage.visitor().post_form(f"{company.base}/acs", {"SAMLResponse": unasked})) is None
    again = stage.visitor()
    await refused(
        again, await again.post_form(f"{company.base}/acs", {"SAMLResponse": unasked}), "sign_in_failed"
    )


def wanted_by(company: Company, subject: str) -> Any:
    from aisle.adapters.saml.fake import Wanted
    from aisle.core.ids import new_id

    return Wanted(
        company.connection["our_acs"],
        company.connection["our_entity_id"],
        None,
        subject,
        assertion_id=f"_a{new_id().hex}",
    )


async def test_other_connections_provider_is_not_believed(stage: Stage, saml: Company) -> None:
    other = FakeIdentityProvider(saml.provider.entity_id)
    visitor = stage.visitor()
    genuine, saml.provider = saml.provider, other
    try:
        form = await saml.saml_form(visitor, subject=saml.somebody()["email"])
    finally:
        saml.provider = genuine
    await refused(visitor, await visitor.post_form(f"{saml.base}/acs", form), "sign_in_failed")


async def test_our_metadata_says_where_answers_go(stage: Stage, saml: Company) -> None:
    answer = await stage.visitor().get(f"{saml.base}/metadata")
    assert answer.headers["content-type"] == "application/samlmetadata+xml"
    assert saml.connection["our_acs"] in answer.text
    assert 'WantAssertionsSigned="true"' in answer.text


# setting it up ----------------------------------------------------------------------------------------------------


async def test_no_answer_holds_a_secret(stage: Stage, corp: Company) -> None:
    listed = await corp.owner.get("/sign-on/connections")
    assert listed.json()["connections"][0]["has_secret"] is True
    assert corp.provider.client_secret not in listed.text
    (row,) = await corp.sql(
        "SELECT secret_sealed, settings FROM sso_connection WHERE organization_id = $1", corp.organization
    )
    assert corp.provider.client_secret.encode() not in row["secret_sealed"]


async def test_secret_is_not_sent_to_an_address_that_it_was_not_set_with(corp: Company) -> None:
    answer = await corp.change(issuer="https://evil.example", client_id="aisle")
    check_problem(answer, 422, "invalid_input")
    assert (await corp.change(name="Same address")).status_code == 200


async def test_connection_is_tried_before_anybody_depends_on_it(
    stage: Stage, corp: Company, saml: Company
) -> None:
    for company in (corp, saml):
        found = await company.owner.post(f"/sign-on/connections/{company.connection['id']}/test")
        assert found.json() == {"works": True, "code": None, "detail": "The provider answers as expected."}
    corp.provider.is_away = True
    stage.site.parts.sign_in.flows._flows.clear()
    found = await corp.owner.post(f"/sign-on/connections/{corp.connection['id']}/test")
    corp.provider.is_away = False
    assert found.json()["code"] == "provider_unavailable"


async def test_connection_without_a_verified_domain_is_not_switched_on(stage: Stage) -> None:
    company = await open_company(stage, "saml")
    await company.switch(enabled=False)
    path = f"/sign-on/connections/{company.connection['id']}/domains/{company.domain}"
    assert (await company.owner.delete(path)).status_code == 204
    check_problem(await company.switch(), 422, "invalid_input")


async def test_domain_needs_its_proof(stage: Stage, corp: Company) -> None:
    path = f"/sign-on/connections/{corp.connection['id']}/domains"
    added = (await corp.owner.post(path, json={"domain": "Unproven.Example"})).json()
    verify = f"{path}/unproven.example/verify"
    stage.resolver.records[added["record"]] = [
        "aisle-verification=",
        added["proof"][:-1],
        "x" + added["proof"],
    ]
    check_problem(await corp.owner.post(verify), 409, "domain_not_proven")
    _, answer = await corp.sign_on(**corp.somebody(email="x@unproven.example"))
    assert error_of(answer) == "sso_domain_not_verified"
    stage.web.documents[added["file"]] = (added["proof"] + "\n").encode()
    assert (await corp.owner.post(verify)).json()["verified_at"]
    rival = await open_company(stage)
    with pytest.raises(AssertionError, match="domain_taken"):
        await verify_domain(rival, "unproven.example")


@pytest.mark.parametrize(
    "domain",
    ["com", "a b.example", "http://x.example", "x.example/y", "127.0.0.1:80", "@x.example", "-x.example"],
)
async def test_what_is_no_domain_is_not_added(corp: Company, domain: str) -> None:
    answer = await corp.owner.post(
        f"/sign-on/connections/{corp.connection['id']}/domains", json={"domain": domain}
    )
    check_problem(answer, 422, "invalid_input")


async def test_foreign_connection_is_no_more_than_an_absent_one(
    stage: Stage, corp: Company, saml: Company
) -> None:
    path = f"/sign-on/connections/{corp.connection['id']}"
    for method, one, body in (
        ("PUT", path, {"kind": "saml", "name": "x", "metadata": saml.provider.metadata()}),
        ("PUT", f"{path}/state", {"enabled": False}),
        ("POST", f"{path}/test", None),
        ("DELETE", path, None),
        ("POST", f"{path}/domains", {"domain": "new.example"}),
        ("POST", f"{path}/domains/{corp.domain}/verify", None),
        ("DELETE", f"{path}/domains/{corp.domain}", None),
    ):
        answer = await saml.owner.call(method, one, json=body)
        check_problem(answer, 404, "connection_not_found")


@pytest.mark.parametrize("role", ["editor", "support", "developer", "analyst"])
async def test_low_roles_do_not_see_the_settings(stage: Stage, corp: Company, role: str) -> None:
    member = await open_member(stage.site, role, organization=corp.organization)
    check_problem(await member.get("/sign-on/connections"), 403, "forbidden")


async def test_changes_need_a_recent_proof_and_are_audited(stage: Stage, corp: Company) -> None:
    other = await open_member(stage.site, "admin", organization=corp.organization)
    async with stage.site.parts.database.open_scope(Scope.of_person(other.person_id)) as session:
        await session.execute(
            "UPDATE login SET verified_at = now() - interval '1 hour' WHERE person_id = $1", other.person_id
        )
    await act_in(other, corp.organization)
    check_problem(await corp.switch(who=other), 403, "verification_needed")
    rows = await corp.sql(
        "SELECT action FROM audit_entry WHERE organization_id = $1 ORDER BY number", corp.organization
    )
    assert {"sign_on.created", "sign_on.domain_added", "sign_on.domain_verified", "sign_on.switched"} <= {
        row["action"] for row in rows
    }
    assert BROWSER
