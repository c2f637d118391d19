"""One reading of a site for one resource: every address once, in the order in which it was found.

What a crawl gives depends on the site alone: answers that came side by side are taken in their order, so that a stopped
crawl goes on as if it had not been stopped.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from aisle.adapters.connectors.website.addresses import join, origin_of
from aisle.adapters.connectors.website.facts import Facts
from aisle.adapters.connectors.website.likeness import Likeness, shape_of
from aisle.adapters.connectors.website.listings import Listings
from aisle.adapters.connectors.website.options import WebsiteOptions
from aisle.adapters.connectors.website.places import Found, Place, Places
from aisle.adapters.connectors.website.scope import Scope
from aisle.adapters.connectors.website.traps import Traps, is_dated
from aisle.adapters.connectors.website.visiting import Visit
from aisle.adapters.connectors.website.visitor import Visitor
from aisle.adapters.connectors.website.yielding import Yielding
from aisle.sources.errors import RetryLater
from aisle.sources.ports import Broken, Page
from aisle.sources.records import Record

AT_ONCE = 8
MOST_RECORDS, MOST_PLACES, MOST_BYTES = 50, 200, 8 * 2**20  # of one page of records
MOST_AWAY = 10  # one after the other: then it is not the page, but the site
KEPT = frozenset({Found.PAGE, Found.NOTHING, Found.SAME, Found.CLOSED, Found.AWAY})


@dataclass(slots=True)
class _Heap:
    """What comes together to one page of records."""

    records: list[Record] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    places: int = 0
    bytes: int = 0

    @property
    def is_full(self) -> bool:
        return len(self.records) >= MOST_RECORDS or self.places >= MOST_PLACES or self.bytes >= MOST_BYTES


class Crawl:
    """One reading. Begin with `pages`."""

    def __init__(
        self,
        visitor: Visitor,
        options: WebsiteOptions,
        yielding: Yielding,
        mark: str | None,
        cursor: str | None,
    ) -> None:
        """Nothing is asked yet. Raises BrokenData for a mark or cursor that is none."""
        self._visitor, self._options, self._yielding = visitor, options, yielding
        self._known = Places.from_text(mark) if mark else Places()
        self._places = Places.from_text(cursor) if cursor else Places()
        self._begins = cursor is None
        origins = {origin_of(one) for one in (options.address, *options.hosts)}
        self._scope = Scope(frozenset(origins), options.include, options.exclude)
        self._traps = Traps(self._places.more.get("traps"))
        self._likeness = Likeness()
        self._away, self._heap = 0, _Heap()

    async def pages(self) -> AsyncIterator[Page]:
        """Yield records as they are found; what is gone since the mark is named as removed."""
        if self._begins:
            await self._begin()
        self._remember()
        while batch := self._next():
            visits = await asyncio.gather(*(self._visit(address) for address in batch))
            for address, visit in zip(batch, visits, strict=True):
                await self._take(address, visit)
            if self._heap.is_full:
                yield self._page(last=False)
        yield self._page(last=True)

    # How it begins

    async def _begin(self) -> None:
        """Put together what is to be asked: what was known, the beginning, and what the site lists."""
        rules = await self._visitor.robots(self._options.address)
        self._places.more = {"missing": await self._missing(), "lists": self._known.more.get("lists", {})}
        for address, known in self._known.all.items():
            if known.found not in KEPT and known.found is not Found.MOVED:
                continue
            if self._scope.holds(address) and (await self._visitor.robots(address)).allows(address):
                self._places.add(address, _again(known))
            else:
                self._heap.removed += known.ids
        self._places.add(self._options.address, Place())
        listings = Listings(self._visitor, self._places.more["lists"])
        named = [*self._options.sitemaps, *rules.sitemaps]
        await self._list(listings, *named)
        if not named:
            await self._list(listings, f"{origin_of(self._options.address)}/sitemap.xml", guessed=True)
        self._heap.broken += listings.broken

    async def _missing(self) -> list[str] | None:
        """Ask for a page that nobody has: a site that answers it with 200 answers so for every page that is gone."""
        made = hashlib.sha256(self._options.address.encode()).hexdigest()[:24]
        visit = await self._visitor.visit(f"{origin_of(self._options.address)}/{made}", Place())
        return [visit.facts.title, visit.facts.shape] if visit.facts is not None else None

    async def _list(self, listings: Listings, *addresses: str, guessed: bool = False) -> None:
        async for address, listed in listings.read(*addresses, guessed=guessed):
            changed = listed.changed.isoformat() if listed.changed else ""
            self._add(address, Place(changed=changed), listed=True)
            for language, link in listed.alternates:
                if alternate := join(address, link):
                    self._add(alternate, Place(language=language[:2]), listed=True)

    def _remember(self) -> None:
        missing = self._places.more.get("missing")
        self._likeness.missing = (missing[0], missing[1]) if missing else None
        for address, place in self._places.all.items():
            if place.found is Found.PAGE and place.text:
                self._likeness.remember(address, place.text, place.shape)

    # What is asked next

    def _next(self) -> list[str]:
        while batch := self._places.next(AT_ONCE) or self._second_thoughts():
            waiting = [one for one in batch if self._places.all[one].found is Found.WAITING]
            self._heap.places += len(batch)
            if waiting:
                return waiting
        return []

    def _second_thoughts(self) -> list[str]:
        """Return pages that gave another address as theirs which then had no page: they stand for themselves after all."""
        places = self._places.all
        lost = [
            address
            for address, place in places.items()
            if place.found is Found.SAME and not place.own and not self._is_page(place.towards)
        ]
        for address in lost[:AT_ONCE]:
            places[address].own, places[address].found = True, Found.WAITING
            places[address].etag = places[address].modified = ""
        return lost[:AT_ONCE]

    def _is_page(self, address: str) -> bool:
        place = self._places.all.get(address)
        return place is not None and place.found in (Found.PAGE, Found.AWAY, Found.WAITING)

    async def _visit(self, address: str) -> Visit:
        place = self._places.all[address]
        if place.text and place.towards and not self._stands(place.towards):
            place.etag = place.modified = (
                ""  # what it was the same as has changed: it may be a page of its own now
            )
        return await self._visitor.visit(address, place)

    def _stands(self, address: str) -> bool:
        now, before = self._places.all.get(address), self._known.all.get(address)
        return now is not None and before is not None and now.found is Found.PAGE and now.text == before.text

    def _add(self, address: str, place: Place, *, listed: bool = False) -> None:
        if address in self._places.all or not self._scope.holds(address):
            return
        if len(self._places.all) >= self._options.most_pages:
            if not self._places.more.get("cut"):
                self._places.more["cut"] = True
                said = f"The site has more than {self._options.most_pages:,} addresses; the others were left out."
                self._heap.broken.append(Broken(None, "most_pages", said, None))
            return
        if listed or self._traps.takes(address):
            self._places.add(address, place)

    # What came of it

    async def _take(self, address: str, visit: Visit) -> None:
        place = self._places.all[address]
        known = self._known.all.get(address) or Place()
        self._tell(address, visit)
        if visit.found is Found.AWAY or visit.unchanged:
            self._keep(address, place, known, visit)
            return
        self._away = 0
        place.etag, place.modified = visit.etag, visit.modified
        place.found, place.towards = visit.found, visit.towards
        place.text = place.shape = place.mark = ""
        place.ids = ()
        if visit.facts is not None:
            self._judge(address, place, visit.facts)
            await self._follow(address, place, visit.facts)
        if place.towards:
            self._add(place.towards, Place(depth=place.depth, changed=place.changed), listed=True)
            if not self._scope.holds(place.towards):
                place.found, place.towards = Found.NOTHING, ""
        if place.found is Found.PAGE and not self._scope.holds(address):
            place.found = Found.NOTHING  # the beginning leads to what is in scope, and need not be
        if place.found is Found.PAGE:
            self._keep_page(address, place, known, visit)
        self._heap.removed += [one for one in known.ids if one not in place.ids]

    def _tell(self, address: str, visit: Visit) -> None:
        if visit.why:
            field_name = "access" if visit.found is Found.CLOSED else "page"
            self._heap.broken.append(Broken(address, field_name, visit.why, None))

    def _keep(self, address: str, place: Place, known: Place, visit: Visit) -> None:
        """Leave an address as it was, because it is, or because nobody knows."""
        place.found = known.found if known.found is not Found.WAITING else Found.AWAY
        place.text, place.shape, place.towards = known.text, known.shape, known.towards
        place.ids, place.mark, place.own = known.ids, known.mark, known.own
        if place.found is Found.PAGE and place.text:
            self._likeness.remember(address, place.text, place.shape)
        self._away = self._away + 1 if visit.found is Found.AWAY else 0
        if self._away >= MOST_AWAY:
            raise RetryLater("The site does not answer any more.")

    def _judge(self, address: str, place: Place, facts: Facts) -> None:
        """Decide what a page is beside the others of its site."""
        target = facts.whole(facts.canonical) or address
        moved = facts.whole(facts.refresh)
        if self._likeness.is_missing(facts):
            place.found = Found.GONE
        elif facts.asks_to_sign_in:
            place.found = Found.CLOSED
            self._heap.broken.append(Broken(address, "access", "The page asks to sign in.", None))
        elif not facts.is_for_indexes:
            place.found = Found.NOTHING
        elif not place.own and moved and moved != address:
            place.found, place.towards = Found.SAME, moved
        elif not place.own and target != address and self._scope.holds(target):
            place.found, place.towards = Found.SAME, target

    async def _follow(self, address: str, place: Place, facts: Facts) -> None:
        if not self._options.links or not facts.may_be_followed or place.found in (Found.GONE, Found.CLOSED):
            return
        if address == self._options.address:
            feeds = [
                one
                for link in facts.feeds
                if (one := facts.whole(link)) and origin_of(one) in self._scope.origins
            ]
            await self._list(Listings(self._visitor, self._places.more["lists"]), *feeds, guessed=True)
        if place.depth >= self._options.depth:
            return
        for language, link in facts.alternates.items():
            if alternate := facts.whole(link):
                self._add(alternate, Place(depth=place.depth + 1, language=language[:2]))
        for link, may_follow in facts.links:
            if may_follow and (target := facts.whole(link)):
                self._add(target, Place(depth=place.depth + 1))

    def _keep_page(self, address: str, place: Place, known: Place, visit: Visit) -> None:
        made = self._yielding(address, visit, place)
        text = visit.facts.text if visit.facts is not None else hashlib.sha256(visit.body).hexdigest()
        place.text = text[:32]
        place.shape = shape_of(visit.facts, is_dated(address)) if visit.facts is not None else ""
        twin = self._likeness.same_as(place.text, place.shape)
        if twin is not None and twin != address and not place.own:
            place.found, place.towards, place.shape = Found.SAME, twin, ""
            return
        self._likeness.remember(address, place.text, place.shape)
        place.mark, place.ids = made.mark, tuple(one.id for one in made.records)
        if place.mark != known.mark or place.ids != known.ids:
            self._heap.records += made.records
            self._heap.bytes += len(visit.body)

    def _page(self, last: bool) -> Page:
        heap, self._heap = self._heap, _Heap()
        self._places.more["traps"] = dict(self._traps.counts)
        text = self._places.to_text()
        return Page(
            heap.records,
            cursor=None if last else text,
            mark=text if last else None,
            removed=tuple(dict.fromkeys(heap.removed)),
            broken=tuple(heap.broken),
            total=len(self._places.all),
        )


def _again(known: Place) -> Place:
    """Return a known address as one to be asked again; what moved for good is known to have."""
    if known.found is Found.MOVED:
        return known
    return Place(
        known.depth,
        etag=known.etag,
        modified=known.modified,
        text=known.text if known.found is Found.SAME else "",
        towards=known.towards if known.found is Found.SAME else "",
        changed=known.changed,
        own=known.own,
        language=known.language,
    )
