"""The gateway as features see it: a model for one purpose."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from aisle.llm.chat import ChatDelta, ChatRequest, Completion
from aisle.llm.gateway.calls import Call, Purpose, present_payer
from aisle.llm.gateway.gateway import Gateway


class GatewayModel:
    """The port `ChatModel`, answered by whichever model of the gateway can."""

    def __init__(self, gateway: Gateway, wanted: str | None, purpose: Purpose) -> None:
        """wanted: a name of the settings, None for the purpose's policy."""
        self._gateway, self._wanted, self._purpose = gateway, wanted, purpose
        self.name = wanted or purpose.value

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """Write an answer; see the port."""
        async with aclosing(self._gateway.stream(self._call(), request)) as deltas:
            async for delta in deltas:
                yield delta

    async def complete(self, request: ChatRequest) -> Completion:
        """Write an answer and return it whole; see the port."""
        return await self._gateway.complete(self._call(), request)

    async def close(self) -> None:
        """Do nothing: the models belong to whoever made them."""

    def _call(self) -> Call:
        return Call(self._purpose, self._wanted, present_payer())
