"""What a fake shop keeps, and how it misbehaves when it is told to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from aisle.sources.ports import Broken, Subscription
from aisle.sources.records import Record, Resource, record_type

Hook = Callable[[Resource, int], None]
# What happens at a question: an error, something else that is done first, or nothing.
Fault = Exception | Callable[[], Awaitable[None]] | None


class Killed(BaseException):
    """The process ends here, as by SIGKILL: nothing that catches errors catches it."""


@dataclass(eq=False)
class FakeShop:
    """A shop in memory. Change it between and during reads.

    Attributes:
        now: The shop's clock.
        name, currency: As `check` tells them.
        token: What it wants to be asked with.
        page_size: Records a page.
        drifts: Pages are counted from the newest: one that comes meanwhile pushes another over to the next page, again.
        endless: Resources whose last page is given again and again.
        doubled: Resources of which each page gives its first record twice.
        broken: Records that cannot be understood, by resource and id.
        faults: One a question, in order: raised, or done first; None: that question goes well.
        hook: Called before every page with its resource and its number from 0 of that read; may change the shop, or raise.
        asked: How many pages were given, by resource.
        subscriptions, hook_secret: Webhooks by topic, and what they are signed with.
        renews: The token that the next question is answered with and stored; None: the token stays.
    """

    now: Callable[[], datetime]
    name: str = "Fake Shop"
    currency: str = "EUR"
    token: str = "right"  # noqa: S105 - of a shop in memory
    page_size: int = 3
    drifts: bool = False
    endless: set[Resource] = field(default_factory=set)
    doubled: set[Resource] = field(default_factory=set)
    broken: dict[tuple[Resource, str], Broken] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    hook: Hook | None = None
    asked: dict[Resource, int] = field(default_factory=dict)
    renews: str | None = None
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    hook_secret: str = ""
    _kept: dict[Resource, dict[str, Record]] = field(default_factory=dict)

    def put(self, *records: Record, silent: bool = False) -> None:
        """Add records or change them; `updated_at` is the clock's. silent: it stays what it was, as no time tells of it."""
        for record in records:
            kept = self._kept.setdefault(resource_of(record), {})
            before = kept.get(record.id)
            at = before.updated_at if silent and before else self.now()
            kept[record.id] = replace(record, updated_at=at)

    def remove(self, resource: Resource, *ids: str) -> None:
        """Take records away without a word."""
        for one in ids:
            self._kept.get(resource, {}).pop(one, None)

    def records(self, resource: Resource) -> dict[str, Record]:
        """Return what the shop keeps now, by id."""
        return dict(self._kept.get(resource, {}))

    def fail(self, *faults: Fault) -> None:
        """Have these happen at the next questions; None: one that goes well."""
        self.faults.extend(faults)

    def newest_first(self, resource: Resource) -> list[Record]:
        """Return the records in the order in which a shop that drifts pages them."""
        return list(reversed(self._kept.get(resource, {}).values()))


_RESOURCES = {record_type(resource): resource for resource in Resource}


def resource_of(record: Record) -> Resource:
    """Return what a record is one of."""
    return _RESOURCES[type(record)]


def by_id(records: Iterable[Record]) -> list[Record]:
    """Return records in the order of their ids."""
    return sorted(records, key=lambda record: record.id)
