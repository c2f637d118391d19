"""A run: reads what is new, lets every check look, and settles which findings stand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from aisle.core.clock import Clock
from aisle.core.jobs import JobContext
from aisle.linting.checks import DOCUMENT_CHECKS, PRODUCT_CHECKS, STATEMENT_CHECKS
from aisle.linting.checks.types import Mention, Page
from aisle.linting.links import Fetch, Links, before, dead, links_of, sells_nothing
from aisle.linting.questions import never_found, unanswered
from aisle.linting.repository import content, findings, links, runs
from aisle.linting.statements.reading import RULES, Sentence, sentences_of, statements_of
from aisle.linting.statements.types import Subject
from aisle.linting.titles import Titles
from aisle.linting.types import Finding, Place, RunState
from aisle.retrieval.search import Searcher

LINKS_KEPT = timedelta(days=30)
PAGES, GOODS, BATCH = 20, 500, 200  # at a time, so that memory stays as it is however large a store is


@dataclass(slots=True)
class _Run:
    """What one run holds while it goes."""

    id: UUID
    context: JobContext
    now: datetime
    links: Links
    titles: Titles = field(default_factory=Titles)
    prefixes: tuple[str, ...] = ()
    waiting: list[Finding] = field(default_factory=list)
    documents: int = 0
    read: int = 0
    products: int = 0
    links_left: int = 0

    async def tell(self, found: Iterable[Finding]) -> None:
        """Take findings; they are written in batches."""
        self.waiting += found
        if len(self.waiting) >= BATCH:
            await self.flush()

    async def flush(self) -> None:
        """Write what waits."""
        if self.waiting:
            async with self.context.scope() as session:
                await findings.save(session, self.id, self.waiting)
            self.waiting.clear()


@dataclass(frozen=True, slots=True)
class Linter:
    """Looks a store's content over. Part of one process."""

    searcher: Searcher
    fetch: Fetch
    clock: Clock

    async def run(self, context: JobContext, run_id: UUID) -> None:
        """Do a run from its beginning; a second attempt finds what was read and asked already."""
        run = _Run(run_id, context, self.clock.now(), Links(self.fetch))
        async with context.scope() as session:
            await runs.begin(session, run_id)
            await content.mark_absent(session, run.now)
            run.prefixes = tuple(await content.product_addresses(session))
        await _look_at_products(run)
        await _look_at_pages(run)
        await _compare(run)
        await self._ask(run)
        await run.flush()
        async with context.scope() as session:
            await findings.settle(session, run_id)
            await content.drop_readings(session, run.now)
            await links.forget(session, run.now - LINKS_KEPT)
            counts = (run.documents, run.read, run.products, run.links_left)
            await runs.end(session, run_id, RunState.DONE, *counts)

    async def _ask(self, run: _Run) -> None:
        context = run.context
        await context.progress("asking", 0, None)
        async for one in unanswered(context.database, self.searcher, context.tenant):
            await run.tell([one])
        async for one in never_found(context.database, context.tenant, run.now):
            await run.tell([one])


async def _look_at_products(run: _Run) -> None:
    after: UUID | None = None
    while True:
        async with run.context.scope() as session:
            some = await content.goods(session, after, GOODS)
        if not some:
            return
        for good in some:
            run.titles.add(good.id, good.title)
            await run.tell(one for check in PRODUCT_CHECKS for one in check(good))
        after, run.products = some[-1].id, run.products + len(some)
        await run.context.progress("products", run.products, None)


async def _look_at_pages(run: _Run) -> None:
    async for pages in _pages(run):
        await _read(run, pages)
        for page in pages:
            said = list(sentences_of(page.text, page.title))
            mentions = await _mentions(run, said)
            await run.tell(one for check in DOCUMENT_CHECKS for one in check(page, mentions, run.now))
        await _follow(run, pages)
        run.documents += len(pages)
        await run.context.progress("documents", run.documents, None)


async def _pages(run: _Run) -> AsyncIterator[list[Page]]:
    after: UUID | None = None
    while True:
        async with run.context.scope() as session:
            pages = await content.pages(session, run.now, after, PAGES)
        if not pages:
            return
        after = pages[-1].document_id
        yield pages


async def _read(run: _Run, pages: Sequence[Page]) -> None:
    """Read what these rules have not read: a version never changes."""
    async with run.context.scope() as session:
        known = await content.known(session, [page.version_id for page in pages], RULES)
    new = [page for page in pages if page.version_id not in known]
    said = [(page.version_id, statements_of(page.text, page.title, page.language)) for page in new]
    async with run.context.scope() as session:
        for version_id, statements in said:
            await content.keep_reading(session, version_id, RULES, statements)
    run.read += len(new)


async def _mentions(run: _Run, said: Sequence[Sentence]) -> list[Mention]:
    """Return the sentences that name exactly one product; what names two may mean either."""
    named = [(one, found[0]) for one in said if len(found := run.titles.find(one)) == 1]
    if not named:
        return []
    async with run.context.scope() as session:
        goods = await content.goods_of(session, list({product_id for _, product_id in named}))
    return [
        Mention(start, end, text, above, goods[product_id])
        for (start, end, text, above), product_id in named
        if product_id in goods
    ]


async def _follow(run: _Run, pages: Sequence[Page]) -> None:
    places: dict[str, list[Place]] = {}
    for page in pages:
        for url, place in links_of(page):
            places.setdefault(url, []).append(place)
    await _follow_products(run, places)
    await _follow_others(run, places)


async def _follow_products(run: _Run, places: dict[str, list[Place]]) -> None:
    """Products' addresses are looked up in the catalogue: nobody is asked."""
    ours = [url for url in places if run.prefixes and url.startswith(run.prefixes)]
    async with run.context.scope() as session:
        sold = await content.sold_at(session, ours)
    for url in ours:
        told = places.pop(url)
        if url not in sold:
            await run.tell(sells_nothing(place) for place in told)


async def _follow_others(run: _Run, places: dict[str, list[Place]]) -> None:
    tenant = run.context.tenant.organization_id
    async with run.context.scope() as session:
        known = await links.fresh(session, list(places), before(run.now))
    new = await run.links.statuses([url for url in places if url not in known], tenant)
    async with run.context.scope() as session:
        for url, status in new.items():
            await links.keep(session, url, status, run.now)
        left = [url for url in places if url not in known and new.get(url) is None]
        await findings.keep(session, run.id, "link.dead", left)
    run.links_left += sum(url not in known and url not in new for url in places)
    for url, status in {**known, **new}.items():
        await run.tell(one for place in places[url] for one in dead(place, status))


async def _compare(run: _Run) -> None:
    await run.context.progress("comparing", 0, None)
    for subject in Subject:
        async with run.context.scope() as session:
            said = await content.stated(session, run.now, subject)
        await run.tell(one for check in STATEMENT_CHECKS for one in check(said))
