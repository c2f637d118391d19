"""Answers that take equally long, whatever was found: the time must not say whether an address has an account."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

STEP = 0.25  # seconds; several times what the paths differ by


@dataclass(frozen=True, slots=True)
class Evening:
    """Rounds up how long a block takes. clock: seconds. sleep: waits for seconds."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    step: float = STEP

    @asynccontextmanager
    async def out(self) -> AsyncIterator[None]:
        """End the block, also one that fails, at the next full step since it began."""
        began = self.clock()
        try:
            yield
        finally:
            took = self.clock() - began
            await self.sleep(math.ceil(took / self.step) * self.step - took)
