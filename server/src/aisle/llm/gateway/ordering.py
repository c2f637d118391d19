"""In which order models are thought of, and what decided it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aisle.llm.chat import ChatRequest
from aisle.llm.gateway.calls import Call
from aisle.llm.gateway.choice import Choice
from aisle.llm.gateway.estimating import most_cost
from aisle.llm.gateway.policy import Prefer

UNKNOWN_COST = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Ordered:
    """Names, each once, and notes on their order."""

    names: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, call: Call, request: ChatRequest, choice: Choice) -> "Ordered":
        """Order the models that a call may go to: canary, wanted and listed ones, and last those that are slow of late."""
        policy = choice.policy
        is_alone = choice.canary is None and not (policy.models or policy.hard)
        if is_alone and call.wanted is not None and policy.slowest is None:
            return cls((call.wanted,))
        listed, notes = _listed(request, choice)
        wanted = [call.wanted] if call.wanted is not None else []
        lead = [choice.canary] if choice.canary is not None else []
        names = [*lead, *listed, *wanted] if choice.policy.first else [*lead, *wanted, *listed]
        if lead:
            notes.append(f"canary: {choice.canary} leads")
        quick, slow = _by_speed(tuple(dict.fromkeys(names)), choice)
        notes += [f"{name}: slow of late, asked last" for name in slow]
        return cls((*quick, *slow), tuple(notes))


def _listed(request: ChatRequest, choice: Choice) -> tuple[list[str], list[str]]:
    """Return the policy's models, those for what is hard in front where the request is, with a note on that."""
    policy = choice.policy
    usual, strong = _sorted(policy.models, request, choice), _sorted(policy.hard, request, choice)
    if not strong or request.difficulty is None:
        return [*usual, *strong], []
    is_hard = request.difficulty >= policy.hard_from
    note = f"difficulty {request.difficulty:.2f}: {'hard' if is_hard else 'easy'}"
    return ([*strong, *usual] if is_hard else [*usual, *strong]), [note]


def _sorted(names: Sequence[str], request: ChatRequest, choice: Choice) -> list[str]:
    if choice.policy.prefer is Prefer.CHEAPEST:
        return sorted(names, key=lambda name: _cost(name, request, choice))
    if choice.policy.prefer is Prefer.FASTEST:
        return sorted(names, key=lambda name: _first_seconds(name, choice))
    return list(names)


def _cost(name: str, request: ChatRequest, choice: Choice) -> Decimal:
    endpoint = choice.endpoints.get(name)
    found = most_cost(request, endpoint.card, choice.at) if endpoint else None
    return found.amount if found else UNKNOWN_COST


def _first_seconds(name: str, choice: Choice) -> float:
    """Return how soon it begins; one that was never asked comes first, or nobody would learn it."""
    health = choice.health.get(name)
    return (health.first_seconds or 0.0) if health else 0.0


def _by_speed(names: tuple[str, ...], choice: Choice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names with those apart that were slower than the policy's ceiling of late; slow answers are answers."""
    ceiling = choice.policy.slowest
    if ceiling is None:
        return names, ()
    slow = [name for name in names if _late(name, choice) > ceiling]
    return tuple(name for name in names if name not in slow), tuple(slow)


def _late(name: str, choice: Choice) -> float:
    health = choice.health.get(name)
    return (health.late_seconds or 0.0) if health else 0.0
