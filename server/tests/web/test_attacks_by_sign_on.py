"""Who may set single sign-on up becomes nobody by it who may do more."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from test_single_sign_on import join_company, link
from web_accounts import sign_up
from web_federation import Stage, error_of, open_stage
from web_people import open_member
from web_shops import check_problem, open_site
from web_sign_on import Company, open_company, verify_domain

from aisle.adapters.openid.fake import FakeProvider
from aisle.core.clock import SystemClock
from aisle.core.db import Database
from aisle.core.db.migrate import Roles


@pytest.fixture
async def stage(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: Any,
) -> AsyncIterator[Stage]:
    parts = database, worker_database, dispatcher_database, roles.secrets, tmp_path_factory.mktemp("attack")
    async with open_stage(lambda **settings: open_site(*parts, **settings)) as made:
        yield made


async def test_provider_is_not_replaced_under_members_who_may_do_more(stage: Stage) -> None:
    corp = await open_company(stage)
    visitor, _ = await corp.sign_on(**corp.somebody())
    admin = (await (await visitor.page()).json("/auth/session"))["person"]["id"]
    given = await corp.owner.call("PUT", f"/members/{admin}/roles", json={"roles": [{"role": "admin"}]})
    assert given.status_code == 200, given.text
    role = await corp.owner.post(
        "/roles", json={"name": "Sign-on", "permissions": ["sign_on.write", "organization.read"]}
    )
    low = await open_member(stage.site, None, organization=corp.organization, role_id=role.json()["id"])
    path = f"/sign-on/connections/{corp.connection['id']}"
    mine = FakeProvider(SystemClock(), "https://idp.low.example", sends_issuer=False)
    body = {"kind": "oidc", "name": "Corp", "roles": {}, "client_id": "aisle"}
    trust = {"issuer": mine.issuer, "client_secret": mine.client_secret}
    check_problem(await low.call("PUT", path, json={**body, **trust}), 403, "rights_exceeded")
    colleague = await open_member(stage.site, "admin", organization=corp.organization)
    assert (await colleague.call("PUT", path, json={**body, **trust})).status_code == 200


async def second_of(corp: Company) -> Company:
    """Another connection of the same organization, with a domain of its own."""
    domain = f"c{uuid4().hex[:12]}.example"
    provider = FakeProvider(SystemClock(), f"https://idp.{domain}", sends_issuer=False)
    corp.stage.web.providers.append(provider)
    trust = {"issuer": provider.issuer, "client_id": "aisle", "client_secret": provider.client_secret}
    sent = {"kind": "oidc", "name": "Second", "roles": {}, **trust}
    made = await corp.owner.post("/sign-on/connections", json=sent)
    assert made.status_code == 201, made.text
    second = Company(corp.stage, corp.owner, domain, made.json(), provider)
    provider.redirect = second.connection["our_callback"]
    await verify_domain(second, domain)
    assert (await second.switch()).status_code == 200
    return second


async def test_link_that_another_one_replaced_opens_nothing(stage: Stage) -> None:
    """Who may change a connection that no owner comes by any more would else become the owner by it."""
    corp, account = await open_company(stage), await sign_up(stage.site)
    second = await second_of(corp)
    await join_company(corp, account, "owner")
    first = await link(corp, account)
    now = await link(second, account)
    admin = await open_member(stage.site, "admin", organization=corp.organization)
    path = f"/sign-on/connections/{corp.connection['id']}"
    kept = {"kind": "oidc", "name": "Corp", "roles": {}, "issuer": corp.provider.issuer, "client_id": "aisle"}
    assert (await admin.call("PUT", path, json=kept)).status_code == 200
    visitor, answer = await corp.sign_on(**first)
    assert error_of(answer) == "sign_in_failed"
    assert visitor.cookies.get("__Host-aisle_session") is None
    _, answer = await second.sign_on(**now)
    assert error_of(answer) is None
