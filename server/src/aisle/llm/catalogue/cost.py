"""What a call costs."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from aisle.llm.catalogue.types import MILLION, ModelCard, Price
from aisle.llm.usage import Usage


@dataclass(frozen=True, slots=True)
class Cost:
    """What a call costs, exactly; rounding is for who shows it."""

    amount: Decimal
    currency: str


def cost(usage: Usage, card: ModelCard, at: datetime) -> Cost | None:
    """Return what a call costs.

    Each kind of tokens has its price; those that are within others (see `Usage`) are taken off them first, and never more
    than there are: providers miscount.

    Args:
        usage: As the provider counted it.
        card: Of the model.
        at: When it was called, with a time zone.

    Returns:
        None where the price is unknown, or the tokens of prompt or answer are.
    """
    if usage.prompt_tokens is None or usage.completion_tokens is None:
        return None
    price = card.price(at.astimezone(UTC).date(), usage.prompt_tokens)
    if price is None:
        return None
    return Cost((_read(usage, price) + _written(usage, price)) / MILLION, price.currency)


def _read(usage: Usage, price: Price) -> Decimal:
    left = usage.prompt_tokens or 0
    cached = min(usage.cached_read_tokens or 0, left)
    left -= cached
    stored = min(usage.cached_write_tokens or 0, left)
    left -= stored
    from_cache = cached * _or(price.cached_read, price.input)
    return from_cache + stored * _or(price.cached_write, price.input) + left * price.input


def _written(usage: Usage, price: Price) -> Decimal:
    written = usage.completion_tokens or 0
    thought = min(usage.reasoning_tokens or 0, written)
    return thought * _or(price.reasoning, price.output) + (written - thought) * price.output


def _or(own: Decimal | None, usual: Decimal) -> Decimal:
    return usual if own is None else own
