"""Which conversations a new model answers first, and whether it does well enough to go on."""

import hashlib
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Hashable
from typing import TypeVar
from uuid import UUID

import structlog

from aisle.llm.gateway.breakers import Whose
from aisle.llm.gateway.calls import Call, Purpose
from aisle.llm.gateway.policy import Canary, RoutePolicy

LATEST = 50  # tries that are looked at
MOST_OF_ONE = 10  # of them, of one organization where all are looked at
FEW = 20  # with fewer, as many failures are borne as with these: one of three says little
MOST_WATCHED = 1_000
log = structlog.get_logger()
Key = tuple[Purpose, UUID | None, Canary]
Name = TypeVar("Name", bound=Hashable)
Value = TypeVar("Value")


class CanaryWatch:
    """How a canary has done in this process. It stays stopped until its policy changes.

    It is stopped for an organization whose own tries fail too often, and for all where those of several do: what one of them
    asks, however often, is neither most of what is looked at nor enough by itself.
    """

    def __init__(self, canary: Canary) -> None:
        self.canary = canary
        self._is_stopped = False
        self._stopped_for: OrderedDict[Whose, None] = OrderedDict()
        self._own: OrderedDict[Whose, deque[bool]] = OrderedDict()
        self._latest: list[tuple[Whose, bool]] = []

    def is_stopped(self, whose: Whose) -> bool:
        """Whether it leads no more for an organization's calls."""
        return self._is_stopped or whose in self._stopped_for

    def ended(self, whose: Whose, *, failed: bool) -> None:
        """Take note of a try that was answered, or that failed by no fault of the request."""
        if self.is_stopped(whose):
            return
        own = _kept(self._own, whose, deque[bool](maxlen=LATEST))
        own.append(failed)
        if sum(own) > self._most(len(own)):
            _kept(self._stopped_for, whose, None)
            log.warning("llm.canary_stopped", model=self.canary.model, failures=sum(own), for_all=False)
        self._look_at_all(whose, failed)

    def _look_at_all(self, whose: Whose, failed: bool) -> None:
        own = [at for at, (one, _) in enumerate(self._latest) if one == whose]
        gone = own[0] if len(own) >= MOST_OF_ONE else 0 if len(self._latest) >= LATEST else None
        if gone is not None:
            del self._latest[gone]
        self._latest.append((whose, failed))
        most = self._most(len(self._latest))
        failures = Counter(one for one, has_failed in self._latest if has_failed)
        if sum(min(count, most / 2) for count in failures.values()) > most:
            self._is_stopped = True
            log.warning(
                "llm.canary_stopped", model=self.canary.model, failures=failures.total(), for_all=True
            )

    def _most(self, tries: int) -> float:
        """Return how many of so many may fail."""
        return self.canary.most_failures * max(FEW, tries)


class Canaries:
    """Every canary of a process. chance: for calls without a conversation."""

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._watches: OrderedDict[Key, CanaryWatch] = OrderedDict()

    def find(self, call: Call, policy: RoutePolicy) -> CanaryWatch | None:
        """Return the canary that leads for a call, if one does."""
        if policy.canary is None:
            return None
        watch = self.watch(call.purpose, call.payer.organization_id if policy.is_own else None, policy.canary)
        is_stopped = watch.is_stopped(call.payer.organization_id)
        return watch if not is_stopped and self._is_in(call, policy.canary) else None

    def watch(self, purpose: Purpose, organization_id: UUID | None, canary: Canary) -> CanaryWatch:
        """Return how a canary has done; organization_id: of whoever set it."""
        key = (purpose, organization_id, canary)
        return _kept(self._watches, key, CanaryWatch(canary))

    def _is_in(self, call: Call, canary: Canary) -> bool:
        if call.payer.conversation_id is None:
            return self._chance() < canary.share
        return place_of(call.payer.conversation_id, canary.model) < canary.share


def place_of(conversation_id: UUID, model: str) -> float:
    """Return where a conversation stands between 0 and 1, for a model: a larger share keeps those of a smaller one."""
    digest = hashlib.blake2b(conversation_id.bytes + model.encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


def _kept(known: OrderedDict[Name, Value], name: Name, value: Value) -> Value:
    """Return what stands under a name, or this in its place; what was used longest ago is forgotten first."""
    found = known.setdefault(name, value)
    known.move_to_end(name)
    if len(known) > MOST_WATCHED:
        known.popitem(last=False)
    return found
