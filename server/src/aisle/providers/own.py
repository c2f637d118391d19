"""An organization's own models while a process knows them: connections, health, and what they were made of."""

import asyncio
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any

from aisle.core.http import Timing
from aisle.llm.chat import ChatModel
from aisle.llm.gateway import Endpoint, Reach
from aisle.llm.gateway.endpoints import Health
from aisle.llm.watching import WatchedEmbedder
from aisle.providers.types import Provider

LAST_CALLS_SECONDS = 120.0  # that calls under way get, where a provider was changed and not switched off
LOOK_SECONDS = 0.2


@dataclass(eq=False, slots=True)
class Opened:
    """A provider's server with its models, as it was when it was read.

    Attributes:
        provider: What it was made of; another key has another `key_set_at`.
        model: Asks its server.
        endpoints, health: Of models that write, by names.
        embedders: Those that embed, by names.
    """

    provider: Provider
    model: ChatModel
    endpoints: dict[str, Endpoint]
    health: dict[str, Health] = field(default_factory=dict)
    embedders: dict[str, WatchedEmbedder] = field(default_factory=dict)

    @property
    def in_flight(self) -> int:
        """Calls under way."""
        tracks = (one.watch.track for one in self.embedders.values())
        return sum(one.in_flight for one in (*(one.track for one in self.health.values()), *tracks))

    async def leave(self, timing: Timing) -> None:
        """Close it once its calls have ended, or have had their time."""
        ends = timing.now() + LAST_CALLS_SECONDS
        while self.in_flight and timing.now() < ends:
            await timing.sleep(LOOK_SECONDS)
        await self.close()

    async def close(self) -> None:
        """Close its connections; what is under way is broken off."""
        await self.model.close()
        for one in self.embedders.values():
            await one.close()


@dataclass(eq=False, slots=True)
class OwnModels:
    """All that an organization brought.

    Attributes:
        opened: Providers that may be asked.
        providers: All of them, those that are suspended, too.
        reach: With the installation's models.
    """

    opened: tuple[Opened, ...]
    providers: tuple[Provider, ...]
    reach: Reach

    @property
    def own(self) -> Reach:
        """The organization's own models alone, those that are hidden, too."""
        return Reach(
            {name: found for one in self.opened for name, found in one.endpoints.items()},
            {name: found for one in self.opened for name, found in one.health.items()},
        )

    @property
    def embedders(self) -> dict[str, WatchedEmbedder]:
        """The organization's own models that embed."""
        return {name: found for one in self.opened for name, found in one.embedders.items()}


def shadows_of(providers: Iterable[Provider]) -> frozenset[str]:
    """Return the names that these take from the installation."""
    return frozenset(
        one.name for provider in providers for one in provider.models if one.shadows and not one.dimensions
    )


class Closing:
    """Closes servers that are no longer asked, beside everything else."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._tasks: set[asyncio.Task[None]] = set()

    def later(self, one: Opened) -> None:
        """Close a server when its calls have ended."""
        self.beside(one.leave(self._timing))

    def now(self, one: Opened) -> None:
        """Close a server whatever is under way there."""
        self.beside(one.close())

    async def finish(self) -> None:
        """Wait for none of the calls: the process ends."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside everything else, in a task and with transactions of its own."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
