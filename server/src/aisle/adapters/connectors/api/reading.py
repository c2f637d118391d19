"""Reads one resource of an API: since a mark or whole, again by id, or its ids alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from aisle.adapters.connectors.again import again
from aisle.adapters.connectors.api.compiling import Feed, Paged
from aisle.adapters.connectors.api.paging import pages_of
from aisle.adapters.connectors.api.positions import Position
from aisle.adapters.connectors.api.talking import Talk
from aisle.sources.errors import BrokenData, ShopNotFound
from aisle.sources.ports import Broken, Page
from aisle.sources.records import Record
from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.times import read_time, write_time
from aisle.sources.rules.values import as_list, as_text

MOST_MORE = 10_000  # things that a further request of one item may give


class Reader:
    """Reads one resource over one connection."""

    def __init__(self, talk: Talk, feed: Feed, now: datetime) -> None:
        """Nothing is read yet. now: by the clock here, for shops that say no time."""
        self._talk, self._feed, self._now = talk, feed, now

    async def pages(self, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Yield pages as `Connector.pages` does."""
        paged, known = self._asked(mark)
        async for read in pages_of(self._talk, paged, known, Position.read(cursor), self._begun):
            made = await self._made(read.items)
            records, broken = _parted(made, ())
            cursor = read.next.text() if read.next else None
            yield Page(records, cursor, read.mark, broken=broken, total=read.total)

    async def again(self, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Return records by id as they are now, those that cannot be read as broken.

        Without a request for one record, all are read and these picked out.
        """
        if self._feed.one is None:
            return await self._picked(ids)
        ask, items, most = self._feed.one
        found: dict[str | None, Record | Broken] = {}
        for at in range(0, len(ids), most):
            part = list(ids[at : at + most])
            try:
                answer = await self._talk.ask(ask.filled({"id": part[0], "ids": part}))
            except ShopNotFound:
                continue
            made = await self._made([item for item in as_list(items(answer["body"])) if item])
            found |= {one.id: one for one in again(*_parted(made, part), part)}
        return list(found.values())

    async def ids(self) -> AsyncIterator[Sequence[str]]:
        """Yield all ids: by the request for them, or by reading everything."""
        if self._feed.ids is None:
            async for page in self.pages(None, None):
                yield [*(record.id for record in page.records), *(one.id for one in page.broken if one.id)]
            return
        async for read in pages_of(self._talk, self._feed.ids, _at_beginning(), Position(), _no_mark):
            yield [text for item in read.items if (text := as_text(item))]

    def _asked(self, mark: str | None) -> tuple[Paged, Mapping[str, Any]]:
        feed = self._feed
        if mark is None or feed.since is None or feed.delta is None:
            return feed.whole, _at_beginning()
        try:
            moment = read_time(mark) - timedelta(seconds=feed.delta.overlap_seconds)
            return feed.since, {"since": write_time(moment, feed.delta.format, feed.delta.zone)}
        except CannotApply:
            raise BrokenData(
                "The mark of the last read cannot be understood: a full read makes a new one."
            ) from None

    def _begun(self, headers: Mapping[str, str]) -> str | None:
        """Return when the read began, by the shop's own clock where it tells: its times of change are by that one."""
        if self._feed.delta is None:
            return None
        try:
            moment = parsedate_to_datetime(headers.get("date", "")).astimezone(UTC)
        except (ValueError, OverflowError):
            moment = self._now
        return moment.isoformat()

    async def _made(self, items: Sequence[Any]) -> list[Record | Broken]:
        """Make records of items, with what further requests say of each; as many at once as the shop allows."""
        whole = await asyncio.gather(*(self._with_more(item) for item in items)) if self._feed.more else items
        return [made for item in whole for made in self._feed.records.records(item)]

    async def _with_more(self, item: Any) -> Any:
        if not isinstance(item, dict):
            return item
        added: dict[str, Any] = {}
        for name, paged in self._feed.more.items():
            added[name] = await self._all_of(paged, {"item": item})
        return {**item, **added}

    async def _all_of(self, paged: Paged, known: Mapping[str, Any]) -> list[Any]:
        found: list[Any] = []
        async for read in pages_of(self._talk, paged, known, Position(), _no_mark):
            found += read.items
            if len(found) > MOST_MORE:
                raise BrokenData(f"An item has more than {MOST_MORE:,} parts.")
        return found

    async def _picked(self, ids: Sequence[str]) -> Sequence[Record | Broken]:
        wanted, found = set(ids), dict[str | None, Record | Broken]()
        async for page in self.pages(None, None):
            found |= {one.id: one for one in again(page.records, page.broken, ids)}
            if wanted <= found.keys():
                break
        return list(found.values())


def _parted(made: Sequence[Record | Broken], asked: Sequence[str]) -> tuple[list[Record], list[Broken]]:
    """Part what can be read from what cannot. What has lost even its id is the one that was asked for, where it was one."""
    broken = [one for one in made if isinstance(one, Broken)]
    if len(asked) == 1:
        broken = [replace(one, id=one.id or asked[0]) for one in broken]
    return [one for one in made if not isinstance(one, Broken)], broken


def _at_beginning() -> Mapping[str, Any]:
    return {"since": None}


def _no_mark(headers: Mapping[str, str]) -> str | None:
    return None
