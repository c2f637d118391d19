"""What a model can do and what it costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

MILLION = Decimal(1_000_000)


class Ability(StrEnum):
    """Something that a request may need."""

    TOOLS = "tools"
    FORCED_TOOLS = "forced_tools"
    JSON_SCHEMA = "json_schema"
    VISION = "vision"
    STREAM = "stream"
    REASONING = "reasoning"
    SEED = "seed"


@dataclass(frozen=True, slots=True)
class Price:
    """What tokens cost, per million, in a span of days and for prompts of a size.

    Attributes:
        input: Of tokens read.
        output: Of tokens written.
        cached_read: Of tokens read from the provider's cache; None is like `input`.
        cached_write: Of tokens written to it; None is like `input`.
        reasoning: Of thoughts; None is like `output`.
        since: First day.
        until: First day that is not within, None for no end.
        above, up_to: Tokens of the prompt: more than the one, at most the other.
        source: Who says so, and when it was read.
    """

    input: Decimal
    output: Decimal
    since: date
    until: date | None = None
    cached_read: Decimal | None = None
    cached_write: Decimal | None = None
    reasoning: Decimal | None = None
    above: int = 0
    up_to: int | None = None
    currency: str = "USD"
    source: str = ""

    def holds(self, day: date, prompt_tokens: int) -> bool:
        """Whether it is the price of a day for a prompt."""
        in_time = self.since <= day and (self.until is None or day < self.until)
        # A prompt of no tokens belongs to the smallest.
        large_enough = prompt_tokens > self.above or self.above == 0
        return in_time and large_enough and (self.up_to is None or prompt_tokens <= self.up_to)


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of a model.

    Attributes:
        name: As its provider calls it.
        provider: Whose price it is; the same model elsewhere costs something else.
        context_tokens: Read and written together; None where nobody said.
        most_output_tokens: Written at most; None where nobody said.
        can, cannot: Abilities that are known; others may be there or not.
        prices: Of several times and sizes.
        is_known: False for a model of which nothing, or only its family, is known.
    """

    name: str
    provider: str
    context_tokens: int | None = None
    most_output_tokens: int | None = None
    can: frozenset[Ability] = frozenset()
    cannot: frozenset[Ability] = frozenset()
    prices: tuple[Price, ...] = ()
    is_known: bool = True

    def price(self, day: date, prompt_tokens: int) -> Price | None:
        """Return the price of a day (in UTC) for a prompt, None where it is unknown."""
        return next((one for one in self.prices if one.holds(day, prompt_tokens)), None)
