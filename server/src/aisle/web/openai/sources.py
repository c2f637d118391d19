"""Who answers a request below /v1: a model of the gateway, or a store's assistant."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Protocol

from aisle.analysis.schemas.checking import CheckedSchema
from aisle.bootstrap.resources import Resources
from aisle.llm.chat import ChatDelta, ChatRequest, Completion
from aisle.llm.gateway import Call, Gateway, Payer, Purpose
from aisle.web.openai.output import check_output

Extension = Mapping[str, Any]


class Source(Protocol):
    """Writes one answer, in pieces or whole."""

    @property
    def extension(self) -> Extension | None:
        """What Aisle says beside the answer, once it is written: `aisle` in messages and last chunks."""
        ...

    def stream(self) -> AsyncGenerator[ChatDelta, None]:
        """Write it in pieces. Closing the iterator ends it. Raises AisleError."""
        ...

    async def complete(self) -> Completion:
        """Write it whole. Raises AisleError."""
        ...


@dataclass(slots=True)
class ModelSource:
    """A model of the settings, asked through the gateway.

    Attributes:
        parts: Of the process.
        payer: Who pays and is counted.
        name: Of the model, as the settings call it.
        request: What it is asked.
        schema: That a whole answer is held against.
    """

    parts: Resources
    payer: Payer
    name: str
    request: ChatRequest
    schema: CheckedSchema | None = None
    extension: Extension | None = field(default=None, init=False)

    @property
    def gateway(self) -> Gateway:
        """Of the process."""
        return self.parts.chat_models.gateway

    @property
    def call(self) -> Call:
        """What the gateway is told of it."""
        return Call(Purpose.CALL, self.name, self.payer)

    async def stream(self) -> AsyncGenerator[ChatDelta, None]:
        """Write it in pieces; see the protocol."""
        async with aclosing(self.gateway.stream(self.call, self.request)) as deltas:
            async for delta in deltas:
                yield delta

    async def complete(self) -> Completion:
        """Write it whole; see the protocol."""
        answer = await self.gateway.complete(self.call, self.request)
        check_output(answer, self.schema, as_json=self.request.as_json)
        return answer
