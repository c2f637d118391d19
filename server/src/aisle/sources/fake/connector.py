"""Reads a fake shop as a connector reads a real one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import SecretStr

from aisle.sources.errors import FixCredentials
from aisle.sources.fake.shop import FakeShop, by_id
from aisle.sources.ports import Broken, Checked, Page, ResourceRule, Setup
from aisle.sources.records import Record, Resource


class FakeConnector:
    """One connection to one fake shop.

    Whole reads page by id, incremental ones by time of change; a cursor carries when its read began, so that the mark at the
    end misses nothing, however long the read was interrupted.
    """

    def __init__(self, shop: FakeShop, setup: Setup, rules: dict[Resource, ResourceRule]) -> None:
        self.shop, self._setup, self._rules = shop, setup, rules
        self._token = setup.credentials.token

    async def check(self) -> Checked:
        """Say who the shop is."""
        await self._ask()
        counts = {resource: len(self.shop.records(resource)) for resource in self._rules}
        return Checked(self.shop.name, self.shop.currency, "UTC", counts)

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read page by page; changes of the shop in between show."""
        place = json.loads(cursor) if cursor else {"began": self.shop.now().isoformat(), "after": None}
        number = 0
        while True:
            await self._ask()
            if self.shop.hook:
                self.shop.hook(resource, number)
            page = self._page(resource, mark, place)
            self.shop.asked[resource] = self.shop.asked.get(resource, 0) + 1
            yield page
            if page.cursor is None:
                return
            place, number = json.loads(page.cursor), number + 1

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read records again."""
        await self._ask()
        kept, broken = self.shop.records(resource), self.shop.broken
        return [broken.get((resource, one), kept[one]) for one in ids if one in kept]

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List the ids of all records, page by page."""
        after = ""
        while True:
            await self._ask()
            kept = sorted(one for one in self.shop.records(resource) if one > after)
            portion = kept[: self.shop.page_size]
            if not portion:
                return
            yield portion
            after = portion[-1]

    async def close(self) -> None:
        """Nothing is held."""

    async def _ask(self) -> None:
        fault = self.shop.faults.pop(0) if self.shop.faults else None
        if isinstance(fault, Exception):
            raise fault
        if fault is not None:
            await fault()
        if self._token.get_secret_value() != self.shop.token:
            raise FixCredentials("The shop does not know this token. Make a new one there.")
        if self.shop.renews:
            await self._renew(self.shop.renews)

    async def _renew(self, token: str) -> None:
        async with self._setup.renewing() as newer:
            if newer is not None:
                self._token = newer.token  # type: ignore[attr-defined]
                return
            renewed = self._setup.credentials.model_copy(update={"token": SecretStr(token)})
            await self._setup.keep_credentials(renewed)
            self.shop.token, self.shop.renews, self._token = token, None, renewed.token

    def _page(self, resource: Resource, mark: str | None, place: dict[str, Any]) -> Page:
        found = self._found(resource, mark)
        portion, after = self._portion(found, place["after"], by_time=mark is not None)
        last = after is None and resource not in self.shop.endless
        behind = place["after"] if after is None else after
        following = json.dumps({**place, "after": behind, "page": place.get("page", 0) + 1})
        if resource in self.shop.doubled:
            portion = [*portion, *portion[:1]]
        broken = self.shop.broken
        return Page(
            [one for one in portion if (resource, one.id) not in broken],
            None if last else following,
            place["began"] if last else None,
            broken=[broken[resource, one.id] for one in portion if (resource, one.id) in broken],
            total=len(found),
        )

    def _found(self, resource: Resource, mark: str | None) -> list[Record]:
        if mark is None:
            return (
                self.shop.newest_first(resource)
                if self.shop.drifts
                else by_id(self.shop.records(resource).values())
            )
        since = datetime.fromisoformat(mark) - self._rules[resource].overlap
        changed = [one for one in self.shop.records(resource).values() if _time(one) >= since]
        return sorted(changed, key=lambda one: (_time(one), one.id))

    def _portion(self, found: list[Record], after: Any, *, by_time: bool) -> tuple[list[Record], Any]:
        """Return a page's records and where the next one begins; None after the last."""
        size = self.shop.page_size
        if self.shop.drifts and not by_time:
            start = after or 0
            return found[start : start + size], start + size if start + size < len(found) else None
        behind = [one for one in found if after is None or _place(one, by_time) > tuple(after)]
        portion = behind[:size]
        return portion, list(_place(portion[-1], by_time)) if len(behind) > size else None


def _time(record: Record) -> datetime:
    if record.updated_at is None:
        raise ValueError(f"{record.id} was put into the shop without a time")
    return record.updated_at


def _place(record: Record, by_time: bool) -> tuple[str, ...]:
    return (_time(record).isoformat(), record.id) if by_time else (record.id,)
