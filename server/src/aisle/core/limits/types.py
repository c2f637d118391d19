"""Rules, whom they limit, and what became of a request."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Per(StrEnum):
    """Whom a rule limits, each for themselves."""

    KEY = "key"
    USER = "user"  # a person, a proven shopper, or an anonymous one's session
    ADDRESS = "address"
    STORE = "store"
    ORGANIZATION = "organization"


class Of(StrEnum):
    """What a rule counts."""

    REQUESTS = "requests"
    TOKENS = "tokens"  # of models, known only after they were spent


@dataclass(frozen=True, slots=True)
class Rule:
    """At most so many in so many seconds, as a steady rate; a caller that was silent may spend `burst` at once.

    is_own: an organization set it for itself. shown: whether its numbers are the caller's own business, and may be told in
    headers.
    """

    name: str
    per: Per
    of: Of
    most: int
    seconds: float
    burst: int
    is_own: bool = False

    @property
    def interval(self) -> float:
        """Seconds in which one permit grows back."""
        return self.seconds / self.most

    @property
    def shown(self) -> bool:
        """Whether the caller alone moves its numbers; those of a store or organization tell of others."""
        return self.per in (Per.KEY, Per.USER, Per.ADDRESS)


# Who is asking, as far as it is known: each with an id of its own.
Subjects = Mapping[Per, str]


# Bursts that a bucket owes at most: a provider that miscounts, or lies, must not shut anybody out for days.
MOST_OWED = 10


@dataclass(frozen=True, slots=True)
class Draw:
    """What one request wants of one bucket.

    Attributes:
        wanted: 0 takes without asking for room, until the bucket owes MOST_OWED bursts.
        taken: Less than wanted where the cost is known only later.
    """

    bucket: bytes
    interval: float
    burst: int
    wanted: float = 1.0
    taken: float = 1.0

    def missing(self, debt: float) -> float:
        """Return the seconds until there is room for it; 0 where there is. debt: seconds until its bucket would be full."""
        if not self.wanted:
            return 0.0
        missing = debt + (self.wanted - self.burst) * self.interval
        return missing if missing > 1e-6 else 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stood when a request came. debt: seconds until its bucket would have been full."""

    rule: Rule
    draw: Draw
    debt: float

    @property
    def wait(self) -> float:
        """Seconds until there is room for the request; 0 where there was."""
        return self.draw.missing(self.debt)

    def left(self, *, admitted: bool) -> int:
        """Permits that are left after the request."""
        spent = self.debt / self.draw.interval + (self.draw.taken if admitted else 0)
        return max(0, math.floor(self.draw.burst - spent + 1e-6))

    def reset(self, *, admitted: bool) -> int:
        """Whole seconds until the bucket is full again."""
        return math.ceil(self.debt + (self.draw.taken * self.draw.interval if admitted else 0))
