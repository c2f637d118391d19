"""The fake shop pages, tells time and misbehaves as it says it does."""

from datetime import timedelta
from itertools import islice

import pytest
from shops import Kept, ShopClock, open_shop, product

from aisle.sources.errors import FixCredentials, RetryLater
from aisle.sources.fake import FakeShop, Killed
from aisle.sources.ports import Broken, Page
from aisle.sources.records import Resource

PRODUCTS = Resource.PRODUCTS


@pytest.fixture
def shop() -> FakeShop:
    shop = FakeShop(ShopClock())
    shop.put(*(product(number) for number in range(7)))
    shop.now.move(timedelta(minutes=1))
    return shop


async def read(shop: FakeShop, mark: str | None = None, cursor: str | None = None) -> list[Page]:
    return [page async for page in open_shop(shop).pages(PRODUCTS, mark, cursor)]


def ids(pages: list[Page]) -> list[str]:
    return [record.id for page in pages for record in page.records]


async def test_a_whole_read_gives_every_record_once_and_then_a_mark(shop) -> None:
    pages = await read(shop)
    assert ids(pages) == [f"p{number}" for number in range(7)]
    assert [page.mark is None for page in pages] == [True, True, False]


async def test_a_mark_finds_what_changed_and_what_changes_silently_stays_hidden(shop) -> None:
    mark = (await read(shop))[-1].mark
    shop.now.move(timedelta(minutes=1))
    shop.put(product(2, title="New"))
    shop.put(product(3, title="Whispered"), silent=True)
    shop.remove(PRODUCTS, "p4")
    assert ids(await read(shop, mark)) == ["p2"]
    assert shop.records(PRODUCTS)["p3"].title == "Whispered"


async def test_a_read_goes_on_at_its_cursor_with_the_mark_of_its_beginning(shop) -> None:
    first = (await read(shop))[0]
    began = shop.now.at
    shop.now.move(timedelta(hours=1))
    rest = await read(shop, None, first.cursor)
    assert ids(rest) == ["p3", "p4", "p5", "p6"]
    assert rest[-1].mark == began.isoformat()


async def test_a_shop_that_drifts_gives_a_record_twice_when_one_is_added_meanwhile(shop) -> None:
    shop.drifts = True
    shop.hook = lambda _, number: shop.put(product(9)) if number == 1 else None
    found = ids(await read(shop))
    assert sorted(found) == sorted([*(f"p{number}" for number in range(7)), "p4"])


async def test_faults_come_in_the_order_in_which_they_were_ordered(shop) -> None:
    shop.fail(RetryLater(retry_after=3), None)
    with pytest.raises(RetryLater):
        await read(shop)
    shop.token = "changed"
    with pytest.raises(FixCredentials):
        await open_shop(shop, token="right").check()


async def test_endless_doubled_and_broken_pages(shop) -> None:
    shop.endless, shop.doubled = {PRODUCTS}, {PRODUCTS}
    shop.broken[PRODUCTS, "p1"] = Broken("p1", "price", "no number", {"price": "?"})
    reading, pages = open_shop(shop).pages(PRODUCTS, None, None), []
    async for page in reading:
        pages.append(page)
        if len(pages) == 6:
            break
    assert [one.id for one in pages[0].records] == ["p0", "p2", "p0"]
    assert [one.id for one in pages[0].broken] == ["p1"]
    assert [record.id for record in islice(pages[5].records, 1)] == ["p6"]


async def test_a_token_that_is_renewed_is_stored_before_it_is_needed(shop) -> None:
    kept, shop.renews = Kept(), "second"
    connection = open_shop(shop, kept)
    await connection.check()
    await connection.check()
    assert (kept.tokens, shop.token) == (["second"], "second")


async def test_a_kill_is_no_error_that_anybody_catches(shop) -> None:
    def kill(_: Resource, number: int) -> None:
        if number == 1:
            raise Killed

    shop.hook = kill
    with pytest.raises(Killed):
        await read(shop)
    assert shop.asked == {PRODUCTS: 1}
