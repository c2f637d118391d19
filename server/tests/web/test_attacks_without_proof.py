"""A stolen sign-in whose person has not proven to be there for a while leaves no door open behind it."""

from typing import Any

import pytest
from test_factors import code_at, with_app
from web_people import open_member
from web_shops import Shop, Site, check_problem

from aisle.core.db import Scope

SOME_ID = "018f0000-0000-7000-8000-000000000000"  # the same in every process that runs tests


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/invitations", {"email": "thief@people.example", "roles": [{"role": "owner"}]}),
        ("POST", "/roles", {"name": "Back door", "permissions": ["keys.write"]}),
        ("PATCH", f"/roles/{SOME_ID}", {"permissions": ["keys.write"]}),
        ("DELETE", f"/roles/{SOME_ID}", None),
        ("POST", "/stores/{slug}/shopper-keys", {"algorithm": "HS256"}),
        ("POST", f"/stores/{{slug}}/shopper-keys/{SOME_ID}/rotate", {}),
    ],
)
async def test_old_proof_makes_nobody_a_member_and_no_key(
    shop: Shop, site: Site, method: str, path: str, body: Any
) -> None:
    owner = await open_member(site, "owner", organization=shop.store.organization_id)
    async with site.parts.database.open_scope(Scope.of_person(owner.person_id)) as session:
        await session.execute(
            "UPDATE login SET verified_at = now() - interval '11 minutes' WHERE person_id = $1",
            owner.person_id,
        )
    answer = await owner.call(method, path.format(slug=shop.store.slug), json=body)
    check_problem(answer, 403, "verification_needed")


async def test_password_alone_proves_nothing_where_a_second_factor_is_set_up(site: Site) -> None:
    account, browser, secret, _ = await with_app(site)
    await account.sql(
        "UPDATE login SET verified_at = now() - interval '11 minutes' WHERE person_id = $1", account.person_id
    )
    factor_id = (await browser.json("/auth/factors"))["items"][0]["id"]
    for password in (account.password, "a wrong password"):  # and which of them is right is not said
        check_problem(
            await browser.post("/auth/verify", json={"password": password}), 403, "verification_needed"
        )
    check_problem(await browser.delete(f"/auth/factors/{factor_id}"), 403, "verification_needed")
    assert (await browser.post("/auth/verify/factor", json={"code": code_at(secret)})).status_code == 204
    assert (await browser.delete(f"/auth/factors/{factor_id}")).status_code == 204
