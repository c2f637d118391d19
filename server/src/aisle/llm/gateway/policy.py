"""Which models may be asked for what: data, from the settings or from an organization."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from aisle.llm.catalogue import Ability
from aisle.llm.gateway.calls import Call, Purpose


class Prefer(StrEnum):
    """The order of the models that a policy lists: as listed, the cheapest first, or the soonest first piece first."""

    ORDER = "order"
    CHEAPEST = "cheapest"
    FASTEST = "fastest"


class Settle(StrEnum):
    """How one of several answers is chosen.

    Most agree on it (vote), its number is the middle one (middle), or another model says so (judge).
    """

    VOTE = "vote"
    MIDDLE = "middle"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Shadow:
    """A model that is asked beside some calls, to see how it does. Its answer is never shown.

    Attributes:
        model: Its name.
        share: Of calls, 0 to 1.
        at_once: Under way in a process; a call that would be one more has no shadow.
    """

    model: str
    share: float
    at_once: int = 4


@dataclass(frozen=True, slots=True)
class Canary:
    """A model that answers first for some conversations, always the same ones.

    Attributes:
        model: Its name.
        share: Of conversations, 0 to 1.
        most_failures: Share of its latest tries; when more fail, it is asked no more until the policy changes.
    """

    model: str
    share: float
    most_failures: float = 0.2


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Several models that are all asked, one of whose answers is taken.

    Attributes:
        models: Names, in the order that decides between equals.
        settle: How.
        judge: Names the model that chooses, where one does.
    """

    models: tuple[str, ...]
    settle: Settle = Settle.VOTE
    judge: str | None = None


@dataclass(frozen=True, slots=True)
class RoutePolicy:
    """How models are chosen for a purpose.

    Attributes:
        models: Names of the settings, to be asked where the wanted one cannot.
        first: Whether these are asked before the wanted one, which then comes last.
        prefer: Their order.
        most_cost: A call that may cost more is not made, nor one whose cost is not known; in the price's currency.
        needs: Abilities that a model must not lack, besides those that the request needs.
        slowest: Seconds; models whose first pieces came later on the average of late are asked last.
        hard: Names that stand in front of `models` for requests that are hard.
        hard_from: From which difficulty a request is, 0 to 1.
        shadow, canary, ensemble: None where there is none.
        is_own: Whether an organization has set it, which then pays for shadows; otherwise the installation does.
    """

    models: tuple[str, ...] = ()
    first: bool = False
    prefer: Prefer = Prefer.ORDER
    most_cost: Decimal | None = None
    needs: frozenset[Ability] = frozenset()
    slowest: float | None = None
    hard: tuple[str, ...] = ()
    hard_from: float = 0.5
    shadow: Shadow | None = None
    canary: Canary | None = None
    ensemble: Ensemble | None = None
    is_own: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Every model that it names."""
        beside = [one.model for one in (self.shadow, self.canary) if one]
        together = (*self.ensemble.models, self.ensemble.judge) if self.ensemble else ()
        return frozenset(name for name in (*self.models, *self.hard, *beside, *together) if name)


NO_POLICY = RoutePolicy()


class Policies(Protocol):
    """Knows the policy of each call."""

    async def of_call(self, call: Call) -> RoutePolicy:
        """Return the policy of a call's purpose and payer. Never fails: what is not known is that of the installation."""
        ...

    def policy(self, purpose: Purpose) -> RoutePolicy:
        """Return the installation's policy."""
        ...


@dataclass(frozen=True, slots=True)
class RoutingPolicies:
    """The installation's policy of each purpose; one that has none asks the wanted model alone."""

    of: Mapping[Purpose, RoutePolicy] = field(default_factory=dict)

    def policy(self, purpose: Purpose) -> RoutePolicy:
        """Return a purpose's policy."""
        return self.of.get(purpose, NO_POLICY)

    async def of_call(self, call: Call) -> RoutePolicy:
        """Return the policy of a call's purpose, whoever pays."""
        return self.policy(call.purpose)
