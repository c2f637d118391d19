"""Which models may be asked for what: data, from the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from aisle.llm.gateway.calls import Purpose


class Prefer(StrEnum):
    """The order of the models that a policy lists: as listed, the cheapest first, or the soonest first piece first."""

    ORDER = "order"
    CHEAPEST = "cheapest"
    FASTEST = "fastest"


@dataclass(frozen=True, slots=True)
class RoutePolicy:
    """How models are chosen for a purpose.

    Attributes:
        models: Names of the settings, to be asked where the wanted one cannot.
        first: Whether these are asked before the wanted one, which then comes last.
        prefer: Their order.
        most_cost: A call that may cost more is not made, nor one whose cost is not known; in the price's currency.
    """

    models: tuple[str, ...] = ()
    first: bool = False
    prefer: Prefer = Prefer.ORDER
    most_cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RoutingPolicies:
    """The policy of each purpose; one that has none asks the wanted model alone."""

    of: Mapping[Purpose, RoutePolicy] = field(default_factory=dict)

    def policy(self, purpose: Purpose) -> RoutePolicy:
        """Return a purpose's policy."""
        return self.of.get(purpose, RoutePolicy())
