"""Calls to services outside: each has a timeout, a bounded retry, a breaker, a limit on bytes and a span.

The addresses are an operator's settings. Redirects are never followed, and an error never repeats what was sent or
answered: a key or a shopper's words may be in it.
"""

from aisle.core.http.address import ServiceAddress
from aisle.core.http.asking import Ask, OutsideAnswer
from aisle.core.http.breaker import Breaker, NoBreaker
from aisle.core.http.connections import Dialer
from aisle.core.http.errors import OutsideNonsense, OutsideRefused, OutsideUnavailable
from aisle.core.http.patience import Patience, RetryBudget, Timing, pause
from aisle.core.http.room import Room, Share
from aisle.core.http.service import OutsideService
from aisle.core.http.streaming import StreamPatience

__all__ = [
    "Ask",
    "Breaker",
    "Dialer",
    "NoBreaker",
    "OutsideAnswer",
    "OutsideNonsense",
    "OutsideRefused",
    "OutsideService",
    "OutsideUnavailable",
    "Patience",
    "RetryBudget",
    "Room",
    "ServiceAddress",
    "Share",
    "StreamPatience",
    "Timing",
    "pause",
]
