"""One try of one model: room is taken before it, and whatever becomes of it is noted once."""

import asyncio
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

from aisle.core.clock import Clock
from aisle.core.http import Timing
from aisle.core.telemetry import QuickLog, gen_ai
from aisle.llm.catalogue import Cost, cost
from aisle.llm.chat import ChatDelta, ChatRequest, Completion
from aisle.llm.collecting import Counted
from aisle.llm.errors import ChatModelRefused, ChatModelUnavailable, is_of_provider, is_of_request
from aisle.llm.gateway.course import Course
from aisle.llm.gateway.endpoints import Endpoint, Health
from aisle.llm.gateway.estimating import most_cost, prompt_tokens, written_tokens
from aisle.llm.gateway.explaining import Asked
from aisle.llm.gateway.observer import CallObserver, Ended, Outcome, Try
from aisle.llm.usage import Usage

# Of an answer that was to come whole and never came: what most models write at most.
WRITTEN_PER_SECOND = 100
log = QuickLog()


class Trial:
    """A block in which a model is asked. It settles in the end, whether it answered, failed, or was left."""

    def __init__(
        self,
        course: Course,
        endpoint: Endpoint,
        request: ChatRequest,
        health: Health,
        observer: CallObserver,
        timing: Timing,
        clock: Clock,
        *,
        streamed: bool,
    ) -> None:
        self._course, self._endpoint, self._request = course, endpoint, request
        self._health, self._observer, self._timing, self._clock = health, observer, timing, clock
        self._streamed = streamed
        self._counted = Counted()
        self._first: float | None = None

    async def __aenter__(self) -> Self:
        """Take room, begin the span and the clock."""
        self._at: datetime = self._clock.now()
        self._said = self._course.decision.said
        self._plan = self._planned()
        self._reservation = await self._observer.reserve(self._plan)
        self._begun = self._timing.now()
        self._span = gen_ai.start_span("chat", self._endpoint.called, self._facts_before)
        return self

    def _facts_before(self) -> gen_ai.Facts:
        return {
            gen_ai.PROVIDER: self._endpoint.card.provider,
            gen_ai.MOST_TOKENS: self._request.most_tokens,
            gen_ai.TEMPERATURE: self._request.temperature,
            gen_ai.STREAMED: self._streamed,
            gen_ai.PURPOSE: self._course.call.purpose.value,
            gen_ai.DUTY: self._course.call.duty.value,
            gen_ai.ATTEMPT: self._plan.number,
            gen_ai.CONSIDERED: self._said,
        }

    def saw(self, delta: ChatDelta) -> None:
        """Take note of a piece before it is handed on."""
        self._began()
        self._counted.take(delta)

    def saw_whole(self, answer: Completion) -> None:
        """Take note of a whole answer."""
        self._began()
        self._counted.take_whole(answer)

    def _began(self) -> None:
        if self._first is None:
            self._first = self._timing.now() - self._begun

    async def __aexit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Note what became of it."""
        ended = _ended(error)
        if ended is Ended.LEFT and self._counted.finish is not None:
            ended = Ended.DONE  # whoever has the last word need not wait for the end of the stream
        self._tell_health(ended, error)
        self._tell_canary(ended, error)
        outcome = self._outcome(ended, error)
        self._track(outcome)
        self._note(outcome)
        self._remember(outcome)
        await self._reservation.settle(outcome)

    def _planned(self) -> Try:
        most = most_cost(self._request, self._endpoint.card, self._at)
        return Try(
            self._course.call,
            self._endpoint.name,
            self._endpoint.card.provider,
            self._endpoint.called,
            self._at,
            self._course.tries,
            most,
            prompt_tokens(self._request),
            self._request.most_tokens,
            self._endpoint.is_own,
        )

    def _tell_health(self, ended: Ended, error: BaseException | None) -> None:
        whose = self._course.call.payer.organization_id
        if ended is Ended.FAILED and not is_of_request(error):
            self._health.failed(whose, by_provider=is_of_provider(error))
        elif ended is not Ended.LEFT or self._first is not None:
            self._health.succeeded(whose, self._first)

    def _tell_canary(self, ended: Ended, error: BaseException | None) -> None:
        canary = self._course.canary
        is_its_try = canary is not None and canary.canary.model == self._endpoint.name
        if canary is not None and is_its_try and ended is not Ended.LEFT and not is_of_request(error):
            canary.ended(self._course.call.payer.organization_id, failed=ended is not Ended.DONE)

    def _track(self, outcome: Outcome) -> None:
        if outcome.ended is Ended.DONE:
            self._health.answered(outcome.first_seconds, outcome.seconds)
        elif outcome.ended is not Ended.LEFT:
            self._health.went_wrong(outcome.error or "unknown", self._clock.now())

    def _remember(self, outcome: Outcome) -> None:
        """Tell what became of it to whoever explains the call, and to whoever adds up."""
        call, ended = self._course.call, outcome.ended.value
        asked = Asked(self._endpoint.name, call.duty, ended, outcome.seconds, outcome.error)
        self._course.known.asked.append(asked)
        if call.tally is not None:
            call.tally.add(self._plan, outcome)

    def _outcome(self, ended: Ended, error: BaseException | None) -> Outcome:
        said = self._counted.usage or (error.usage if isinstance(error, ChatModelUnavailable) else None)
        seconds = self._timing.now() - self._begun
        usage = self._completed(said, was_sent=ended is Ended.LEFT or _was_sent(error), seconds=seconds)
        paid: Cost | None = cost(usage, self._endpoint.card, self._at)
        code = None if error is None else getattr(error, "code", type(error).__name__)
        is_estimate = said is None or usage != said or ended in (Ended.FAILED, Ended.LEFT)
        return Outcome(ended, usage, is_estimate, paid, self._first, seconds, code)

    def _completed(self, said: Usage | None, *, was_sent: bool, seconds: float) -> Usage:
        """Return the counts with estimates in place of those that were not said.

        Where nothing came, nothing is counted, unless the provider may have begun: it charges for the prompt, and for what it
        wrote while nobody saw it. Otherwise whoever hangs up early enough, or asks for what takes too long, again and again,
        would spend what no budget ever sees.
        """
        usage, has_begun = said or Usage(self._endpoint.called), self._first is not None
        written = written_tokens(self._counted.written)
        if usage.prompt_tokens is not None and usage.completion_tokens is not None and self._counted.finish:
            return usage
        if was_sent and not has_begun and not self._streamed:
            written = min(self._request.most_tokens, int(seconds * WRITTEN_PER_SECOND))
        read = self._plan.prompt_tokens if has_begun or was_sent else 0
        return replace(
            usage,
            prompt_tokens=read if usage.prompt_tokens is None else usage.prompt_tokens,
            completion_tokens=written
            if usage.completion_tokens is None
            else max(usage.completion_tokens, written if self._counted.finish is None else 0),
        )

    def _note(self, outcome: Outcome) -> None:
        """End the span and write the line of this try; neither holds words of people."""
        usage, paid = outcome.usage, outcome.cost
        error = outcome.error if outcome.ended in (Ended.FAILED, Ended.REFUSED) else None
        gen_ai.end_span(self._span, lambda: self._facts_after(outcome), error)
        log.info(
            "llm.call",
            model=self._endpoint.name,
            purpose=self._course.call.purpose.value,
            duty=self._course.call.duty.value,
            considered=self._said,
            ended=outcome.ended.value,
            error=outcome.error,
            attempt=self._course.tries,
            seconds=round(outcome.seconds, 4),
            first_seconds=None if outcome.first_seconds is None else round(outcome.first_seconds, 4),
            tokens_in=usage.prompt_tokens,
            tokens_out=usage.completion_tokens,
            estimated=outcome.estimated,
            cost=str(paid.amount) if paid else None,
            request_id=self._course.call.payer.request_id,
        )

    def _facts_after(self, outcome: Outcome) -> gen_ai.Facts:
        usage, paid, finish = outcome.usage, outcome.cost, self._counted.finish
        return {
            gen_ai.RESPONSE_MODEL: usage.model,
            gen_ai.FINISHES: [finish.value] if finish else None,
            gen_ai.INPUT_TOKENS: usage.prompt_tokens,
            gen_ai.OUTPUT_TOKENS: usage.completion_tokens,
            gen_ai.CACHED_READ_TOKENS: usage.cached_read_tokens,
            gen_ai.CACHED_WRITE_TOKENS: usage.cached_write_tokens,
            gen_ai.REASONING_TOKENS: usage.reasoning_tokens,
            gen_ai.FIRST_SECONDS: outcome.first_seconds,
            gen_ai.COST: str(paid.amount) if paid else None,
            gen_ai.CURRENCY: paid.currency if paid else None,
        }


def _ended(error: BaseException | None) -> Ended:
    if error is None:
        return Ended.DONE
    if isinstance(error, ChatModelRefused):
        return Ended.REFUSED
    if isinstance(error, (GeneratorExit, asyncio.CancelledError)):
        return Ended.LEFT
    return Ended.FAILED


def _was_sent(error: BaseException | None) -> bool:
    return isinstance(error, ChatModelUnavailable) and error.sent
