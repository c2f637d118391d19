"""Each thing that ends a credential ends it alone: written into its row, while everything else about it stays as it was."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from web_accounts import sign_up
from web_people import open_member, open_person
from web_shops import Caller, Shop, Site

from aisle.core.db import Scope
from aisle.identity.tokens import read_shopper_token

REVOKE = "SET revoked_at = now() WHERE id = $1"
EXPIRE = "SET expires_at = now() - interval '1 second' WHERE id = $1"
STORE = "UPDATE store SET suspended_at = now() WHERE store_id = $1"
TENANT = "UPDATE tenant SET suspended_at = now() WHERE organization_id = $1"
MEMBER = "UPDATE member SET suspended_at = now() WHERE person_id = $1"
# Longer than either kind of sign-in may be unseen.
UNSEEN = "UPDATE login SET seen_at = now() - interval '400 days' WHERE id = $1"
END = "UPDATE login SET ended_at = now() WHERE id = $1"


@dataclass
class Held:
    """A credential in use. path: what it opens. rows: what may be said to be over, by name. scope: where they are."""

    caller: Caller
    path: str
    scope: Scope
    rows: dict[str, UUID]

    async def end(self, site: Site, what: str, statement: str) -> None:
        async with site.parts.database.open_scope(self.scope) as session:
            assert await session.execute(statement, self.rows[what]) == 1
        site.parts.authenticator.forget()


def of_shop(shop: Shop, caller: Caller, **rows: UUID) -> Held:
    organization, store = shop.store.organization_id, shop.store.id
    held = {"tenant": organization, "store": store, **rows}
    return Held(caller, "/products", Scope(organization, store), held)


async def shop_beside_another(site: Site) -> Shop:
    """A shop whose organization has a second one: what ends there must not be looked up here."""
    shop = await site.open_shop()
    await site.open_shop(shop.store.organization_id)
    return shop


async def hold_key(site: Site) -> Held:
    shop = await shop_beside_another(site)
    key_id, caller = await shop.key(kind="secret")
    return of_shop(shop, caller, key=key_id)


async def hold_session(site: Site) -> Held:
    shop = await shop_beside_another(site)
    shopper = await shop.start_shopper()
    text = read_shopper_token(site.parts.secrets.key("shopper tokens"), str(shopper.token))
    assert text
    (row,) = await shop.sql("SELECT key_id FROM shopper_session WHERE id = $1", text.session_id)
    return of_shop(shop, shopper, session=text.session_id, key=row["key_id"])


async def hold_cookie(site: Site) -> Held:
    person = await open_person(site)
    rows = {"login": person.login_id, "tenant": person.person_id}
    return Held(person, "/auth/session", Scope.of_person(person.person_id), rows)


async def hold_access_token(site: Site) -> Held:
    account = await sign_up(site)
    phone = await account.phone()
    (row,) = await account.sql("SELECT id FROM login WHERE kind = 'token'")
    rows = {"login": row["id"], "tenant": account.person_id}
    return Held(phone, "/auth/session", Scope.of_person(account.person_id), rows)


async def hold_membership(site: Site) -> Held:
    shop = await shop_beside_another(site)
    member = await open_member(site, "developer", store=shop)
    return Held(
        member,
        "/keys",
        Scope(shop.store.organization_id, shop.store.id),
        {"member": member.person_id, "store": shop.store.id, "tenant": shop.store.organization_id},
    )


Holding = Callable[[Site], Awaitable[Held]]
ENDINGS: dict[str, tuple[Holding, str, str]] = {
    "key revoked": (hold_key, "key", f"UPDATE api_key {REVOKE}"),
    "key expired": (hold_key, "key", f"UPDATE api_key {EXPIRE}"),
    "key of a suspended store": (hold_key, "store", STORE),
    "key of a suspended organization": (hold_key, "tenant", TENANT),
    "session revoked": (hold_session, "session", f"UPDATE shopper_session {REVOKE}"),
    "session expired": (hold_session, "session", f"UPDATE shopper_session {EXPIRE}"),
    "session of a revoked key": (hold_session, "key", f"UPDATE api_key {REVOKE}"),
    "session of an expired key": (hold_session, "key", f"UPDATE api_key {EXPIRE}"),
    "session of a suspended store": (hold_session, "store", STORE),
    "session of a suspended organization": (hold_session, "tenant", TENANT),
    "cookie ended": (hold_cookie, "login", END),
    "cookie expired": (hold_cookie, "login", f"UPDATE login {EXPIRE}"),
    "cookie unseen for long": (hold_cookie, "login", UNSEEN),
    "cookie of a suspended person": (hold_cookie, "tenant", TENANT),
    "access token of an ended sign-in": (hold_access_token, "login", END),
    "access token of an expired sign-in": (hold_access_token, "login", f"UPDATE login {EXPIRE}"),
    "access token of a sign-in unseen for long": (hold_access_token, "login", UNSEEN),
    "access token of a suspended person": (hold_access_token, "tenant", TENANT),
    "membership suspended": (hold_membership, "member", MEMBER),
    "membership in a suspended store": (hold_membership, "store", STORE),
    "membership in a suspended organization": (hold_membership, "tenant", TENANT),
}


@pytest.mark.parametrize("ending", ENDINGS)
async def test_each_ending_is_enough(site: Site, ending: str) -> None:
    hold, what, statement = ENDINGS[ending]
    held = await hold(site)
    assert (await held.caller.get(held.path)).status_code == 200
    await held.end(site, what, statement)
    assert (await held.caller.get(held.path)).status_code in (401, 403)


async def test_changed_cookie_opens_nothing(site: Site) -> None:
    person = await open_person(site)
    token = str(person.token)
    for place in range(12, len(token), 5):
        other = "A" if token[place] != "A" else "B"
        changed = site.caller(token[:place] + other + token[place + 1 :])
        assert (await changed.get("/auth/session")).status_code == 401
    assert (await person.get("/auth/session")).status_code == 200
