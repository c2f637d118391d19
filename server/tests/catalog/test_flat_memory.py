"""A catalogue is read in memory that does not grow with it."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import cast

import pytest

from aisle.catalog.importing.outcomes import ProductRead
from aisle.catalog.importing.reader import ReadOptions, open_catalog

MIB = 1024 * 1024


class Generated(io.RawIOBase):
    """A stream that makes its bytes as they are asked for, so that only the reader's memory counts."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (part := next(self._parts, b"")):
            self._rest += part
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


def csv_rows(rows: int) -> Iterator[bytes]:
    yield b"Name,Price,SKU,Description,Stock\n"
    for number in range(rows):
        yield f'Product {number},9.99,SKU-{number},"{"A long description. " * 100}",{number % 9}\n'.encode()


def json_array(rows: int) -> Iterator[bytes]:
    yield b'{"products":['
    for number in range(rows // 2):
        variants = [{"sku": f"{number}-{size}", "options": {"Size": size}, "price": 9.99} for size in "SM"]
        item = {"handle": f"p-{number}", "title": f"Product {number}", "description": "Long. " * 400}
        yield (b"," if number else b"") + json.dumps(item | {"variants": variants}).encode()
    yield b"]}"


def peak_of(stream: Generated) -> tuple[int, int]:
    """The peak of memory in bytes, and how many products were read."""
    options = ReadOptions("EUR", datetime(2026, 11, 20, tzinfo=UTC))
    tracemalloc.start()
    started = time.perf_counter()
    outcomes = open_catalog(cast("io.BufferedIOBase", stream), options).outcomes()
    count = sum(isinstance(outcome, ProductRead) for outcome in outcomes)
    seconds = time.perf_counter() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{count} products in {seconds:.1f} s under tracing, peak {peak / MIB:.0f} MiB")
    return peak, count


@pytest.mark.parametrize("rows", [csv_rows, json_array])
def test_four_times_the_rows_need_hardly_more_memory(rows: Callable[[int], Iterator[bytes]]) -> None:
    small, large = peak_of(Generated(rows(500)))[0], peak_of(Generated(rows(2_000)))[0]
    # 3 MiB more of file. What grows is one number for each SKU and handle, to find those used twice.
    assert large - small < 1 * MIB


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("rows", "products"), [(csv_rows, 100_000), (json_array, 50_000)])
def test_a_hundred_thousand_rows(rows: Callable[[int], Iterator[bytes]], products: int) -> None:
    peak, count = peak_of(Generated(rows(100_000)))
    assert count == products
    assert peak < 64 * MIB
