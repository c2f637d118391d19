"""Pages stay right while the catalogue changes: nothing twice, nothing passed over, no foreign or old cursor."""

import base64
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import NOW, CountingEmbedder, Shelf, limit, product, variant

from aisle.core.clock import FixedClock
from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.knowledge.errors import InvalidCursor
from aisle.retrieval import legs, paging
from aisle.retrieval.items import ItemKind
from aisle.retrieval.paging import CursorExpired, Pages
from aisle.retrieval.request import SearchRequest

pytest_plugins = ["shelf_fixtures"]
PRODUCTS = frozenset({ItemKind.PRODUCT})
ASKED = SearchRequest("lamp", (), PRODUCTS, limit=4)


def lamp(number: int, price: int | None = None):
    title = f"Lamp {'lamp ' * (number % 3)}{number:03}"
    return product(title, variant(f"L{number}", str(price or number + 1)), handle=f"lamp-{number}")


class Reader:
    """Reads page after page."""

    def __init__(self, shelf: Shelf, request: SearchRequest) -> None:
        self.shelf, self.request, self.cursor = shelf, request, None
        self.pages = Pages(b"signs cursors", FixedClock(NOW))
        self.shown: list[str] = []

    async def turn(self) -> bool:
        """Read a page; returns whether there is another."""
        resumed = self.pages.resume(self.shelf.scope, self.request, self.cursor)
        result = await self.shelf.searcher().search(self.shelf.scope, resumed.request)
        self.shown += [hit.product.handle for hit in result.products]
        ids = [hit.item_id for hit in result.products]
        self.cursor = result.more and self.pages.next_cursor(
            self.shelf.scope, resumed, result.index_version_id, ids
        )
        return bool(self.cursor)

    async def rest(self) -> list[str]:
        while await self.turn():
            pass
        return self.shown


@pytest.mark.parametrize("sort", [None, "price_asc", "price_desc", "newest", "title_asc"])
async def test_pages_together_hold_everything_once(shelf: Shelf, sort: str | None) -> None:
    await shelf.sell(*(lamp(n) for n in range(23)))
    whole = await shelf.search("lamp", given=True, kinds=PRODUCTS, limit=50, sort=sort)
    shown = await Reader(shelf, replace(ASKED, sort=sort)).rest()
    assert len(shown) == len(set(shown)) == 23
    if sort:
        assert shown == [hit.product.handle for hit in whole.products]


@pytest.mark.parametrize("sort", [None, "price_asc", "newest", "title_desc"])
async def test_changes_between_pages_lose_and_repeat_nothing(shelf: Shelf, sort: str | None) -> None:
    """Whatever is there from the first page to the last is shown once, and nothing is shown twice."""
    dice = random.Random(f"{sort}")
    stored = await shelf.sell(*(lamp(n) for n in range(20)))
    staying, reader, number = {f"lamp-{n}" for n in range(20)}, Reader(shelf, replace(ASKED, sort=sort)), 100
    while await reader.turn():
        gone = dice.choice(sorted(staying))
        await shelf.withdraw(stored[gone])
        staying.discard(gone)
        repriced = int(dice.choice(sorted(staying)).split("-")[1])
        await shelf.sell(lamp(number), lamp(repriced, dice.randint(1, 300)))
        number += 1
    assert len(reader.shown) == len(set(reader.shown))
    assert staying <= set(reader.shown)


async def test_a_broad_filter_hides_nothing_that_matches(shelf: Shelf, monkeypatch) -> None:
    """Of what the legs bring, the filter leaves next to nothing; what they do not come down to follows."""
    monkeypatch.setattr(legs, "SELECTIVE", 0)
    monkeypatch.setattr(legs, "DEEP", 5)
    await shelf.sell(*(replace(lamp(n), brand="AB"[n >= 12]) for n in range(24)))
    request = replace(ASKED, filters=(limit("brand", "eq", "B"),), total=True)
    shown = await Reader(shelf, request).rest()
    assert sorted(shown) == sorted(f"lamp-{n}" for n in range(12, 24))


async def test_a_new_index_version_repeats_nothing(shelf: Shelf) -> None:
    await shelf.sell(*(lamp(n) for n in range(12)))
    reader = Reader(shelf, ASKED)
    await reader.turn()
    old = (await shelf.live()).id
    assert (await shelf.use_only(CountingEmbedder(64))).id != old
    await shelf.sell(*(replace(lamp(n), description="Now with a shade.") for n in range(12)))
    shown = await reader.rest()
    assert sorted(shown) == sorted(f"lamp-{n}" for n in range(12))


async def test_a_cursor_is_refused_by_another_store_search_or_key(shelf: Shelf, new_shelf) -> None:
    await shelf.sell(*(lamp(n) for n in range(9)))
    reader = Reader(shelf, ASKED)
    await reader.turn()
    cursor, pages, scope = str(reader.cursor), reader.pages, shelf.scope
    assert pages.resume(scope, ASKED, cursor).request.seen
    assert pages.resume(scope, replace(ASKED, limit=9, facets=("*",)), cursor).request.seen
    foreign = Scope(scope.organization_id, new_id())
    others = [(scope, replace(ASKED, text="lamps")), (scope, replace(ASKED, sort="newest")), (foreign, ASKED)]
    others += [
        (scope, replace(ASKED, filters=(limit("brand", "eq", "x"),))),
        (scope, replace(ASKED, filters=None)),
    ]
    for where, request in others:
        with pytest.raises(InvalidCursor):
            pages.resume(where, request, cursor)
    with pytest.raises(InvalidCursor):
        Pages(b"another key", FixedClock(NOW)).resume(scope, ASKED, cursor)


async def test_an_old_cursor_says_so(shelf: Shelf) -> None:
    await shelf.sell(*(lamp(n) for n in range(9)))
    reader = Reader(shelf, ASKED)
    await reader.turn()
    late = Pages(b"signs cursors", FixedClock(NOW + timedelta(seconds=paging.LIFETIME_SECONDS + 1)))
    with pytest.raises(CursorExpired):
        late.resume(shelf.scope, ASKED, str(reader.cursor))


SCOPE = Scope(new_id(), new_id())
PAGES = Pages(b"signs cursors", FixedClock(NOW))


@given(st.lists(st.uuids(), min_size=1, max_size=60, unique_by=lambda one: one.int & (2**64 - 1)))
def test_a_cursor_remembers_exactly_what_was_shown(shown) -> None:
    first = PAGES.resume(SCOPE, ASKED, None)
    cursor = PAGES.next_cursor(SCOPE, first, new_id(), shown)
    again = PAGES.resume(SCOPE, ASKED, cursor)
    assert again.request.seen == {one.int & (2**64 - 1) for one in shown}


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(max_size=200), st.binary(max_size=200).map(lambda raw: base64.urlsafe_b64encode(raw).decode())
    )
)
def test_no_invented_cursor_is_taken(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        PAGES.resume(SCOPE, ASKED, cursor)


@given(st.integers(0, 400), st.integers(1, 255))
def test_no_changed_cursor_is_taken(place: int, change: int) -> None:
    cursor = PAGES.next_cursor(SCOPE, PAGES.resume(SCOPE, ASKED, None), new_id(), [new_id(), new_id()])
    raw = bytearray(base64.urlsafe_b64decode(str(cursor) + "=" * (-len(str(cursor)) % 4)))
    raw[place % len(raw)] ^= change
    with pytest.raises(InvalidCursor):
        PAGES.resume(SCOPE, ASKED, base64.urlsafe_b64encode(bytes(raw)).decode())


def test_paging_ends_somewhere() -> None:
    first = PAGES.resume(SCOPE, ASKED, None)
    assert PAGES.next_cursor(SCOPE, first, new_id(), [new_id() for _ in range(paging.MOST_PAGED)]) is None
    most = PAGES.next_cursor(SCOPE, first, new_id(), [new_id() for _ in range(paging.MOST_PAGED - 1)])
    assert len(str(most)) <= paging.LONGEST_CURSOR
