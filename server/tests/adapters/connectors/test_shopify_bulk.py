"""Bulk operations: files joined whatever their order, and never believed when they are not whole."""

import json
import tracemalloc
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from shopify_double import Double, filled
from shopify_double.schemas import versions
from shopify_shop import NOW, by_id, connected, read, records

from aisle.adapters.connectors.shopify.reading import feeds
from aisle.adapters.connectors.shopify.reading.joining import Lines
from aisle.adapters.connectors.shopify.reading.shapes import PRODUCT
from aisle.sources.errors import BrokenData, RetryLater
from aisle.sources.records import Resource


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch) -> None:
    monkeypatch.setattr(feeds, "MANY", 5)


async def _expected(double) -> dict[str, object]:
    return by_id(Resource.PRODUCTS, await records(connected(double, bulk=False), Resource.PRODUCTS))


async def test_the_oldest_and_the_newest_version_give_the_same_in_bulk_as_by_pages() -> None:
    for version in (versions()[0], versions()[-1]):
        double = filled(NOW, 6)
        for resource in (
            Resource.PRODUCTS,
            Resource.VARIANTS,
            Resource.STOCK,
            Resource.ORDERS,
            Resource.SHIPMENTS,
        ):
            double.hours.seconds += 60  # the operation before is done
            found = await records(connected(double, version=version), resource)
            paged = await records(connected(double, version=version, bulk=False), resource)
            assert by_id(resource, found) == by_id(resource, paged), (version, resource)
        assert double.bulk.downloads >= 3


def _grouped(lines: list[dict[str, object]]) -> bytes:
    return b"\n".join(json.dumps(line).encode() for line in lines)


async def _joined(text: bytes, portion: int = 7) -> list[dict[str, object]]:
    async def portions() -> AsyncIterator[bytes]:
        for begin in range(0, len(text), portion):
            yield text[begin : begin + portion]

    lines = Lines()
    try:
        await lines.fill(portions())
        return [node async for nodes in lines.roots(PRODUCT, 0) for node in nodes]
    finally:
        lines.close()


async def test_children_are_joined_wherever_they_stand() -> None:
    gid = "gid://shopify"
    one, two = {"id": f"{gid}/Product/1"}, {"id": f"{gid}/Product/2"}
    children = [
        {"id": f"{gid}/MediaImage/1", "alt": "🛒", "__parentId": one["id"]},
        {"id": f"{gid}/Metafield/2", "__parentId": two["id"]},
        {"id": f"{gid}/Collection/3", "__parentId": one["id"]},
    ]
    grouped = [one, children[0], children[2], two, children[1]]
    for order in (grouped, [one, two, *children], [*children, two, one]):
        found = {str(node["id"]): node for node in await _joined(_grouped(order))}
        assert [each["alt"] for each in found[one["id"]]["media"]] == ["🛒"]  # type: ignore[attr-defined,index]
        assert len(found[one["id"]]["collections"]) == 1  # type: ignore[arg-type]
        assert len(found[two["id"]]["metafields"]) == 1  # type: ignore[arg-type]
        assert found[two["id"]]["media"] == []


@pytest.mark.parametrize(
    "text", [b"<html>", b"[]", b"{}", b'{"id": 1}', b'{"id": "a", "__parentId": 2}', b"null"]
)
async def test_a_file_that_is_none_is_refused(text: bytes) -> None:
    with pytest.raises(BrokenData):
        await _joined(text)


async def test_memory_stays_flat_however_large_the_file_is() -> None:
    def lines(count: int) -> AsyncIterator[bytes]:
        async def portions() -> AsyncIterator[bytes]:
            for number in range(count):
                parent = f"gid://shopify/Product/{number}"
                for line in (
                    {"id": parent, "title": "x" * 400},
                    {"id": f"gid://shopify/Collection/{number}", "__parentId": parent},
                ):
                    yield json.dumps(line).encode() + b"\n"

        return portions()

    async def peak(count: int) -> int:
        tracemalloc.start()
        held = Lines()
        await held.fill(lines(count))
        seen = 0
        async for nodes in held.roots(PRODUCT, 0):
            seen += len(nodes)
        assert seen == count
        held.close()
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    small, large = await peak(500), await peak(5000)
    assert large < small * 1.5 + 200_000


async def test_a_file_that_breaks_off_is_not_taken_for_the_whole() -> None:
    double = filled(NOW)
    for cut in (1, 2, 700):
        double.bulk.cut = cut
        if cut == 1:  # the end of the last line
            assert len(await records(connected(double), Resource.PRODUCTS)) == 12
            continue
        with pytest.raises(RetryLater):
            await records(connected(double), Resource.PRODUCTS)


async def test_a_file_that_ends_after_a_line_is_counted() -> None:
    double = filled(NOW)
    whole = double.bulk.file

    def short(url: str) -> bytes:
        return b"".join(whole(url).splitlines(keepends=True)[:-3])

    double.bulk.file = short  # type: ignore[method-assign]
    with pytest.raises(RetryLater):
        await records(connected(double), Resource.PRODUCTS)


@pytest.mark.parametrize("end", ["FAILED", "EXPIRED", "CANCELED"])
async def test_an_operation_that_fails_is_made_up_for_by_pages_and_its_partial_file_left_alone(
    end: str,
) -> None:
    double = filled(NOW)
    expected = await _expected(double)
    double.bulk.fails = [end]
    assert by_id(Resource.PRODUCTS, await records(connected(double), Resource.PRODUCTS)) == expected
    assert double.bulk.downloads == 0


async def test_while_another_operation_runs_an_old_version_reads_by_pages() -> None:
    double = filled(NOW)
    expected = await _expected(double)
    double.bulk.takes = 10**6
    double.bulk.run("2025-10", "{ orders { edges { node { id } } } }", False)
    connector = connected(double, version="2025-10")
    assert by_id(Resource.PRODUCTS, await records(connector, Resource.PRODUCTS)) == expected
    assert len(double.bulk.kept) == 1


async def test_a_killed_read_goes_on_with_the_same_operation() -> None:
    double = filled(NOW, 250)
    whole = await read(connected(double), Resource.PRODUCTS)
    assert len(whole) > 2
    assert list(whole[0].records) == []
    for stopped in range(len(whole) - 1):
        rest = await read(connected(double), Resource.PRODUCTS, cursor=whole[stopped].cursor)
        assert [each.id for page in rest for each in page.records] == [
            each.id for page in whole[stopped + 1 :] for each in page.records
        ]
        assert rest[-1].mark == whole[-1].mark
    assert len(double.bulk.kept) == 1


async def test_an_operation_whose_file_has_expired_is_not_an_empty_shop() -> None:
    double = filled(NOW)
    expected = await _expected(double)
    [first, *_] = await read(connected(double), Resource.PRODUCTS)
    double.hours.seconds += timedelta(days=8).total_seconds()
    again = await read(connected(double), Resource.PRODUCTS, cursor=first.cursor)
    found = [each for page in again for each in page.records]
    assert by_id(Resource.PRODUCTS, found) == expected


async def test_the_mark_is_when_the_operation_began() -> None:
    double = filled(NOW)
    double.bulk.takes = 3600
    pages = await read(connected(double), Resource.PRODUCTS)
    assert {page.mark for page in pages} == {"2026-11-21T09:30:00Z"}
    assert double.hours.seconds > 3600


async def test_an_empty_shop_has_no_file(monkeypatch) -> None:
    monkeypatch.setattr(feeds, "MANY", 0)
    double = Double(NOW)
    pages = await read(connected(double), Resource.PRODUCTS)
    assert [len(page.records) for page in pages] == [0, 0]
    assert (pages[-1].cursor, double.bulk.downloads, len(double.bulk.kept)) == (None, 0, 1)
