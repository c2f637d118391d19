"""Which models a call may go to, in which order, and why not to others."""

from dataclasses import dataclass

from aisle.llm.catalogue import Ability
from aisle.llm.chat import PLAIN, ChatRequest, ToolUse
from aisle.llm.errors import ChatModelUnavailable, ChatRequestRefused
from aisle.llm.gateway.calls import Call
from aisle.llm.gateway.choice import Choice
from aisle.llm.gateway.endpoints import Endpoint
from aisle.llm.gateway.estimating import most_cost, prompt_tokens
from aisle.llm.gateway.ordering import Ordered
from aisle.llm.messages import Image


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
        considered: Every model that the policy names, in that order, with why some are left out.
        notes: What decided the order.
        resting: Longest rest of a model that could do it, in seconds.
    """

    chain: tuple[Endpoint, ...]
    considered: tuple[Considered, ...]
    notes: tuple[str, ...] = ()
    resting: float = 0.0

    @property
    def said(self) -> str:
        """One line for people."""
        models = (f"{one.name}: {one.reason or 'may be asked'}" for one in self.considered)
        return ", ".join((*models, *self.notes))

    def require(self) -> "Decision":
        """Return it where a model can be asked. Raises ChatRequestRefused, ChatModelUnavailable."""
        if self.chain:
            return self
        if self.resting:
            raise ChatModelUnavailable(
                f"No model can be asked now ({self.said}).", retry_after=self.resting, again=False
            )
        raise ChatRequestRefused(f"No model can be asked this ({self.said}).")


def decide(call: Call, request: ChatRequest, choice: Choice) -> Decision:
    """Return where a call may go, and why not elsewhere; the chain is empty where it may go nowhere."""
    ordered = Ordered.of(call, request, choice)
    considered: list[Considered] = []
    chain: list[Endpoint] = []
    resting, whose = 0.0, call.payer.organization_id
    for name in ordered.names:
        endpoint = choice.endpoints.get(name)
        reason = "not in the settings" if endpoint is None else unfit(endpoint, request, choice)
        if endpoint is not None and not reason and (rest := choice.health[name].resting(whose)) > 0:
            reason, resting = f"left alone for {rest:.0f} s", max(resting, rest)
        considered.append(Considered(name, reason))
        if endpoint is not None and not reason:
            chain.append(endpoint)
    return Decision(tuple(chain), tuple(considered), ordered.notes, resting)


def needs(request: ChatRequest) -> frozenset[Ability]:
    """Return the abilities that a request needs."""
    found: set[Ability] = set()
    if request.tools:
        forced = request.tool_choice not in (ToolUse.AUTO, ToolUse.NONE)
        found |= {Ability.TOOLS, *([Ability.FORCED_TOOLS] if forced else [])}
    if request.schema is not None and request.schema.strict:
        found.add(Ability.JSON_SCHEMA)
    for message in request.messages:
        if not isinstance(message.content, str) and any(isinstance(one, Image) for one in message.content):
            found.add(Ability.VISION)
    return frozenset(found)


def unfit(endpoint: Endpoint, request: ChatRequest, choice: Choice) -> str:
    """Return why a model cannot do it, "" where nothing speaks against it."""
    card = endpoint.card
    if lacking := sorted((needs(request) | choice.policy.needs) & card.cannot):
        return f"lacks {', '.join(lacking)}"
    carried: frozenset[str] = getattr(endpoint.model, "carries", frozenset())
    if request.sampling is not PLAIN and (untold := sorted(request.sampling.needs - carried)):
        return f"cannot be told {', '.join(untold)}"
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
