"""How connectors ask: politely, again when that may help, and with answers sorted into few kinds."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from aisle.adapters.connectors.pace import Pace
from aisle.core.http.patience import RetryBudget, Timing, pause, seconds_asked
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer, Outside, Politeness, Request

ATTEMPTS = 4
LONGEST_WAIT = 120.0  # seconds within one call; a longer one is left to the sync
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
Judge = Callable[[Answer], None]


def judge(answer: Answer) -> None:
    """Raise the kind of error that a status means; platforms that mean something else bring their own judge."""
    if 200 <= answer.status < 300:
        return
    said = f"The shop answered {answer.status}."
    if answer.status == 401:
        raise FixCredentials(said)
    if answer.status == 403:
        raise ShopRefused(said)
    if answer.status in (404, 410):
        raise ShopNotFound(said)
    if answer.status in AGAIN:
        raise RetryLater(said, retry_after=seconds_asked(answer.headers.get("retry-after")))
    raise BrokenData(said)


class Asking:
    """Asks one shop. Belongs to one connector."""

    def __init__(
        self, outside: Outside, politeness: Politeness, timing: Timing | None = None, judge: Judge = judge
    ) -> None:
        """Nothing is asked yet.

        Args:
            outside: One try a call.
            politeness: Limits that the shop set.
            timing: Clock, sleep and chance.
            judge: Raises RetryLater, FixCredentials, ... for an answer that is none.
        """
        self._outside, self._timing, self._judge = outside, timing or Timing(), judge
        self.pace = Pace(politeness, self._timing)
        self._budget = RetryBudget()

    async def ask(self, request: Request, *, repeatable: bool | None = None) -> Answer:
        """Ask until there is a good answer, a final no, or patience ends.

        Args:
            repeatable: Whether it may be sent twice; None: as its method says (GET, HEAD).

        Raises: as the judge and `Outside.send`.
        """
        again = request.method in ("GET", "HEAD") if repeatable is None else repeatable
        self._budget.earn()
        attempt = 0
        while True:
            attempt += 1
            try:
                async with self.pace:
                    answer = await self._outside.send(request)
                    self._judge(answer)
                    return answer
            except RetryLater as failure:
                await self._wait(attempt, again, failure)

    async def json(self, request: Request, *, repeatable: bool | None = None) -> Any:
        """Ask and return the answer as JSON values, numbers exactly as written. Raises BrokenData for anything else."""
        return json_of(await self.ask(request, repeatable=repeatable))

    async def _wait(self, attempt: int, again: bool, failure: RetryLater) -> None:
        wait = pause(attempt, self._timing.chance(), failure.retry_after)
        if not again or attempt >= ATTEMPTS or wait > LONGEST_WAIT or not self._budget.take():
            raise failure
        if failure.retry_after:
            self.pace.rest(wait)
        await self._timing.sleep(wait)


def json_of(answer: Answer) -> Any:
    """Return the body as JSON values with decimals as Decimal. Raises BrokenData, for a page in place of JSON too."""
    try:
        return json.loads(answer.body, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError):
        kind = answer.headers.get("content-type", "no type").partition(";")[0]
        raise BrokenData(f"The shop answered with {kind} that is not JSON, at {_place(answer)}.") from None


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _place(answer: Answer) -> str:
    return answer.url.partition("?")[0]
