"""Asks the buckets of all rules that a request falls under, in one go, and says what came of it."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NoReturn

import structlog

from aisle.core.errors import RateLimited
from aisle.core.limits.ports import LimiterUnavailable, RateLimiter
from aisle.core.limits.types import Draw, Of, Per, Rule, Standing, Subjects

AWAY_SECONDS = 1.0  # how long the shared buckets are left alone after they failed
REMEMBER_MOST = 10_000
log = structlog.get_logger()


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The rules that somebody's requests fall under, with what each request wants of its bucket, in the same order."""

    rules: tuple[Rule, ...]
    draws: tuple[Draw, ...]


@dataclass(slots=True)
class Limits:
    """The rules at work.

    shared: buckets of all processes. alone: those of this process, for as long as the others cannot be asked: then each
    process holds the rules for itself, so that neither everything passes nor nothing does. key: of the buckets' names.
    """

    shared: RateLimiter
    alone: RateLimiter
    key: bytes
    clock: Callable[[], float] = time.monotonic
    _away_until: float = 0.0
    _closed: dict[bytes, float] = field(default_factory=dict)

    async def admit(self, rules: Sequence[Rule], subjects: Subjects) -> list[Standing]:
        """Count one request, and say how each rule stands after it that is shown. Raises RateLimited."""
        return await self.draw(self.drawn(rules, subjects))

    def drawn(self, rules: Sequence[Rule], subjects: Subjects) -> Drawn:
        """Return what each request of somebody wants; it may be kept for as long as the rules and whoever asks are the same."""
        of = tuple(rule for rule in rules if rule.per in subjects)
        return Drawn(of, tuple(self._draw(rule, subjects) for rule in of))

    async def draw(self, drawn: Drawn) -> list[Standing]:
        """Count one request; see `admit`."""
        self._refuse_closed(drawn)
        debts = await self._take(drawn.draws)
        for draw, debt in zip(drawn.draws, debts, strict=True):
            if draw.missing(debt) > 0:
                self._refuse(drawn, debts)
        return [
            Standing(rule, draw, debt)
            for rule, draw, debt in zip(drawn.rules, drawn.draws, debts, strict=True)
            if rule.shown
        ]

    async def charge(self, rules: Sequence[Rule], subjects: Subjects, tokens: int) -> None:
        """Count tokens that were spent. It refuses nothing: the requests after it wait until they have grown back.

        Tokens are what a provider says, and of an organization's own provider whatever it likes to say. So a bucket
        owes a few bursts at most (`MOST_OWED`), however many charges there are; what is to be paid is the ledger's matter.
        """
        drawn = [
            Draw(self._bucket(rule, subjects), rule.interval, rule.burst, wanted=0, taken=tokens)
            for rule in rules
            if rule.of is Of.TOKENS and rule.per in subjects
        ]
        if drawn and tokens > 0:
            await self._take(drawn)

    def _draw(self, rule: Rule, subjects: Subjects) -> Draw:
        # A rule in tokens lets a request through while there is one left: its cost is charged when it is known.
        taken = 0.0 if rule.of is Of.TOKENS else 1.0
        return Draw(self._bucket(rule, subjects), rule.interval, rule.burst, taken=taken)

    def _bucket(self, rule: Rule, subjects: Subjects) -> bytes:
        name = f"{rule.name}|{subjects[rule.per]}"
        if rule.is_own:
            # Addresses and people are counted by other organizations, too: none may fill another's bucket. A changed rule
            # begins anew, or what was spent under a far slower one would be waited for.
            name = f"{subjects[Per.ORGANIZATION]}|{rule.most}|{rule.seconds}|{rule.burst}|{name}"
        return hashlib.blake2b(name.encode(), digest_size=16, key=self.key).digest()

    async def _take(self, draws: Sequence[Draw]) -> list[float]:
        if not draws:
            return []
        if self.clock() >= self._away_until:
            try:
                return await self.shared.take(draws)
            except LimiterUnavailable as error:
                self._away_until = self.clock() + AWAY_SECONDS
                log.warning("limits.alone", detail=error.detail)
        return await self.alone.take(draws)

    def _refuse_closed(self, drawn: Drawn) -> None:
        """A bucket that had no room has none before its time, whoever draws on it: that need not be asked again."""
        if not self._closed:
            return
        now = self.clock()
        for rule, draw in zip(drawn.rules, drawn.draws, strict=True):
            if (until := self._closed.get(draw.bucket, 0.0)) > now:
                raise refusal(rule, until - now)

    def _refuse(self, drawn: Drawn, debts: Sequence[float]) -> NoReturn:
        standings = map(Standing, drawn.rules, drawn.draws, debts)
        worst = max(standings, key=lambda one: one.wait)
        if len(self._closed) >= REMEMBER_MOST:
            self._closed.clear()
        self._closed[worst.draw.bucket] = self.clock() + worst.wait
        raise refusal(worst.rule, worst.wait)


def refusal(rule: Rule, wait: float) -> RateLimited:
    """Say which rule is full, and for how long."""
    seconds = max(1, ceil(wait))
    return RateLimited(
        f"The limit per {rule.per} is {rule.most:,} {rule.of} in {rule.seconds:g} seconds. Wait {seconds} s.",
        retry_after=seconds,
        rule=rule.name,
    )
