"""Reading one resource for a run: page by page, each one transaction together with the place behind it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from aisle.core.db import Session
from aisle.sources.connections.types import Connection
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Connector, Delta, Page, ResourceRule, page_of
from aisle.sources.records import Resource
from aisle.sources.rules.service import Rules
from aisle.sources.syncing.planning import reads_whole, step_after_pages
from aisle.sources.syncing.preparing import Taken, take
from aisle.sources.syncing.repository import parts, problems, records, runs
from aisle.sources.syncing.repository.parts import Part
from aisle.sources.syncing.types import Run
from aisle.sources.syncing.writing import Target, Writer

OpenScope = Callable[[], AbstractAsyncContextManager[Session]]
AT_ONCE = 50  # records that are asked for again by their ids
NOTHING_NEW = 50  # pages in a row on which every id was met before: the shop goes round in circles
ENDLESS = "The shop gives the same page again and again. Tell its host, or sync less of it at once."


class Interrupted(Exception):
    """Somebody wants the run to pause or to stop, or it has ended already. what: "pause", "stop", "ended"."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(slots=True)
class PartReader:
    """Reads one resource of one source for one run.

    Attributes:
        open_scope: A transaction of the job.
        rules: That records go through.
        rule: How the resource must be read.
        mark: Where the live copy stands.
        advanced: Whether this attempt has stored anything.
    """

    open_scope: OpenScope
    writer: Writer
    rules: Rules
    now: Callable[[], datetime]
    run: Run
    connection: Connection
    connector: Connector
    resource: Resource
    rule: ResourceRule
    mark: str | None
    advanced: bool = field(default=False)
    _stale: int = field(default=0)

    async def read(self) -> None:
        """Read on from where the run stands. Raises ShopError, Interrupted."""
        steps = {"pages": self._pages, "ids": self._ids, "missing": self._missing, "gone": self._gone}
        part = await self._begin()
        while part.step != "done":
            part = await steps[part.step](part)

    async def _begin(self) -> Part:
        whole = reads_whole(self.run.mode, self.rule, self.mark, self.run.resources)
        async with self.open_scope() as session:
            return await parts.ensure(session, self.run.id, self.resource, whole, self.mark, self.now())

    async def _pages(self, part: Part) -> Part:
        mark = None if part.whole else part.mark_before
        pages = _closing(self.connector.pages(self.resource, mark, part.cursor))
        async with aclosing(pages):
            async for page in pages:
                part = await self._store_page(part, page)
                if page.cursor is None:
                    return part
        return await self._move(part, step_after_pages(self.run.mode, part.whole))

    async def _store_page(self, part: Part, page: Page) -> Part:
        taken = take(page, self.resource, self.rules)
        self._check_end(part, page, taken)
        as_of = self.now()
        async with self._scope() as session:
            written = await self.writer.write(session, self._target(part), taken, as_of)
            moved = replace(
                part.counted(written.counts),
                cursor=page.cursor,
                mark_after=page.mark or part.mark_after,
                pages=part.pages + 1,
                records=part.records + len(page.records) + len(page.broken),
                total=page.total if page.total is not None else part.total,
                last_ids=taken.ids,
                last_items=taken.items or part.last_items,
                step=part.step if page.cursor else step_after_pages(self.run.mode, part.whole),
            )
            await parts.save(session, self.run.id, moved)
        self._stale = 0 if written.fresh or not taken.ids else self._stale + 1
        self.advanced = True
        return moved

    def _check_end(self, part: Part, page: Page, taken: Taken) -> None:
        if page.cursor is None:
            return
        repeats = bool(taken.ids) and taken.ids == part.last_ids
        if page.cursor == part.cursor or repeats or self._stale >= NOTHING_NEW:
            raise BrokenData(ENDLESS)

    async def _ids(self, part: Part) -> Part:
        """List the ids anew: a list that was broken off may be out of date."""
        async with self._scope() as session:
            await records.forget_seen(session, self.run.id, self.resource)
        stale = 0
        async for portion in self.connector.ids(self.resource):
            async with self._scope() as session:
                fresh = await records.see(
                    session, self.run.id, self.resource, [one for one in portion if one]
                )
            stale = 0 if fresh else stale + 1
            if stale >= NOTHING_NEW:
                raise BrokenData(ENDLESS)
        return await self._move(part, "missing")

    async def _missing(self, part: Part) -> Part:
        """Read what the shop has and nobody told of."""
        after = ""
        while True:
            async with self._scope() as session:
                ids = await records.not_held(
                    session, self.connection.source_id, self.run.id, self.resource, after, AT_ONCE
                )
            if not ids:
                return await self._move(part, "gone")
            part, after = await self._store(part, await self._fetched(ids), ()), ids[-1]

    async def _gone(self, part: Part) -> Part:
        """Take away what the shop has no longer. Pages drift while they are read, so each is asked for once more by its id."""
        after, before, source_id = "", part.began_at, self.connection.source_id
        async with self._scope() as session:
            if await problems.has_nameless(session, source_id, self.run.id, self.resource):
                return await self._move_in(session, part, "done")
        while True:
            async with self._scope() as session:
                ids = await records.not_seen(
                    session, source_id, self.run.id, self.resource, before, after, AT_ONCE
                )
            if not ids:
                return await self._move(part, "done")
            found = await self._fetched(ids)
            part, after = await self._store(part, found, found.removed), ids[-1]

    async def _fetched(self, ids: Sequence[str]) -> Page:
        # What is read as one piece does not drift, and often cannot be asked for single records.
        if self.rule.delta is Delta.NONE and not self.rule.lists_ids:
            return Page((), removed=ids)
        return page_of(await self.connector.fetch(self.resource, ids), ids)

    async def _store(self, part: Part, page: Page, gone: Sequence[str]) -> Part:
        wanted = replace(page, removed=gone)
        taken = take(wanted, self.resource, self.rules)
        as_of = self.now()
        async with self._scope() as session:
            written = await self.writer.write(session, self._target(part), taken, as_of)
            moved = replace(part.counted(written.counts), records=part.records + len(page.records))
            await parts.save(session, self.run.id, moved)
        self.advanced = True
        return moved

    async def _move(self, part: Part, step: str) -> Part:
        async with self._scope() as session:
            return await self._move_in(session, part, step)

    async def _move_in(self, session: Session, part: Part, step: str) -> Part:
        moved = replace(part, step=step)
        await parts.save(session, self.run.id, moved)
        return moved

    def _scope(self) -> AbstractAsyncContextManager[Session]:
        return watched(self.open_scope, self.run)

    def _target(self, part: Part) -> Target:
        return Target(self.connection.source_id, self.run.id, self.resource, goes_back=part.whole)


@asynccontextmanager
async def watched(open_scope: OpenScope, run: Run) -> AsyncIterator[Session]:
    """Open a transaction in which a run goes on. Raises Interrupted when somebody wants it to pause or to stop."""
    async with open_scope() as session:
        if what := await runs.asked_of(session, run.id):
            raise Interrupted(what)
        yield session


def _closing(pages: AsyncIterator[Page]) -> AsyncGenerator[Page, None]:
    """What connectors write as generators can be closed; the port does not ask for it."""
    return cast("AsyncGenerator[Page, None]", pages if hasattr(pages, "aclose") else _given_out(pages))


async def _given_out(pages: AsyncIterator[Page]) -> AsyncGenerator[Page, None]:
    async for page in pages:
        yield page
