"""Who may set single sign-on up becomes nobody by it who may do more."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from web_federation import Stage, open_stage
from web_people import open_member
from web_shops import check_problem, open_site
from web_sign_on import open_company

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
