"""Analyses by scripted models behind the real gateway."""

import json
from typing import Any

from aisle.adapters.llm.scripted import ScriptedChatModel, calls_tool, says
from aisle.analysis.asking.asker import Asker
from aisle.analysis.asking.types import Analysis, Task
from aisle.analysis.schemas.checking import check_schema
from aisle.core.clock import FixedClock
from aisle.llm.catalogue import Ability
from aisle.llm.gateway import Gateway, Payer, Purpose, RoutePolicy, RoutingPolicies
from gateway_world import NOON, World, card

STRICT = {"can": frozenset({Ability.JSON_SCHEMA, Ability.TOOLS, Ability.FORCED_TOOLS})}
TOOLS = {
    "can": frozenset({Ability.TOOLS, Ability.FORCED_TOOLS}),
    "cannot": frozenset({Ability.JSON_SCHEMA}),
}
BARE = {"cannot": frozenset({Ability.JSON_SCHEMA, Ability.TOOLS, Ability.FORCED_TOOLS})}
PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 0}},
    "required": ["name"],
    "additionalProperties": False,
}
ANN = {"name": "Ann", "age": 41}


def in_turn(*scripts: Any) -> Any:
    """A script that answers with each of these in turn, and the last one from then on."""
    left = list(scripts)
    return lambda _request: left.pop(0) if len(left) > 1 else left[0]


def written(value: Any, mode: str) -> Any:
    """The steps of a model that answers with a value as its mode wants it."""
    text = value if isinstance(value, str) else json.dumps(value)
    return calls_tool("answer", text) if mode == "tool" else says(text)


class Bench:
    """models: scripts by name. cards: what is known of each, as keyword arguments of a card."""

    def __init__(self, models: dict[str, Any], cards: dict[str, Any], route: tuple[str, ...] = ()) -> None:
        known = {name: card(f"{name}-1", "1", **one) for name, one in cards.items()}
        self.world = world = World(models, cards=known)
        self.gateway = Gateway(
            world.gateway.endpoints.values(),
            RoutingPolicies({Purpose.ANALYZE: RoutePolicy(route)}),
            world.observer,
            timing=world.time.timing,
            clock=FixedClock(NOON),
        )

    def asked(self, name: str) -> list[Any]:
        """The requests that a model got."""
        model: ScriptedChatModel = self.world.models[name]
        return model.asked

    async def analyze(self, schema: Any = PERSON, **task: Any) -> Analysis:
        task = {"text": "Ann is 41.", "model": "a", **task}
        return await Asker(self.gateway, Task(check_schema(schema), **task), Payer()).ask()


def one_model(mode: str, *scripts: Any) -> Bench:
    """A single model that is asked in a mode and answers with these in turn."""
    cards = {"strict": STRICT, "tool": TOOLS, "prompt": BARE}
    return Bench({"a": in_turn(*(written(one, mode) for one in scripts))}, {"a": cards[mode]})
