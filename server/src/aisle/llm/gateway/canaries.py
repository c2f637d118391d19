"""Which conversations a new model answers first, and whether it does well enough to go on."""

import hashlib
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from aisle.llm.gateway.calls import Call, Purpose
from aisle.llm.gateway.observer import Ended
from aisle.llm.gateway.policy import Canary, RoutePolicy

LATEST = 50  # tries that are looked at
FEW = 20  # with fewer, as many failures are borne as with these: one of three says little
MOST_WATCHED = 1_000
log = structlog.get_logger()
Key = tuple[Purpose, UUID | None, Canary]


@dataclass(slots=True)
class CanaryWatch:
    """How a canary has done in this process. It stays stopped until its policy changes."""

    canary: Canary
    is_stopped: bool = False
    _failed: deque[bool] = field(default_factory=lambda: deque(maxlen=LATEST))

    def ended(self, ended: Ended) -> None:
        """Take note of a try; one that was left says nothing."""
        if ended is Ended.LEFT or self.is_stopped:
            return
        self._failed.append(ended is not Ended.DONE)
        failures = sum(self._failed)
        if failures > self.canary.most_failures * max(FEW, len(self._failed)):
            self.is_stopped = True
            log.warning("llm.canary_stopped", model=self.canary.model, failures=failures)


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
        return watch if not watch.is_stopped and self._is_in(call, policy.canary) else None

    def watch(self, purpose: Purpose, organization_id: UUID | None, canary: Canary) -> CanaryWatch:
        """Return how a canary has done; organization_id: of whoever set it."""
        key = (purpose, organization_id, canary)
        watch = self._watches.setdefault(key, CanaryWatch(canary))
        self._watches.move_to_end(key)
        if len(self._watches) > MOST_WATCHED:
            self._watches.popitem(last=False)
        return watch

    def _is_in(self, call: Call, canary: Canary) -> bool:
        if call.payer.conversation_id is None:
            return self._chance() < canary.share
        return place_of(call.payer.conversation_id, canary.model) < canary.share


def place_of(conversation_id: UUID, model: str) -> float:
    """Return where a conversation stands between 0 and 1, for a model: a larger share keeps those of a smaller one."""
    digest = hashlib.blake2b(conversation_id.bytes + model.encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64
