"""Reading one feed."""

import base64
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import IO, Any, BinaryIO, cast
from urllib.parse import urlsplit

from aisle.adapters.connectors.again import again
from aisle.adapters.connectors.asking import Asking
from aisle.adapters.connectors.asking import judge as judge_usually
from aisle.adapters.connectors.feeds.options import FeedCredentials, FeedOptions
from aisle.adapters.connectors.memory import packed, unpacked
from aisle.adapters.connectors.tables.batches import batches
from aisle.adapters.connectors.tables.download import Validators, download, readable
from aisle.adapters.connectors.tables.following import Following, judge
from aisle.adapters.connectors.tables.links import Linked, links_of
from aisle.adapters.connectors.tables.products import Reading, Table
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Answer, Broken, Checked, Page, Request, Setup
from aisle.sources.records import Record, Resource

SECONDS = 1_800.0
MOST_IDS = 1_000_000  # that are remembered from one reading to the next
Found = Iterator[Record | Broken]


class FeedConnector:
    """One feed. A feed is whole each time: what it no longer names is gone."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._options: FeedOptions = setup.options
        self._credentials: FeedCredentials = setup.credentials
        self._asking = Asking(setup.outside, setup.politeness, setup.timing, _judge)

    async def check(self) -> Checked:
        """Fetch the feed and look at its first rows."""
        async with self._opened(Validators()) as opened:
            table, _ = _there(opened)
            unread = table.mapping.unread(table.columns)
            said = (f"Columns that nothing reads: {', '.join(unread[:20])}.",) if unread else ()
            return Checked(urlsplit(self._options.address).hostname or self._options.address, warnings=said)

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read the feed, if it changed, from where a stopped reading ended."""
        if resource is Resource.DOCUMENTS:
            async for page in self._documents(mark, cursor):
                yield page
            return
        known: dict[str, Any] = unpacked(mark) if mark else {"validators": ["", ""], "ids": []}
        begun = unpacked(cursor) if cursor else {"at": 0}
        async with self._opened(_validators(known) if not cursor else Validators()) as opened:
            if opened is None:
                yield Page((), mark=mark)
                return
            table, validators = opened
            async for page in _read(_found(table, resource), validators, known["ids"], begun["at"]):
                yield page

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read the feed and pick records out."""
        found: dict[str | None, Record | Broken] = {}
        async for page in self.pages(resource, None, None):
            found |= {one.id: one for one in again(page.records, page.broken, ids)}
        return list(found.values())

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List what the feed names."""
        async for page in self.pages(resource, None, None):
            yield [record.id for record in page.records]

    async def close(self) -> None:
        """Nothing is held."""

    async def _documents(self, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Follow the links of the rows; an unchanged feed has the same ones."""
        known: dict[str, Any] = (
            unpacked(mark) if mark else {"now": {}, "more": {"validators": ["", ""], "links": []}}
        )
        following = Following(
            Asking(self._setup.outside, self._setup.politeness, self._setup.timing, judge),
            self._options.address,
            known["now"],
            cursor,
        )
        async with self._opened(_validators(known["more"])) as opened:
            if opened is None:
                validators = _validators(known["more"])
                links = [Linked(one, tuple(about), row) for one, about, row in known["more"]["links"]]
            else:
                table, validators = opened
                links = links_of(table, self._options.address, self._options.link_columns)
        more = {
            "validators": [validators.etag, validators.modified],
            "links": [[one.address, list(one.about), one.row] for one in links],
        }
        async for page in following.pages(links, more):
            yield page

    @asynccontextmanager
    async def _opened(self, known: Validators) -> AsyncIterator[tuple[Table, Validators] | None]:
        """Give the feed as a table, or None when it did not change."""
        request = Request(
            "GET",
            self._options.address,
            {},
            self._secret(),
            most_bytes=self._options.most_bytes,
            seconds=SECONDS,
        )
        fetched = await download(self._asking, request, known)
        if fetched is None:
            yield None
            return
        file: IO[bytes] = fetched[0]
        try:
            name = urlsplit(self._options.address).path.rpartition("/")[2] or "feed"
            file = await readable(file, self._options.most_bytes, self._setup.convert, name)
            reading = Reading(
                self._options.currency or self._setup.currency, self._setup.now(), self._options.mapping
            )
            yield Table(cast(BinaryIO, file), reading), fetched[1]
        finally:
            file.close()

    def _secret(self) -> dict[str, str]:
        given = self._credentials
        if token := given.token.get_secret_value():
            return {"Authorization": f"Bearer {token}"}
        if not given.user:
            return {}
        pair = f"{given.user}:{given.password.get_secret_value()}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}


def _judge(answer: Answer) -> None:
    if answer.status != 304:
        judge_usually(answer)


def _there(opened: tuple[Table, Validators] | None) -> tuple[Table, Validators]:
    if opened is None:
        raise BrokenData("The feed's server says that nothing changed, to somebody who knows nothing.")
    return opened


def _validators(known: dict[str, list[str]]) -> Validators:
    return Validators(*known["validators"])


def _found(table: Table, resource: Resource) -> Found:
    if resource is Resource.STOCK:
        return table.stock()
    return table.prices() if resource is Resource.PRICES else table.products()


async def _read(
    found: Found, validators: Validators, known: Sequence[str], begun: int
) -> AsyncIterator[Page]:
    """Yield what a feed holds, a page late, so that the last one is known to be. begun: how many items were stored already."""
    ids: dict[str, None] = {}
    at, held = 0, None
    async for portion in batches(found):
        if held is not None:
            yield held
        records = [one for one in portion if not isinstance(one, Broken)]
        ids |= dict.fromkeys(one.id for one in records)
        held = _page(portion, at, begun)
        at += len(portion)
    if not ids:
        raise BrokenData("The feed names nothing. A shop with nothing in it would say so in another way.")
    removed = [one for one in known if one not in ids]
    remembered = list(ids) if len(ids) <= MOST_IDS else []
    mark = packed({"validators": [validators.etag, validators.modified], "ids": remembered})
    last = held or Page(())
    yield Page(last.records, mark=mark, removed=removed, broken=last.broken, total=len(ids))


def _page(portion: Sequence[Record | Broken], at: int, begun: int) -> Page:
    new = portion[max(0, begun - at) :]
    records = [one for one in new if not isinstance(one, Broken)]
    return Page(
        records, packed({"at": at + len(portion)}), broken=[one for one in new if isinstance(one, Broken)]
    )
