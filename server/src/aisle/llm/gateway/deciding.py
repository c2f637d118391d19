"""Which models a call may go to, in which order, and why not to others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from aisle.llm.catalogue import Ability
from aisle.llm.chat import ChatRequest, ToolUse
from aisle.llm.errors import ChatModelUnavailable, ChatRequestRefused
from aisle.llm.gateway.calls import Call
from aisle.llm.gateway.endpoints import Endpoint, Health
from aisle.llm.gateway.estimating import most_cost, prompt_tokens
from aisle.llm.gateway.policy import Prefer, RoutePolicy
from aisle.llm.messages import Image

UNKNOWN_COST = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Considered:
    """A model that was thought of. reason: why it is not asked, "" where it may be."""

    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a call may go, for its trace.

    Attributes:
        chain: Models to ask, in order.
        considered: Every model that the policy names, with why some are left out.
    """

    chain: tuple[Endpoint, ...]
    considered: tuple[Considered, ...]

    @property
    def said(self) -> str:
        """One line for people."""
        return ", ".join(f"{one.name}: {one.reason or 'may be asked'}" for one in self.considered)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a decision rests on."""

    endpoints: Mapping[str, Endpoint]
    health: Mapping[str, Health]
    policy: RoutePolicy
    at: datetime


def decide(call: Call, request: ChatRequest, choice: Choice) -> Decision:
    """Return where a call may go.

    Raises:
        ChatRequestRefused: No model can do what the request needs, or within its ceiling of cost.
        ChatModelUnavailable: Those that can are left alone for a while.
    """
    considered: list[Considered] = []
    chain: list[Endpoint] = []
    resting = 0.0
    for name in _names(call, request, choice):
        endpoint = choice.endpoints.get(name)
        reason = "not in the settings" if endpoint is None else _unfit(endpoint, request, choice)
        if endpoint is not None and not reason and (rest := choice.health[name].resting) > 0:
            reason, resting = f"left alone for {rest:.0f} s", max(resting, rest)
        considered.append(Considered(name, reason))
        if endpoint is not None and not reason:
            chain.append(endpoint)
    decision = Decision(tuple(chain), tuple(considered))
    if not chain:
        _refuse(decision, resting)
    return decision


def needs(request: ChatRequest) -> frozenset[Ability]:
    """Return the abilities that a request needs."""
    found = set()
    if request.tools:
        forced = request.tool_choice not in (ToolUse.AUTO, ToolUse.NONE)
        found |= {Ability.TOOLS, *([Ability.FORCED_TOOLS] if forced else [])}
    if request.schema is not None and request.schema.strict:
        found.add(Ability.JSON_SCHEMA)
    if any(isinstance(part, Image) for message in request.messages for part in message.parts):
        found.add(Ability.VISION)
    return frozenset(found)


def _refuse(decision: Decision, resting: float) -> None:
    if resting:
        raise ChatModelUnavailable(
            f"No model can be asked now ({decision.said}).", retry_after=resting, again=False
        )
    raise ChatRequestRefused(f"No model can be asked this ({decision.said}).")


def _names(call: Call, request: ChatRequest, choice: Choice) -> Iterator[str]:
    """Return names in the order in which they are asked, each once."""
    policy = choice.policy
    listed = _sorted(request, choice)
    wanted = [call.wanted] if call.wanted is not None else []
    yield from dict.fromkeys([*listed, *wanted] if policy.first else [*wanted, *listed])


def _sorted(request: ChatRequest, choice: Choice) -> list[str]:
    listed = list(choice.policy.models)
    if choice.policy.prefer is Prefer.CHEAPEST:
        return sorted(listed, key=lambda name: _cost(name, request, choice))
    if choice.policy.prefer is Prefer.FASTEST:
        return sorted(listed, key=lambda name: _first_seconds(name, choice))
    return listed


def _cost(name: str, request: ChatRequest, choice: Choice) -> Decimal:
    endpoint = choice.endpoints.get(name)
    found = most_cost(request, endpoint.card, choice.at) if endpoint else None
    return found.amount if found else UNKNOWN_COST


def _first_seconds(name: str, choice: Choice) -> float:
    """Return how soon it begins; one that was never asked comes first, or nobody would learn it."""
    health = choice.health.get(name)
    return (health.first_seconds or 0.0) if health else 0.0


def _unfit(endpoint: Endpoint, request: ChatRequest, choice: Choice) -> str:
    """Return why a model cannot do it, "" where nothing speaks against it."""
    card = endpoint.card
    if lacking := sorted(needs(request) & card.cannot):
        return f"lacks {', '.join(lacking)}"
    tokens = prompt_tokens(request)
    # The estimate is rather too high: only a prompt that cannot fit even at half of it is known not to.
    if card.context_tokens is not None and tokens // 2 > card.context_tokens:
        return f"reads {card.context_tokens:,} tokens, the prompt has about {tokens:,}"
    ceiling = choice.policy.most_cost
    if ceiling is None:
        return ""
    found = most_cost(request, card, choice.at)
    if found is None:
        return "its price is not known, and there is a ceiling"
    return f"may cost {found.amount:f} {found.currency}" if found.amount > ceiling else ""
