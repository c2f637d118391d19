"""What a decision about models rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from aisle.llm.gateway.endpoints import Endpoint, Health
from aisle.llm.gateway.policy import RoutePolicy


@dataclass(frozen=True, slots=True)
class Choice:
    """Which models there are, how they have been, and the policy of the call.

    Attributes:
        at: For prices.
        canary: A model that leads for this call.
    """

    endpoints: Mapping[str, Endpoint]
    health: Mapping[str, Health]
    policy: RoutePolicy
    at: datetime
    canary: str | None = None
