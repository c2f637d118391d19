"""A second model asked beside an answer, to see how it does: never shown, never waited for, bounded, paid for by who set it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from aisle.core.errors import AisleError
from aisle.core.http import Timing
from aisle.llm.chat import ChatDelta, Completion
from aisle.llm.collecting import Collector
from aisle.llm.gateway.calls import NOBODY, Call, Duty
from aisle.llm.gateway.endpoints import Endpoint, Health
from aisle.llm.gateway.policy import RoutePolicy
from aisle.llm.gateway.voting import canonical

log = structlog.get_logger()
Ask = Callable[[Call, Endpoint, Health], Awaitable[Completion]]


@dataclass(slots=True)
class Heard:
    """The answer that is handed on, as far as its shadow is compared with it."""

    collector: Collector | None = None

    def saw(self, delta: ChatDelta) -> None:
        """Take note of a piece."""
        if self.collector is not None:
            self.collector.take(delta)

    def saw_whole(self, answer: Completion) -> None:
        """Take note of a whole answer."""
        self.saw(ChatDelta(answer.text, answer.finish, answer.usage))


@dataclass(slots=True)
class Shadows:
    """The shadows of a process. They have breakers of their own: what they meet with is not held against answers."""

    timing: Timing
    _running: Counter[str] = field(default_factory=Counter)
    _health: dict[str, Health] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def beside(
        self, call: Call, policy: RoutePolicy, endpoint: Endpoint | None, ask: Ask
    ) -> AsyncIterator[Heard]:
        """Begin the shadow of a call, where it has one; it is compared with what the block saw.

        endpoint: the shadow's; None where it cannot be asked. A block that is left before its end ends the shadow, too.
        """
        if policy.shadow is None or endpoint is None or not self._is_due(policy.shadow.share):
            yield Heard()
            return
        if self._running[endpoint.name] >= policy.shadow.at_once:
            log.info("llm.shadow_left_out", model=endpoint.name)
            yield Heard()
            return
        heard, answered = Heard(Collector()), asyncio.get_running_loop().create_future()
        payer = call.payer if policy.is_own else replace(NOBODY, request_id=call.payer.request_id)
        aside = replace(call, wanted=endpoint.name, payer=payer, duty=Duty.SHADOW, tally=None)
        task = self._begin(endpoint.name, self._follow(aside, endpoint, ask, answered))
        try:
            yield heard
        except (GeneratorExit, asyncio.CancelledError):
            if heard.collector is None or heard.collector.finish is None:
                task.cancel()
            raise
        finally:
            answered.set_result(heard.collector)

    async def close(self) -> None:
        """End all of them."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def health(self, name: str) -> Health:
        """Return how a model has been as a shadow."""
        return self._health.setdefault(name, Health(f"{name}, as a shadow,", self.timing))

    def _is_due(self, share: float) -> bool:
        return share >= 1 or self.timing.chance() < share

    def _begin(self, name: str, following: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin a shadow, which counts from now on and not only once its turn has come."""
        self._running[name] += 1
        task = asyncio.create_task(following)
        self._tasks.add(task)

        def ended(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            self._running[name] -= 1

        task.add_done_callback(ended)
        return task

    async def _follow(
        self,
        call: Call,
        endpoint: Endpoint,
        ask: Ask,
        answered: asyncio.Future[Collector],
    ) -> None:
        begun = self.timing.now()
        try:
            answer = await ask(call, endpoint, self.health(endpoint.name))
            seconds = self.timing.now() - begun
            compare(endpoint.name, call, answer, seconds, await answered)
        except AisleError as failure:
            log.info("llm.shadow", model=endpoint.name, purpose=call.purpose.value, error=failure.code)
        except Exception:  # nobody waits for a shadow, and nobody would hear of it otherwise
            log.exception("llm.shadow_failed", model=endpoint.name)


def compare(name: str, call: Call, shadow: Completion, seconds: float, shown: Collector) -> None:
    """Write down how a shadow's answer compares with the one that was shown; the words of neither are written."""
    one, other = shadow.text, shown.text
    log.info(
        "llm.shadow",
        model=name,
        purpose=call.purpose.value,
        error=None,
        seconds=round(seconds, 4),
        same=canonical(one) == canonical(other),
        alike=alike(one, other),
        characters=len(one),
        shown_characters=len(other),
        finish=shadow.finish.value,
        shown_finish=shown.finish.value if shown.finish else None,
        request_id=call.payer.request_id,
    )


def alike(one: str, other: str) -> float:
    """Return the share of words that two texts have in common (Jaccard), 0 to 1."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return round(len(words & others) / len(words | others), 3) if words | others else 1.0
