"""Which calls can be answered with their provider's own bytes, and how a model is asked for them."""

from collections.abc import AsyncGenerator, Callable
from typing import TypeGuard

from aisle.llm.chat import ChatDelta, ChatModel, ChatRequest
from aisle.llm.forwarded import Forwarded, ForwardingModel
from aisle.llm.gateway.endpoints import Endpoint, HeldPlace
from aisle.llm.gateway.routing import Route
from aisle.llm.gateway.trial import Trial


def can_forward(route: Route) -> bool:
    """Whether every model that a call may go to answers in the language that is forwarded, and one answer is handed on."""
    models = (endpoint.model for endpoint in route.known.decision.chain)
    return route.ensemble is None and all(is_forwarding(model) for model in models)


def is_forwarding(model: ChatModel) -> TypeGuard[ForwardingModel]:
    """Whether a model can be asked for its provider's bytes; a protocol's own check would take as long as all the rest."""
    return hasattr(model, "forward")


def opened(endpoint: Endpoint, request: ChatRequest, *, forwards: bool) -> AsyncGenerator[ChatDelta, None]:
    """Ask a model, for pieces with its bytes where the call is forwarded."""
    if not forwards:
        return endpoint.model.stream(request)
    model = endpoint.model
    assert is_forwarding(model)
    return model.forward(request)


class WholeAnswer:
    """A whole answer with its provider's bytes, whose try is not settled yet: whoever asked need not wait for that."""

    def __init__(self, piece: Forwarded, free: Callable[[], None], trial: Trial, place: HeldPlace) -> None:
        """free: gives back the room of its bytes. trial, place: of the try, entered."""
        self.piece = piece
        self._free, self._trial, self._place = free, trial, place

    async def settle(self) -> None:
        """Keep what it took. Call it once, whatever became of the bytes."""
        self._free()
        try:
            await self._trial.__aexit__(None, None, None)
        finally:
            await self._place.__aexit__(None, None, None)


async def whole(endpoint: Endpoint, request: ChatRequest, trial: Trial, place: HeldPlace) -> WholeAnswer:
    """Ask a model within an entered trial and place, which are left where it fails. Raises as the model does."""
    model = endpoint.model
    assert is_forwarding(model)
    try:
        piece, free = await model.forward_whole(request)
    except BaseException as error:
        await trial.__aexit__(type(error), error, error.__traceback__)
        raise
    trial.saw(piece)
    return WholeAnswer(piece, free, trial, place)
