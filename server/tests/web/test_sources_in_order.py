"""A source that is read after another waits until that one is live and well, and says so."""

from web_shops import Shop, check_problem
from web_sources import connect, open_fake_shop, tent

from aisle.sources.errors import ShopRefused
from aisle.worker.upkeep import SOON, make_rounds


async def look(shop: Shop) -> None:
    """Make the round when all that is planned is due."""
    await make_rounds(shop.site.worker, SOON)


async def runs_of(shop: Shop, source: str) -> int:
    return len((await shop.secret.json(f"/sources/{source}/runs"))["items"])


async def test_the_later_source_is_read_when_the_first_is_live_and_well(own_shop: Shop) -> None:
    address, fake = open_fake_shop(own_shop, tent(1))
    first = await connect(own_shop, address, schedule="every 15m", reconcile=None)
    name = {"settings": {"after": [first["name"]]}}
    second = await connect(
        own_shop, open_fake_shop(own_shop, tent(2))[0], schedule="every 15m", reconcile=None, **name
    )
    fake.fail(ShopRefused("A right is missing."))
    await look(own_shop)
    assert (await runs_of(own_shop, first["id"]), await runs_of(own_shop, second["id"])) == (1, 0)
    shown = await own_shop.secret.json(f"/sources/{second['id']}")
    assert "which is being read" in shown["waits_for"]
    await own_shop.work()
    await own_shop.sql("UPDATE source_connection SET next_sync_at = now() WHERE settings <> '{}'")
    await look(own_shop)
    assert await runs_of(own_shop, second["id"]) == 0
    shown = await own_shop.secret.json(f"/sources/{second['id']}")
    assert "which cannot be read now" in shown["waits_for"]
    started = await own_shop.secret.post(f"/sources/{first['id']}/sync", json={})
    assert started.json()["early"] is None
    await own_shop.work()
    await own_shop.sql("UPDATE source_connection SET next_sync_at = now() WHERE settings <> '{}'")
    await look(own_shop)
    assert await runs_of(own_shop, second["id"]) == 1
    assert (await own_shop.secret.json(f"/sources/{second['id']}"))["waits_for"] is None


async def test_sources_that_would_wait_for_each_other_are_refused(own_shop: Shop) -> None:
    first = await connect(own_shop, open_fake_shop(own_shop)[0])
    after = {"settings": {"after": [first["id"]]}}
    second = await connect(own_shop, open_fake_shop(own_shop)[0], **after)
    for name in (second["name"], first["name"], "Nobody"):
        body = {"settings": {"after": [name]}}
        answer = await own_shop.secret.call("PATCH", f"/sources/{first['id']}", json=body)
        assert list(check_problem(answer, 422, "invalid_source")["fields"]) == ["settings.after"]
