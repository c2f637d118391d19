"""When and for whom a version of a document may be used, and who asks."""

from dataclasses import dataclass
from datetime import datetime

from aisle.core.errors import InvalidInput

LONGEST_MARKET, MOST_MARKETS = 40, 50


@dataclass(frozen=True, slots=True)
class Validity:
    """When and for whom a version answers; what is None, and an empty tuple, limits nothing.

    Attributes:
        valid_from: The first moment.
        valid_until: The first moment at which it does not answer any more.
        markets: Names of markets, in small letters, as the shop's pages send them: "ch", "eu", "trade".
    """

    valid_from: datetime | None = None
    valid_until: datetime | None = None
    markets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads. at: the moment. market: the shopper's; None where nobody has said it, and then what is for some markets
    alone is for somebody else."""

    at: datetime
    market: str | None = None


ALWAYS = Validity()


def market_of(said: str | None) -> str | None:
    """Return a market's name as it is compared; None for none. Raises InvalidInput."""
    name = (said or "").strip().lower()
    if len(name) > LONGEST_MARKET:
        raise InvalidInput(f"The name of a market has at most {LONGEST_MARKET} characters.")
    return name or None
