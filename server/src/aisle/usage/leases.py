"""Parts of budgets that a process holds ahead: calls under them need no statement before they are made.

A lease is a hold like a call's, for as much as several calls may take at most. The database refuses it where it is more than a
small part of what is left, so that near its end a budget is held call by call, exactly. What the calls under it took goes off the
lease in the transaction that keeps their events, so that no budget is ever overdrawn by one. Belongs to one event loop.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from aisle.core.ids import new_id_text
from aisle.usage.rows import Row

FRESH = 2.0  # seconds after which a lease that no batch has looked at since is used no more
FEWEST, MOST = 4, 256  # calls that a lease is for
SOON = 1.0  # seconds: one that is used up sooner is followed by one for twice as many
PURPOSE = "lease"  # which the database knows, too: what is left of one when its process dies was never spent
AHEAD, REST = "ahead", "rest"  # what is asked for, and what is left of it
UTC_ENDS = "+00:00"
MOST_KNOWN = 10_000
# Of which store, in which currency, on which day: a call draws on budgets of the day on which it begins.
Place = tuple[UUID, str | None, str, str]
Most = tuple[Decimal, int]


@dataclass(slots=True, eq=False)
class Lease:
    """A part of a tenant's budgets.

    Attributes:
        row: As the database has it, but for the amounts.
        cost, tokens: That no call has taken yet.
        size: Calls that it is for.
        begun_at: When it was asked for.
        confirmed_at: When a batch was sent that found it in its place.
        used_at: When a call took of it last.
        under_way: What calls that are not kept yet may take at most, by their holds' ids.
        is_open: Whether calls may take of it.
    """

    place: Place
    row: Row
    cost: Decimal
    tokens: int
    size: int
    begun_at: float
    confirmed_at: float
    used_at: float
    under_way: dict[str, Most] = field(default_factory=dict)
    is_open: bool = True

    def take(self, hold: Row, most: Most) -> bool:
        """Take what a call may take at most; False where there is not as much."""
        cost, tokens = most
        if cost > self.cost or tokens > self.tokens:
            return False
        self.cost, self.tokens = self.cost - cost, self.tokens - tokens
        self.under_way[hold["id"]] = most
        return True

    def is_enough(self, most: Most) -> bool:
        """Whether there is more than a quarter of it for calls like this one."""
        return self.tokens * 4 >= most[1] * self.size and self.cost * 4 >= most[0] * self.size

    def rest(self, without: Iterable[str]) -> Row | None:
        """Return what is held of it once some calls are kept; None for nothing."""
        done = set(without)
        open_ = [most for id_, most in self.under_way.items() if id_ not in done]
        cost, tokens = sum((one[0] for one in open_), Decimal()), sum(one[1] for one in open_)
        if self.is_open:
            cost, tokens = cost + self.cost, tokens + self.tokens
        return _sized(self.row, REST, cost, tokens) if cost or tokens else None


@dataclass(frozen=True, slots=True)
class Rest:
    """A lease in a batch. row: what is left of it; None where it goes. ids: of its calls that the batch keeps."""

    lease: Lease
    row: Row | None
    ids: tuple[str, ...]


class Leases:
    """Those of a process. now: seconds, on a clock that never jumps."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._open: dict[Place, Lease] = {}
        self._known: dict[str, Lease] = {}  # by their ids, and those of the holds under them
        self._sizes: dict[Place, int] = {}
        self._asked: dict[Place, float] = {}  # when one may be asked for again

    def take(self, tenant: UUID, hold: Row) -> bool:
        """Take what a call may take at most; False where no lease has it."""
        lease, now = self._open.get(_place(tenant, hold)), self._now()
        if lease is None or lease.confirmed_at + FRESH <= now or not lease.take(hold, _most(hold)):
            return False
        lease.used_at = now
        self._known[hold["id"]] = lease
        return True

    def give_back(self, hold: Row) -> None:
        """Take note that a call is not made under its lease after all."""
        lease = self._known.pop(hold["id"], None)
        if lease is not None:
            cost, tokens = lease.under_way.pop(hold["id"])
            lease.cost, lease.tokens = lease.cost + cost, lease.tokens + tokens

    def wanted(self, tenant: UUID, hold: Row) -> Row | None:
        """Return the lease that is to be asked for beside a call, None where none is."""
        if hold["cost"] is None or not hold["at"].endswith(UTC_ENDS):
            return None  # what costs nobody knows how much is not held ahead
        place, most, now = _place(tenant, hold), _most(hold), self._now()
        lease = self._open.get(place)
        if (lease is not None and lease.is_enough(most)) or self._asked.get(place, 0.0) > now:
            return None
        if len(self._asked) >= MOST_KNOWN:
            self._asked.clear()
            self._sizes.clear()
        self._asked[place] = now + FRESH
        size = self._sizes.get(place, FEWEST)
        if lease is not None and lease.begun_at + SOON > now:
            size = min(MOST, 2 * size)
        self._sizes[place] = size
        return _sized({**hold, "id": new_id_text()}, AHEAD, most[0] * size, most[1] * size)

    def granted(self, tenant: UUID, row: Row, begun: float) -> tuple[Lease | None, Lease]:
        """Open a lease that the database has. begun: when it was asked for. Returns the one whose place it takes, and it."""
        place = _place(tenant, row)
        before = self._open.get(place)
        size = self._sizes.get(place, FEWEST)
        made = Lease(place, row, *_most(row), size, begun, begun, self._now())
        self._open[place] = self._known[made.row["id"]] = made
        self._asked.pop(place, None)
        return before, made

    def refused(self, tenant: UUID, row: Row) -> None:
        """Take note that a budget has no room for one: a smaller one is asked for, or none for a while."""
        place = _place(tenant, row)
        size = self._sizes.get(place, FEWEST)
        if size > FEWEST:
            self._sizes[place] = max(FEWEST, size // 4)
            self._asked.pop(place, None)

    def close(self, lease: Lease) -> None:
        """Let no further call take of one."""
        lease.is_open = False
        if self._open.get(lease.place) is lease:
            del self._open[lease.place]
            self._sizes.pop(lease.place, None)

    def of(self, tenant: UUID | None = None) -> list[Lease]:
        """Return the open ones, of a tenant or of all."""
        return [one for place, one in self._open.items() if tenant in (None, place[0])]

    def is_idle(self, lease: Lease) -> bool:
        """Whether nobody has taken of one for a while."""
        return lease.used_at + FRESH <= self._now()

    def rests(self, ids: Iterable[str]) -> list[Rest]:
        """Return what is left of the leases that a batch concerns. ids: of the calls that it keeps, and of leases."""
        found: dict[int, tuple[Lease, list[str]]] = {}
        for id_ in ids:
            if (lease := self._known.get(id_)) is not None:
                found.setdefault(id(lease), (lease, []))[1].append(id_)
        return [Rest(lease, lease.rest(of), tuple(of)) for lease, of in found.values()]

    def kept(self, rests: Iterable[Rest], begun: float, refused: Mapping[str, Any]) -> None:
        """Take note of a batch that is kept. begun: when it was sent. refused: by ids, what no budget has room for any more."""
        for rest in rests:
            rest.lease.confirmed_at = begun
            if rest.lease.row["id"] in refused:
                self.close(rest.lease)
        self.forget(rests)

    def forget(self, rests: Iterable[Rest]) -> None:
        """Think no more of calls that have ended, and of leases that are done with."""
        for rest in rests:
            lease = rest.lease
            for id_ in rest.ids:
                if lease.under_way.pop(id_, None) is not None:
                    del self._known[id_]
            if not lease.is_open and not lease.under_way:
                self._known.pop(lease.row["id"], None)


def _place(tenant: UUID, row: Row) -> Place:
    return tenant, row["store_id"], row["currency"] or "", row["at"][:10]


def _most(row: Row) -> Most:
    return Decimal(row["cost"] or 0), row["tokens_in"] + row["tokens_out"]


def _sized(row: Row, duty: str, cost: Decimal, tokens: int) -> Row:
    """Return a lease's row with amounts of its own. It is nobody's call."""
    nobody = dict.fromkeys(("assistant_id", "conversation_id", "key_id", "principal", "request_id"))
    named = {"purpose": PURPOSE, "duty": duty, "endpoint": "", "provider": "", "model": ""}
    return {**row, **nobody, **named, "cost": str(cost), "tokens_in": tokens, "tokens_out": 0}
