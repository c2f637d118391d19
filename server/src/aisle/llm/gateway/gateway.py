"""Asks models: which, in which order, how often, within which time; and has every try accounted for."""

from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext
from dataclasses import replace
from uuid import UUID

from aisle.core.clock import Clock, SystemClock
from aisle.core.http import Timing
from aisle.llm.chat import ChatDelta, ChatRequest, Completion
from aisle.llm.errors import ChatModelRefused, ChatModelUnavailable
from aisle.llm.forwarded import Forwarded
from aisle.llm.gateway.calls import Call, Duty, Purpose
from aisle.llm.gateway.course import Course
from aisle.llm.gateway.deciding import Decision
from aisle.llm.gateway.endpoints import Endpoint, Health
from aisle.llm.gateway.ensemble import together
from aisle.llm.gateway.forwarding import WholeAnswer, opened, whole
from aisle.llm.gateway.hedging import hedged
from aisle.llm.gateway.matrix import MATRIX, CallRule
from aisle.llm.gateway.observer import CallObserver, NullObserver
from aisle.llm.gateway.policy import Policies, RoutingPolicies
from aisle.llm.gateway.reach import EndpointDirectory, Reach
from aisle.llm.gateway.routing import Route, Router
from aisle.llm.gateway.shadowing import Heard, Shadows
from aisle.llm.gateway.trial import Trial


class Gateway:
    """The one place that calls of chat models go through.

    Only this layer tries again: adapters make one try. After a piece was handed on nothing is tried again, for nobody
    could take that piece back.
    """

    def __init__(
        self,
        endpoints: Iterable[Endpoint],
        policies: Policies | None = None,
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
        self._observer, self._matrix = observer or NullObserver(), matrix
        self.router = Router(self._reach, policies or RoutingPolicies(), directory, self._timing, self._clock)
        self._shadows = Shadows(self._timing)

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """Every model of the installation by its name."""
        return self._reach.endpoints

    def observed_by(self, observer: CallObserver) -> None:
        """Have another observer keep account, of every call that begins from here on."""
        self._observer = observer

    @property
    def observer(self) -> CallObserver:
        """Who keeps account, for calls that are not made through here."""
        return self._observer

    def health(self, name: str) -> Health:
        """Return how a model of the installation has been; raises KeyError for one that is not there."""
        return self._reach.health[name]

    async def reach(self, organization_id: UUID | None) -> Reach:
        """Return what an organization's calls can reach; None: the installation's models."""
        return await self.router.reach(organization_id)

    def deadline(self, purpose: Purpose) -> float:
        """Return when the time for a call of this purpose will be over, for several calls that share it."""
        return self._timing.now() + self._matrix[purpose].total

    def decide(self, call: Call, request: ChatRequest, reach: Reach | None = None) -> Decision:
        """Return where a call would go now under the installation's policy, and why.

        Raises:
            ChatRequestRefused, ChatModelUnavailable: It could go nowhere.
        """
        policy = self.router.policies.policy(call.purpose)
        return self.router.decision(call, request, policy, reach).require()

    def alone(self, endpoint: Endpoint, health: Health) -> "Gateway":
        """Return a gateway of one model that is asked once for each call, with this one's observer and clocks."""
        matrix = {purpose: replace(rule, attempts=1) for purpose, rule in self._matrix.items()}
        made = Gateway((), None, self._observer, matrix, self._timing, self._clock)
        made._reach = Reach({endpoint.name: endpoint}, {endpoint.name: health})
        made.router = Router(made._reach, RoutingPolicies(), None, self._timing, self._clock)
        return made

    async def close(self) -> None:
        """End what runs beside answers."""
        await self._shadows.close()

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
        route = await self.router.route(call, request)
        if route.ensemble is not None:
            answer = await self._together(route)
            said = (answer.text, answer.finish, answer.usage, (), answer.refusal, answer.logprobs)
            yield ChatDelta(*said, by=answer.by)
            return
        async with self._beside(route) as heard, aclosing(self._chain(self._course(route))) as deltas:
            async for delta in deltas:
                heard.saw(delta)
                yield delta

    async def forward(self, route: Route) -> AsyncGenerator[Forwarded, None]:
        """Write an answer with the bytes of its provider; see `stream`.

        What a try took is kept after its last piece was taken by whoever iterates: the answer need not wait for that.

        route: where it goes; `can_forward` says whether it can be forwarded there.
        """
        course = self._course(route)
        course.forwards = True
        async with self._beside(route) as heard, aclosing(self._chain(course)) as pieces:
            async for piece in pieces:
                assert isinstance(piece, Forwarded)
                heard.saw(piece)
                yield piece

    async def forward_whole(self, route: Route) -> WholeAnswer:
        """Write an answer and return it with the bytes of its provider; see `forward`. Whoever takes it settles it."""
        course = self._course(route)
        async with self._beside(route) as heard:
            while True:
                try:
                    answer = await self._forwarded(course)
                except (ChatModelUnavailable, ChatModelRefused) as failure:
                    await course.after(failure)
                else:
                    heard.saw(answer.piece)
                    return answer

    async def complete(self, call: Call, request: ChatRequest) -> Completion:
        """Write an answer and return it whole; see `stream`."""
        route = await self.router.route(call, request)
        if route.ensemble is not None:
            return await self._together(route)
        async with self._beside(route) as heard:
            answer = await self._whole_chain(self._course(route))
            heard.saw_whole(answer)
            return answer

    async def _chain(self, course: Course) -> AsyncGenerator[ChatDelta, None]:
        """Walk along the chain until a model answers."""
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

    async def _whole_chain(self, course: Course) -> Completion:
        while True:
            try:
                return await self._whole(course)
            except (ChatModelUnavailable, ChatModelRefused) as failure:
                await course.after(failure)

    def _course(self, route: Route) -> Course:
        call, health = route.call, route.reach.health
        health[route.known.decision.chain[0].name].retries(call.payer.organization_id).earn()
        rule = self._matrix[call.purpose]
        return Course(call, route.request, route.known, rule, self._timing, health, route.canary)

    def _beside(self, route: Route) -> AbstractAsyncContextManager[Heard]:
        """Begin the call's shadow, if it has one."""
        if route.shadow is None:
            return nullcontext(Heard())

        async def ask(call: Call, endpoint: Endpoint, health: Health) -> Completion:
            rule, known = self._matrix[call.purpose], route.to(endpoint)
            own = {endpoint.name: health}
            return await self._whole(Course(call, route.request, known, rule, self._timing, own))

        return self._shadows.beside(route.call, route.policy, route.shadow, ask)

    async def _together(self, route: Route) -> Completion:
        """Ask several models and take one of their answers."""
        assert route.ensemble is not None

        async def ask(endpoint: Endpoint, request: ChatRequest, duty: Duty) -> Completion:
            purpose = Purpose.JUDGE if duty is Duty.REFEREE else route.call.purpose
            call = replace(route.call, purpose=purpose, duty=duty)
            one = replace(route, call=call, request=request, known=route.to(endpoint))
            return await self._whole_chain(self._course(one))

        chain = route.known.decision.chain
        return await together(chain, route.request, route.ensemble, route.judge, ask)

    def _once(self, course: Course) -> AsyncGenerator[ChatDelta, None]:
        """Try a model, and another one beside it where the rule hedges."""
        first, second, after = course.endpoint, course.next_endpoint, course.rule.hedge_after
        if after is None or second is None:
            return self._tried(course, first)
        return hedged(self._tried(course, first), lambda: self._tried(course, second), after)

    async def _tried(self, course: Course, endpoint: Endpoint) -> AsyncGenerator[ChatDelta, None]:
        health = course.health[endpoint.name]
        whose = course.call.payer.organization_id
        health.check(whose)
        async with health.place(course.call.purpose, course.rule, whose):
            request = course.request(endpoint)
            async with (
                self._trial(course, endpoint, request, streamed=True) as trial,
                aclosing(opened(endpoint, request, forwards=course.forwards)) as deltas,
            ):
                if not course.forwards and (first := await anext(deltas, None)) is not None:
                    trial.saw(first)
                    yield replace(first, by=endpoint.name)
                async for delta in deltas:
                    trial.saw(delta)
                    yield delta

    async def _whole(self, course: Course) -> Completion:
        endpoint = course.endpoint
        health = course.health[endpoint.name]
        whose = course.call.payer.organization_id
        health.check(whose)
        async with health.place(course.call.purpose, course.rule, whose):
            request = course.request(endpoint)
            async with self._trial(course, endpoint, request, streamed=False) as trial:
                answer = await endpoint.model.complete(request)
                trial.saw_whole(answer)
                return replace(answer, by=endpoint.name)

    async def _forwarded(self, course: Course) -> WholeAnswer:
        endpoint = course.endpoint
        health = course.health[endpoint.name]
        whose = course.call.payer.organization_id
        health.check(whose)
        place = health.place(course.call.purpose, course.rule, whose)
        await place.__aenter__()
        try:
            request = course.request(endpoint)
            trial = await self._trial(course, endpoint, request, streamed=False).__aenter__()
            return await whole(endpoint, request, trial, place)
        except BaseException as error:
            await place.__aexit__(type(error), error, error.__traceback__)
            raise

    def _trial(self, course: Course, endpoint: Endpoint, request: ChatRequest, *, streamed: bool) -> Trial:
        health = course.health[endpoint.name]
        return Trial(
            course, endpoint, request, health, self._observer, self._timing, self._clock, streamed=streamed
        )
