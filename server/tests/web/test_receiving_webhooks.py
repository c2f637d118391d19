"""POST /hooks: what a shop sends is acknowledged once it is stored; strangers learn nothing from the answers."""

from uuid import UUID, uuid4

from web_shops import Shop, check_problem
from web_sources import connect, open_fake_shop, tent

from aisle.core.db import Scope
from aisle.sources.fake.hooks import delivery_of
from aisle.sources.hooks.secrets import SecretBox
from aisle.sources.records import Resource


async def secret_of(shop: Shop, source: UUID) -> str:
    async with shop.session() as session:
        (secret,) = await SecretBox(shop.site.parts.vault).get(session, source)
    return str(secret.value)


async def test_a_shop_tells_and_shoppers_see(own_shop: Shop) -> None:
    shop, nobody = own_shop, own_shop.site.caller(None)
    address, fake = open_fake_shop(shop, tent(1))
    source = UUID((await connect(shop, address))["id"])
    await shop.secret.post(f"/sources/{source}/sync", json={})
    await shop.work()
    keeper = shop.site.parts.sources.hooks
    path = f"/hooks/{keeper.addresses.name_of(Scope(shop.store.organization_id, shop.store.id), source)}"
    fake.put(tent(1, title="Tent with a new name"))
    now = keeper.opening.now()
    told = delivery_of(await secret_of(shop, source), Resource.PRODUCTS, ["t1"], now)
    answer = await nobody.post(path, content=told.body, headers=dict(told.headers))
    assert (answer.status_code, answer.content) == (204, b"")
    await shop.work()
    assert (await shop.product("tent-1"))["title"] == "Tent with a new name"
    page = await shop.secret.json(f"/sources/{source}/deliveries")
    assert [one["state"] for one in page["items"]] == ["read"]
    forged = await nobody.post(path, content=told.body + b" ", headers=dict(told.headers))
    check_problem(forged, 401, "hook_refused")
    check_problem(await nobody.post(f"/hooks/{uuid4()}", content=b"{}"), 404, "hook_not_found")
    assert (await nobody.post(path, content=b"x" * (5 * 2**20))).status_code == 413


async def test_how_webhooks_stand_is_told_without_their_secret(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop, tent(1))
    source = (await connect(own_shop, address))["id"]
    await own_shop.work()
    answer = await own_shop.secret.get(f"/sources/{source}/hooks")
    assert answer.json()["code"] == "source_not_allowed"  # this installation has no public address
    assert "AISLE_PUBLIC_URL" in answer.json()["detail"]
    assert await secret_of(own_shop, UUID(source)) not in answer.text
