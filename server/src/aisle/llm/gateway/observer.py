"""Who is told of every try: room is taken before it, and what it took is told after it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from aisle.llm.catalogue import Cost
from aisle.llm.gateway.calls import Call
from aisle.llm.usage import Usage


class Ended(StrEnum):
    """How a try ended: with an answer, refused by the provider, failed, or left by whoever asked."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Try:
    """A try that is about to be made.

    Attributes:
        call: What for and for whom.
        endpoint: The model's name in the settings.
        provider, model: Where it goes, as prices are listed.
        at: When.
        number: Of the tries of this call, from 1, over all its models.
        most: What it may cost; None where the price is unknown.
        prompt_tokens: An estimate.
        most_tokens: Of the answer.
        is_own: Whether an organization brought the model.
    """

    call: Call
    endpoint: str
    provider: str
    model: str
    at: datetime
    number: int
    most: Cost | None
    prompt_tokens: int
    most_tokens: int
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a try took.

    Attributes:
        ended: How.
        usage: As the provider counted, or as we estimate where it did not say.
        estimated: Whether something of the usage is our estimate.
        cost: None where the price is unknown.
        first_seconds: Until the first piece; None where there was none.
        seconds: Until the end.
        error: The code of what went wrong.
    """

    ended: Ended
    usage: Usage
    estimated: bool
    cost: Cost | None
    first_seconds: float | None
    seconds: float
    error: str | None = None


class Reservation(Protocol):
    """Room that was taken for a try."""

    async def settle(self, outcome: Outcome) -> None:
        """Give back what was not needed and keep the outcome. Called exactly once, also where the try died or was left.

        It has to be on its way before anything is waited for: whoever is cancelled meanwhile has spent all the same.
        """
        ...


class CallObserver(Protocol):
    """Keeps account of calls."""

    async def reserve(self, planned: Try) -> Reservation:
        """Take room for a try. What this raises, such as a spent budget, ends the call: no other model is asked."""
        ...


class NullReservation:
    """Keeps nothing."""

    async def settle(self, outcome: Outcome) -> None:
        """Keep nothing."""


class NullObserver:
    """Keeps no account."""

    async def reserve(self, planned: Try) -> Reservation:
        """Take nothing."""
        return NullReservation()
