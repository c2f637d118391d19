"""Where a call stands among its models and tries, and what comes after a failure."""

from collections.abc import Mapping

from aisle.core.http import Timing, pause
from aisle.llm.chat import CallLimits, ChatRequest
from aisle.llm.errors import ChatModelRefused, ChatModelUnavailable, ChatPolicyRefused
from aisle.llm.gateway.calls import Call
from aisle.llm.gateway.canaries import CanaryWatch
from aisle.llm.gateway.endpoints import Endpoint, Health
from aisle.llm.gateway.explaining import Explained
from aisle.llm.gateway.matrix import CallRule

Failure = ChatModelUnavailable | ChatModelRefused
# Longer pauses are not waited for where another model can be asked.
LONGEST_PAUSE = 1.0


class Course:
    """Walks along a decision's chain.

    Attributes:
        tries: Made so far, over all models.
        health: Of each model that its payer's calls can reach.
        known: What is remembered of it.
        canary: The canary that leads, if one does.
        forwards: Whether its pieces come with their provider's bytes.
    """

    forwards = False

    def __init__(
        self,
        call: Call,
        request: ChatRequest,
        known: Explained,
        rule: CallRule,
        timing: Timing,
        health: Mapping[str, Health],
        canary: CanaryWatch | None = None,
    ) -> None:
        self.call, self.decision, self.rule, self.tries = call, known.decision, rule, 0
        self.health, self.known, self.canary = health, known, canary
        self._request, self._timing = request, timing
        self._at, self._tries_here = 0, 0
        total = min(rule.total, request.limits.total) if request.limits else rule.total
        ends = timing.now() + total
        self._deadline = ends if call.deadline is None else min(ends, call.deadline)

    @property
    def endpoint(self) -> Endpoint:
        """The model whose turn it is."""
        return self.decision.chain[self._at]

    @property
    def next_endpoint(self) -> Endpoint | None:
        """The model after that."""
        rest = self.decision.chain[self._at + 1 :]
        return rest[0] if rest else None

    def request(self, endpoint: Endpoint) -> ChatRequest:
        """Return what a model is asked: as its provider calls it, within the time that is left. Counts a try.

        Raises:
            ChatModelUnavailable: No time is left.
        """
        left = self._deadline - self._timing.now()
        if left <= 0:
            raise ChatModelUnavailable("The time for this call is over.", again=False)
        self.tries += 1
        return self._request.asked_of(endpoint.called, self._limits(left))

    async def after(self, failure: Failure) -> None:
        """Wait and stay at this model, or go on to the next one; raises the failure where neither is worth it."""
        self._tries_here += 1
        health = self.health[self.endpoint.name]
        if isinstance(failure, ChatModelUnavailable) and (wait := self._wait(failure, health)) is not None:
            await self._timing.sleep(wait)
            return
        self.go_on(failure)

    def go_on(self, failure: Failure) -> None:
        """Go on to the next model; raises the failure where there is none, no time, or where it concerns the content."""
        # A prompt that one provider's rules forbid is not carried to the next.
        if self.next_endpoint is None or isinstance(failure, ChatPolicyRefused) or self._is_late(0.0):
            raise failure
        self._at, self._tries_here = self._at + 1, 0

    def _wait(self, failure: ChatModelUnavailable, health: Health) -> float | None:
        """Return seconds until this model is tried again, None where it is not."""
        if not failure.again or self._tries_here >= self.rule.attempts:
            return None
        wait = pause(self._tries_here, self._timing.chance(), failure.retry_after)
        whose = self.call.payer.organization_id
        too_long = wait > LONGEST_PAUSE and self.next_endpoint is not None
        if too_long or self._is_late(wait) or not health.retries(whose).take():
            return None
        return wait

    def _is_late(self, wait: float) -> bool:
        return self._timing.now() + wait >= self._deadline

    def _limits(self, left: float) -> CallLimits:
        rule, wished = self.rule, self._request.limits
        if wished is None:
            return CallLimits(rule.connect, min(rule.first, left), rule.between, left)
        ours = CallLimits(rule.connect, rule.first, rule.between, left)
        return CallLimits(
            min(ours.connect, wished.connect),
            min(ours.first, wished.first, left),
            min(ours.between, wished.between),
            left,
        )
