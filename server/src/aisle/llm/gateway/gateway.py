"""Asks models: which, in which order, how often, within which time; and has every try accounted for."""

from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import aclosing
from uuid import UUID

from aisle.core.clock import Clock, SystemClock
from aisle.core.http import Timing
from aisle.llm.chat import ChatDelta, ChatRequest, Completion
from aisle.llm.errors import ChatModelRefused, ChatModelUnavailable
from aisle.llm.gateway.calls import Call, Purpose
from aisle.llm.gateway.course import Course
from aisle.llm.gateway.deciding import Choice, Decision, decide
from aisle.llm.gateway.endpoints import Endpoint, Health
from aisle.llm.gateway.hedging import hedged
from aisle.llm.gateway.matrix import MATRIX, CallRule
from aisle.llm.gateway.observer import CallObserver, NullObserver
from aisle.llm.gateway.policy import RoutingPolicies
from aisle.llm.gateway.reach import EndpointDirectory, Reach
from aisle.llm.gateway.trial import Trial


class Gateway:
    """The one place that calls of chat models go through.

    Only this layer tries again: adapters make one try. After a piece was handed on nothing is tried again, for nobody
    could take that piece back.
    """

    def __init__(
        self,
        endpoints: Iterable[Endpoint],
        policies: RoutingPolicies | None = None,
        observer: CallObserver | None = None,
        matrix: Mapping[Purpose, CallRule] = MATRIX,
        timing: Timing | None = None,
        clock: Clock | None = None,
        directory: EndpointDirectory | None = None,
    ) -> None:
        """Name the models.

        Args:
            endpoints: Every model that every payer may ask, by names of their own.
            policies: Which of them for what; without, the wanted one alone.
            observer: Keeps account.
            matrix: Limits of each purpose.
            timing: For limits and pauses.
            clock: For prices.
            directory: Knows the models that organizations brought.
        """
        self._timing, self._clock = timing or Timing(), clock or SystemClock()
        own = {one.name: one for one in endpoints}
        self._reach = Reach(own, {name: Health(name, self._timing) for name in own})
        self._directory = directory
        self._policies, self._observer = policies or RoutingPolicies(), observer or NullObserver()
        self._matrix = matrix

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """Every model of the installation by its name."""
        return self._reach.endpoints

    def health(self, name: str) -> Health:
        """Return how a model of the installation has been; raises KeyError for one that is not there."""
        return self._reach.health[name]

    async def reach(self, organization_id: UUID | None) -> Reach:
        """Return what an organization's calls can reach; None: the installation's models."""
        if self._directory is None or organization_id is None:
            return self._reach
        return await self._directory.reach(organization_id, self._reach)

    def deadline(self, purpose: Purpose) -> float:
        """Return when the time for a call of this purpose will be over, for several calls that share it."""
        return self._timing.now() + self._matrix[purpose].total

    def decide(self, call: Call, request: ChatRequest, reach: Reach | None = None) -> Decision:
        """Return where a call would go now, and why; raises ChatRequestRefused, ChatModelUnavailable."""
        policy, there = self._policies.policy(call.purpose), reach or self._reach
        return decide(call, request, Choice(there.endpoints, there.health, policy, self._clock.now()))

    async def stream(self, call: Call, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """Write an answer piece by piece.

        Closing the iterator ends the call to the provider at once.

        Args:
            call: What for, and which model is wanted.
            request: Its `model` is exchanged for that of whoever is asked; its `limits` shorten those of the purpose.

        Raises:
            ChatModelUnavailable, ChatModelRefused: Of the last model that was asked; what came before was handed on.
            AisleError: What the observer refuses with.
        """
        course = await self._course(call, request)
        while True:
            handed_on = False
            try:
                async with aclosing(self._once(course)) as deltas:
                    async for delta in deltas:
                        handed_on = True
                        yield delta
                return
            except (ChatModelUnavailable, ChatModelRefused) as failure:
                if handed_on:
                    raise
                await course.after(failure)

    async def complete(self, call: Call, request: ChatRequest) -> Completion:
        """Write an answer and return it whole; see `stream`."""
        course = await self._course(call, request)
        while True:
            try:
                return await self._whole(course)
            except (ChatModelUnavailable, ChatModelRefused) as failure:
                await course.after(failure)

    async def _course(self, call: Call, request: ChatRequest) -> Course:
        reach = await self.reach(call.payer.organization_id)
        decision = self.decide(call, request, reach)
        for endpoint in decision.chain[:1]:
            reach.health[endpoint.name].budget.earn()
        return Course(call, request, decision, self._matrix[call.purpose], self._timing, reach.health)

    async def _once(self, course: Course) -> AsyncGenerator[ChatDelta, None]:
        """Try a model, and another one beside it where the rule hedges."""
        first, second, after = course.endpoint, course.next_endpoint, course.rule.hedge_after
        if after is None or second is None:
            tried = self._tried(course, first)
        else:
            tried = hedged(self._tried(course, first), lambda: self._tried(course, second), after)
        async with aclosing(tried) as deltas:
            async for delta in deltas:
                yield delta

    async def _tried(self, course: Course, endpoint: Endpoint) -> AsyncGenerator[ChatDelta, None]:
        health = course.health[endpoint.name]
        health.check()
        async with health.place(course.call.purpose, course.rule):
            request = course.request(endpoint)
            async with (
                self._trial(course, endpoint, request, streamed=True) as trial,
                aclosing(endpoint.model.stream(request)) as deltas,
            ):
                async for delta in deltas:
                    trial.saw(delta)
                    yield delta

    async def _whole(self, course: Course) -> Completion:
        endpoint = course.endpoint
        health = course.health[endpoint.name]
        health.check()
        async with health.place(course.call.purpose, course.rule):
            request = course.request(endpoint)
            async with self._trial(course, endpoint, request, streamed=False) as trial:
                answer = await endpoint.model.complete(request)
                trial.saw_whole(answer)
                return answer

    def _trial(self, course: Course, endpoint: Endpoint, request: ChatRequest, *, streamed: bool) -> Trial:
        health = course.health[endpoint.name]
        return Trial(
            course, endpoint, request, health, self._observer, self._timing, self._clock, streamed=streamed
        )
