"""Shops that answer nonsense here and there: whatever stands in a field, the rest is read, and only kinds of ShopError are raised."""

import json
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from worlds import opened, world_of

from aisle.adapters.connectors import KINDS
from aisle.sources.errors import ShopError
from aisle.sources.ports import Answer, Outside, Page, Request
from aisle.sources.records import Resource
from aisle.sources.records.coding import from_data, hash_of, to_data

ODD: tuple[Any, ...] = (
    None, "", " ", "x", "-1", "1e999999", "NaN", "9" * 400, "\ud83d", "\x00", True, False, -1, 0, 10**30, 0.1, [], {}, [None], [[]],
    {"a": None}, "2026-02-31T25:00:00", "0000-00-00 00:00:00", "Mon, 99 Foo 2026", "<b>&amp;", "../..", "\U0001f4a1",
)  # fmt: skip


class Odd:
    """Passes requests on and exchanges some values of the answers."""

    def __init__(self, outside: Outside, chance: random.Random) -> None:
        self.outside, self.chance = outside, chance

    async def send(self, request: Request) -> Answer:
        """Pass on, and spoil."""
        answer = await self.outside.send(request)
        try:
            data = json.loads(answer.body)
        except ValueError:
            return answer
        return replace(answer, body=json.dumps(self._spoilt(data)).encode())

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Pass on."""
        async for portion in self.outside.stream(request):
            yield portion

    def _spoilt(self, value: Any) -> Any:
        if self.chance.random() < 0.01:
            return self.chance.choice(ODD)
        if isinstance(value, dict):
            return {name: self._spoilt(one) for name, one in value.items()}
        return [self._spoilt(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["woocommerce", "magento", "bigcommerce"])
async def test_odd_values_are_put_aside_and_never_crash_a_read(name: str) -> None:
    world, chance, read, aside = world_of(name), random.Random(7), 0, 0
    for _ in range(5):
        for resource in world.least:
            connector = opened(KINDS[name], world, Odd(world.shop(), chance))
            with suppress(ShopError):
                async for page in connector.pages(resource, None, None):
                    aside += len(page.broken)
                    read += len(page.records)
                    _keepable(resource, page)
    assert read > 60, "most is read all the same"
    assert aside > 3, "what cannot be read is put aside"


def _keepable(resource: Resource, page: Page) -> None:
    """What was read can be stored and comes back as it was."""
    for record in page.records:
        data = to_data(resource, record)
        assert b"\\u0000" not in json.dumps(data, ensure_ascii=False).encode()
        assert to_data(resource, from_data(resource, data)) == data
        assert hash_of(resource, record)
