"""A gateway of scripted models, with a clock and pauses that tests move."""

import asyncio
from datetime import UTC, date, datetime
from decimal import Decimal

from aisle.adapters.llm.scripted import ScriptedChatModel
from aisle.core.clock import FixedClock
from aisle.core.http import Timing
from aisle.llm.catalogue import ModelCard, Price
from aisle.llm.chat import ChatMessage, ChatRequest, Role
from aisle.llm.collecting import collected
from aisle.llm.gateway import Call, Endpoint, Gateway, Purpose, RoutePolicy, RoutingPolicies
from aisle.llm.gateway.recording import RecordingObserver

REQUEST = ChatRequest("asked", (ChatMessage(Role.USER, "Boots?"),), 100)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Time:
    """Stands still; a sleep moves it. chance: 1 is the longest pause."""

    def __init__(self) -> None:
        self.at, self.slept, self.chance = 1000.0, [], 1.0

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)

    @property
    def timing(self) -> Timing:
        return Timing(lambda: self.at, self.sleep, lambda: self.chance)


def card(name: str, price: str | None = None, **known) -> ModelCard:
    """price: per million tokens, read or written."""
    prices = (Price(Decimal(price), Decimal(price), date(2026, 1, 1)),) if price else ()
    return ModelCard(name, "stub", prices=prices, **known)


class World:
    """scripts: of the models by name. cards: what is known of some of them. route: of answers."""

    def __init__(self, scripts, route=(), cards=None, policy=None, matrix=None) -> None:
        self.time, self.observer = Time(), RecordingObserver()
        self.models = {name: ScriptedChatModel(script, name) for name, script in scripts.items()}
        cards = cards or {}
        endpoints = [
            Endpoint(name, model, f"{name}-1", cards.get(name) or card(f"{name}-1"))
            for name, model in self.models.items()
        ]
        policies = RoutingPolicies({Purpose.ANSWER: policy or RoutePolicy(tuple(route))})
        more = {"matrix": matrix} if matrix else {}
        self.gateway = Gateway(
            endpoints, policies, self.observer, timing=self.time.timing, clock=FixedClock(NOON), **more
        )

    def stream(self, wanted="a", request=REQUEST, **call):
        return self.gateway.stream(Call(Purpose.ANSWER, wanted, **call), request)

    async def whole(self, wanted="a", request=REQUEST, *, streamed=True, **call):
        if streamed:
            return await collected(self.stream(wanted, request, **call), "of the test")
        return await self.gateway.complete(Call(Purpose.ANSWER, wanted, **call), request)

    @property
    def asked(self) -> list[str]:
        """Names of the models that were tried, in order."""
        return [one.endpoint for one in self.observer.tries]


def failing_first(*failures, then):
    """A script that fails with each of these in turn, and then goes on."""
    left = list(failures)
    return lambda _request: [left.pop(0)] if left else then
