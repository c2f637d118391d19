"""Calls of embedders and rerankers accounted for like those of models that write: room before, what it took after."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from aisle.core.clock import Clock, SystemClock
from aisle.core.errors import AisleError
from aisle.llm.catalogue import Cost, ModelCard, cost
from aisle.llm.gateway.calls import Call, Payer, Purpose
from aisle.llm.gateway.estimating import written_tokens
from aisle.llm.gateway.observer import CallObserver, Ended, Outcome, Try
from aisle.llm.usage import Usage

FREE = Cost(Decimal(0), "USD")  # what runs in this process has no price
T = TypeVar("T")
_counted: ContextVar[bool] = ContextVar("counted", default=False)


@dataclass(frozen=True, slots=True)
class Meter:
    """Keeps account of one model's calls.

    Attributes:
        purpose: What it is asked for.
        name: In the settings.
        provider, called: Where it goes, as prices are listed.
        card: What is known of it; None for a model of this process, which costs nothing.
        observer: Returns who keeps account.
        is_own: Whether an organization brought it.
    """

    purpose: Purpose
    name: str
    provider: str
    called: str
    card: ModelCard | None
    observer: Callable[[], CallObserver]
    clock: Clock = SystemClock()  # noqa: RUF009 - it has no state
    is_own: bool = False

    async def metered(self, payer: Payer, tokens: int, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask, within room for so many tokens; a call within it is not counted again. Raises what the observer refuses with.

        tokens: as we count them, since few servers say how many they read.
        """
        if _counted.get():
            return await ask()
        planned = self._planned(payer, tokens)
        reservation = await self.observer().reserve(planned)
        begun, ended, error = time.monotonic(), Ended.LEFT, None
        try:
            with _counting():
                answer = await ask()
            ended = Ended.DONE
            return answer
        except AisleError as failure:
            ended, error = Ended.FAILED, failure
            raise
        finally:
            outcome = _outcome(planned, ended, time.monotonic() - begun, error)
            # Whoever is cancelled here has spent all the same.
            await asyncio.shield(reservation.settle(outcome))

    def _planned(self, payer: Payer, tokens: int) -> Try:
        at = self.clock.now()
        most = FREE if self.card is None else cost(Usage(self.called, tokens, 0), self.card, at)
        call = Call(self.purpose, self.name, payer)
        return Try(call, self.name, self.provider, self.called, at, 1, most, tokens, 0, self.is_own)


def about(texts: Iterable[str]) -> int:
    """Return an estimate of the tokens of texts, rather too high than too low."""
    return sum(written_tokens(len(text.encode("utf-8", "replace"))) for text in texts)


def _outcome(planned: Try, ended: Ended, seconds: float, error: AisleError | None) -> Outcome:
    # Who went away, and whom no answer reached in time, may be charged for what was sent.
    took = planned.prompt_tokens if error is None or getattr(error, "sent", False) else 0
    paid = planned.most if took else None
    code = error.code if error else None
    return Outcome(ended, Usage(planned.model, took, 0), True, paid, None, seconds, code)


@contextmanager
def _counting() -> Iterator[None]:
    token = _counted.set(True)
    try:
        yield
    finally:
        _counted.reset(token)
