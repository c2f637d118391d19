"""Reading a shop: everything, what changed, what is gone, page by page and through kills."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from shops import product, stock

from aisle.sources.errors import BrokenData, RetryLater, ShopRefused
from aisle.sources.fake import FakeKind, Killed
from aisle.sources.ports import Broken
from aisle.sources.records import Amount, CartRecord, CustomerRecord, DocumentRecord, OrderRecord, Resource
from aisle.sources.records.coding import to_data
from aisle.sources.syncing.types import Mode, Named, RunState

PRODUCTS, STOCK, ORDERS = Resource.PRODUCTS, Resource.STOCK, Resource.ORDERS


@pytest.fixture
def shop(connected):
    shop = connected.shop
    shop.put(*(product(number) for number in range(8)))
    shop.put(*(stock(number, 5) for number in range(8)))
    shop.now.move(timedelta(minutes=1))
    return shop


def kept(shop, resource):
    """What the copy must hold: everything but the time of change, which may move without anything changing."""
    return {one: timeless(to_data(resource, record)) for one, record in shop.records(resource).items()}


def timeless(data):
    return {name: value for name, value in data.items() if name not in ("updated_at", "sha256")}


async def equal(connected, source, resource=PRODUCTS):
    copy = await connected.copy(source, resource)
    assert {one: timeless(data) for one, data in copy.items()} == kept(connected.shop, resource)


async def test_the_first_sync_reads_everything_and_the_next_only_what_changed(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    first = await connected.sync(source)
    assert (first.state, first.counts["products"]["added"]) == (RunState.LIVE, 8)
    await equal(connected, source)
    shop.put(product(3, title="Other"), product(9))
    second = await connected.sync(source)
    counts = second.counts["products"]
    assert (counts["added"], counts["changed"], counts["removed"]) == (1, 1, 0)
    assert counts["read"] < 8
    await equal(connected, source)


async def test_what_is_gone_is_found_by_ids_and_what_changed_silently_by_reading_all(connected, shop) -> None:
    source = await connected.connect(PRODUCTS, STOCK)
    await connected.sync(source)
    shop.remove(PRODUCTS, "p1")
    shop.remove(STOCK, "v1")
    shop.put(product(2, title="Whispered"), silent=True)
    run = await connected.sync(source)
    assert run.counts["products"]["removed"] == 0
    assert "p1" in await connected.copy(source, PRODUCTS)
    run = await connected.sync(source, Mode.RECONCILE)
    assert (run.counts["products"]["removed"], run.counts["products"]["changed"]) == (1, 1)
    # Of stock only what changed is read, and the ids.
    assert run.counts["stock"]["removed"] == 1
    assert run.counts["stock"]["read"] < 7
    await equal(connected, source)
    await equal(connected, source, STOCK)


async def test_stock_goes_live_page_by_page_and_older_news_does_nothing(connected, shop) -> None:
    source = await connected.connect(PRODUCTS, STOCK)
    await connected.sync(source)
    assert len([one for one in connected.told.changes if one[0] is STOCK]) == 8
    connected.told.changes.clear()
    old = replace(stock(2, 99), updated_at=shop.now.at - timedelta(days=1))
    run = await connected.push(source, Named(STOCK, ("v2",), records=(to_data(STOCK, old),)))
    assert (run.state, connected.told.changes) == (RunState.LIVE, [])
    new = replace(stock(2, 4), updated_at=shop.now.at + timedelta(days=1))
    await connected.push(source, Named(STOCK, ("v2",), records=(to_data(STOCK, new),)))
    assert connected.told.changes == [(STOCK, "v2", "change")]
    assert (await connected.copy(source, STOCK))["v2"]["quantity"] == 4


async def test_an_event_is_a_hint_and_the_record_is_read_again(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    await connected.sync(source)
    shop.put(product(5, title="Renamed"))
    shop.remove(PRODUCTS, "p6")
    await connected.push(source, Named(PRODUCTS, ("p5", "p6"), removed=True))
    await equal(connected, source)
    assert await connected.push(source, Named(ORDERS, ("1",))) is None


async def test_a_killed_sync_goes_on_without_repeating_a_page(connected, shop) -> None:
    kills = iter([1, 0, 2])
    wanted = [next(kills)]

    def kill(_: Resource, number: int) -> None:
        if wanted and number == wanted[0]:
            wanted[:] = [one for one in [next(kills, None)] if one is not None]
            raise Killed

    shop.hook, shop.page_size = kill, 2
    source = await connected.connect(PRODUCTS)
    await connected.start(source)
    assert await connected.work_through_kills() >= 2
    assert shop.asked[PRODUCTS] == 4
    await equal(connected, source)


async def test_nothing_is_live_before_the_whole_run_is_and_marks_neither(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    shop.fail(None, RetryLater("busy", retry_after=0))
    run = await connected.start(source)
    await connected.work()
    assert (await connected.run(run.id)).stage == "resting"
    assert await connected.copy(source, PRODUCTS) == {}
    assert await connected.sql("SELECT 1 FROM source_mark") == []
    assert (await connected.service.get(connected.scope, source.source_id)).health == "late"
    await connected.hurry()
    await connected.work()
    assert (await connected.run(run.id)).state is RunState.LIVE
    assert (await connected.service.get(connected.scope, source.source_id)).health == "well"
    await equal(connected, source)


async def test_what_appears_while_the_list_is_read_is_not_taken_for_gone(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    await connected.sync(source)
    await connected.start(source, Mode.FULL)
    pushed = []

    async def push() -> None:
        # The list is past "a0" by now; it comes to the live copy by an event.
        shop.put(replace(product(99), id="a0"))
        pushed.append(await connected.push(source, Named(PRODUCTS, ("a0",))))

    shop.fail(None, None, push)
    await connected.work()
    assert pushed[0].state is RunState.LIVE
    await equal(connected, source)


async def test_pages_that_drift_lose_nothing_and_take_nothing_away(connected, shop) -> None:
    shop.drifts = True
    source = await connected.connect(PRODUCTS)
    await connected.sync(source)
    shop.hook = lambda _, number: shop.put(product(20 + number)) if number < 2 else None
    await connected.sync(source, Mode.FULL)
    shop.hook = None
    await connected.sync(source, Mode.RECONCILE)
    await equal(connected, source)


async def test_what_a_drifting_page_skipped_is_not_taken_for_gone(connected, shop) -> None:
    shop.drifts = True
    source = await connected.connect(PRODUCTS)
    await connected.sync(source)
    # The newest goes after the first page: all move up by one, and the fourth is on no page.
    shop.hook = lambda _, number: shop.remove(PRODUCTS, "p7") if number == 1 else None
    run = await connected.sync(source, Mode.FULL)
    assert run.counts["products"]["removed"] == 0
    assert "p4" in await connected.copy(source, PRODUCTS)


async def test_a_list_that_cannot_be_asked_again_leaves_alone_what_came_meanwhile(connected, shop) -> None:
    shop.put(*(CartRecord(f"c{number}") for number in range(6)))
    source = await connected.connect(Resource.CARTS)
    await connected.sync(source)

    async def push() -> None:
        cart = CartRecord("c0-new")
        shop.put(cart)
        await connected.push(source, Named(Resource.CARTS, (cart.id,)))

    shop.fail(None, push)
    run = await connected.sync(source)
    assert run.counts["carts"]["removed"] == 0
    assert "c0-new" in await connected.copy(source, Resource.CARTS)


async def test_marks_wait_for_the_run_to_be_live(connected, shop) -> None:
    source = await connected.connect(PRODUCTS, settings={"gate": {"always": True}})
    run = await connected.sync(source)
    assert run.state is RunState.WAITING
    assert await connected.sql("SELECT 1 FROM source_mark WHERE source_id = $1", source.source_id) == []


async def test_removed_while_it_is_read_is_gone_after_the_next_reconcile(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    await connected.sync(source)
    shop.hook = lambda _, number: shop.remove(PRODUCTS, "p0") if number == 2 else None
    await connected.sync(source, Mode.RECONCILE)
    shop.hook = None
    await connected.sync(source, Mode.RECONCILE)
    await equal(connected, source)


@pytest.mark.parametrize("fault", ["endless", "endless from the start", "doubled"])
async def test_a_shop_that_goes_round_in_circles_comes_to_an_end(connected, shop, fault) -> None:
    if fault == "doubled":
        shop.doubled = {PRODUCTS}
    else:
        shop.endless = {PRODUCTS}
        shop.page_size = 100 if fault == "endless from the start" else 3
    source = await connected.connect(PRODUCTS)
    run = await connected.sync(source)
    if fault == "doubled":
        await equal(connected, source)
        return
    assert (run.state, run.code) == (RunState.FAILED, "source_broken_data")
    assert await connected.copy(source, PRODUCTS) == {}
    assert shop.asked[PRODUCTS] < 10
    found = await connected.service.get(connected.scope, source.source_id)
    assert (found.health, found.health_code) == ("failing", "source_broken_data")


async def test_one_resource_that_cannot_be_read_holds_up_no_other(connected, shop) -> None:
    shop.put(CustomerRecord("c1", email="a@example.com"))
    source = await connected.connect(PRODUCTS, Resource.CUSTOMERS, at_once=1)
    shop.fail(None, None, None, ShopRefused("The app may not read customers."))
    run = await connected.sync(source)
    assert run.state is RunState.LIVE
    await equal(connected, source)
    rows = await connected.sql("SELECT code FROM sync_part WHERE run_id = $1 AND code IS NOT NULL", run.id)
    assert [row["code"] for row in rows] == ["source_not_allowed"]
    found = await connected.service.get(connected.scope, source.source_id)
    assert found.health_code == "source_not_allowed"


async def test_html_in_place_of_json_fails_the_run_and_keeps_the_copy(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    await connected.sync(source)
    shop.fail(BrokenData("The shop answered with text/html that is not JSON."))
    run = await connected.sync(source, Mode.FULL)
    assert (run.state, run.detail) == (RunState.FAILED, "The shop answered with text/html that is not JSON.")
    await equal(connected, source)


async def test_wrong_credentials_stop_the_source_until_others_are_given(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    shop.token = "another"
    run = await connected.sync(source)
    found = await connected.service.get(connected.scope, source.source_id)
    assert (run.state, run.code, found.state) == (RunState.FAILED, "source_credentials", "broken")


async def test_credentials_that_another_process_renewed_are_used(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    run = await connected.start(source)

    async def renew_elsewhere() -> None:
        renewed = connected.service.kinds["fake"].credentials(token="second")
        async with connected.database.open_scope(connected.scope) as session:
            await connected.service.opening.seal(session, source.source_id, renewed)
        shop.token = "second"

    shop.fail(renew_elsewhere)
    await connected.work()
    assert (await connected.run(run.id)).stage == "resting"
    await connected.hurry()
    await connected.work()
    assert (await connected.run(run.id)).state is RunState.LIVE


async def test_rotating_credentials_are_stored_while_the_shop_is_read(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    shop.renews = "third"
    assert (await connected.sync(source)).state is RunState.LIVE
    assert shop.token == "third"
    assert (await connected.sync(source)).state is RunState.LIVE
    sealed = await connected.sql("SELECT credentials_sealed FROM source_connection")
    assert b"third" not in sealed[0]["credentials_sealed"]


async def test_broken_records_wait_in_quarantine_and_leave_it_when_they_are_mended(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    await connected.sync(source)
    shop.broken[PRODUCTS, "p1"] = Broken(
        "p1", "price", "“free” is no number.", {"id": "p1", "price": "free\0"}
    )
    long = {f"text {number}": "x" * 400_000 for number in range(6)}
    shop.put(product(2, attributes=long), product(5, title=" "), product(4, title="Fine"))
    run = await connected.sync(source, Mode.FULL)
    assert run.counts["products"]["problems"] == 3
    rows = await connected.sql("SELECT external_id, code, state, raw FROM source_problem ORDER BY 1")
    assert [(row["external_id"], row["code"], row["state"]) for row in rows] == [
        ("p1", "unreadable", "open"),
        ("p2", "too_large", "open"),
        ("p5", "bad_title", "open"),
    ]
    copy = await connected.copy(source, PRODUCTS)
    assert (copy["p1"]["title"], copy["p2"]["title"], copy["p4"]["title"]) == ("Thing 1", "Thing 2", "Fine")
    shop.broken.clear()
    shop.put(product(2), product(5))
    await connected.sync(source, Mode.FULL)
    assert {row["state"] for row in await connected.sql("SELECT state FROM source_problem")} == {"repaired"}
    await equal(connected, source)


async def test_what_cannot_be_named_takes_nothing_away(connected, shop) -> None:
    source = await connected.connect(PRODUCTS)
    await connected.sync(source)
    shop.broken[PRODUCTS, "p1"] = Broken(None, "id", "There is none.", [1, 2])
    run = await connected.sync(source, Mode.FULL)
    assert (run.counts["products"]["removed"], run.counts["products"]["problems"]) == (0, 1)


async def test_documents_keep_their_bytes_sealed_and_what_is_known_of_them(connected, shop) -> None:
    page = DocumentRecord("https://shop.example/faq", "faq.html", b"<p>Sixty days.</p>", title="FAQ")
    shop.put(page)
    source = await connected.connect(Resource.DOCUMENTS)
    run = await connected.sync(source)
    files = await connected.sql(
        "SELECT f.id, f.sealed, c.external_id FROM sync_file f JOIN sync_change c ON c.file_id = f.id"
    )
    assert [row["external_id"] for row in files] == [page.id]
    assert b"Sixty" not in files[0]["sealed"]
    shop.put(replace(page, content=None))
    run = await connected.sync(source)
    assert run.counts["documents"]["changed"] == 0
    shop.put(replace(page, content=b"<p>Thirty days.</p>"))
    run = await connected.sync(source)
    assert run.counts["documents"]["changed"] == 1


async def test_unusual_values_come_through(connected, shop) -> None:
    odd = "🧦/SKU 1 +%2F"
    shop.put(
        replace(product(1), id=odd, handle="socks"),
        replace(stock(1, -3), id=odd),
        OrderRecord("o1", "#1", total=Amount(Decimal("12.345"), "KWD"), email=None),
    )
    source = await connected.connect(PRODUCTS, STOCK, ORDERS)
    await connected.sync(source)
    for resource in (PRODUCTS, STOCK, ORDERS):
        await equal(connected, source, resource)
    assert (await connected.copy(source, STOCK))[odd]["quantity"] == -3
    assert (await connected.copy(source, ORDERS))["o1"]["total"]["amount"] == "12.345"


async def test_a_connector_knows_the_currency_of_its_store(connected, shop, monkeypatch) -> None:
    opened, currencies = FakeKind.open, set()

    def noted(kind, setup):
        currencies.add(setup.currency)
        return opened(kind, setup)

    monkeypatch.setattr(FakeKind, "open", noted)
    await connected.sync(await connected.connect(PRODUCTS))
    assert currencies == {connected.store.currency}
