"""An answer as its provider wrote it: what is handed on to who asked in the provider's own language."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Protocol

from aisle.llm.chat import ChatDelta, ChatRequest


@dataclass(frozen=True, slots=True)
class Forwarded(ChatDelta):
    """A piece with the bytes that it was read from.

    Attributes:
        data: Whole events with their ends, or a whole answer; never a part of an event.
        count: The event that tells the tokens alone, for those who asked for it.
        last: Whether the answer is whole with it, so that whoever reads need not wait for what is done afterwards.
    """

    data: bytes = b""
    count: bytes = b""
    last: bool = False


class ForwardingModel(Protocol):
    """A model whose provider speaks the language that we are asked in."""

    def forward(self, request: ChatRequest) -> AsyncGenerator[Forwarded, None]:
        """Write an answer like `ChatModel.stream`, with the provider's bytes.

        Every event was read before it is handed on; one that is no chunk, or an error, is raised and not handed on.
        """
        ...

    async def forward_whole(self, request: ChatRequest) -> tuple[Forwarded, Callable[[], None]]:
        """Write an answer and return it in one piece, which was read, like `ChatModel.complete`.

        Returns it with what gives back the room that its bytes take, to be called once they are gone.
        """
        ...
