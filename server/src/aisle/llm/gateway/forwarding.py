"""Which calls can be answered with their provider's own bytes, and how a model is asked for them."""

from collections.abc import AsyncGenerator
from typing import TypeGuard

from aisle.llm.chat import ChatDelta, ChatModel, ChatRequest
from aisle.llm.forwarded import ForwardingModel
from aisle.llm.gateway.course import Forwards
from aisle.llm.gateway.endpoints import Endpoint
from aisle.llm.gateway.routing import Route


def can_forward(route: Route) -> bool:
    """Whether every model that a call may go to answers in the language that is forwarded, and one answer is handed on."""
    models = (endpoint.model for endpoint in route.known.decision.chain)
    return route.ensemble is None and all(is_forwarding(model) for model in models)


def is_forwarding(model: ChatModel) -> TypeGuard[ForwardingModel]:
    """Whether a model can be asked for its provider's bytes; a protocol's own check would take as long as all the rest."""
    return hasattr(model, "forward")


def opened(endpoint: Endpoint, request: ChatRequest, forwards: Forwards) -> AsyncGenerator[ChatDelta, None]:
    """Ask a model, for pieces with its bytes where the call is forwarded."""
    if forwards is Forwards.NO:
        return endpoint.model.stream(request)
    model = endpoint.model
    assert is_forwarding(model)
    return model.forward(request, streamed=forwards is Forwards.STREAMED)
