"""From a request to who answers it."""

from fastapi import Request

from aisle.bootstrap.resources import Resources
from aisle.identity.types import Caller
from aisle.web.openai.callers import payer_of
from aisle.web.openai.chat_body import ChatCompletionBody
from aisle.web.openai.chat_request import request_of
from aisle.web.openai.directory import get_model
from aisle.web.openai.sources import ModelSource, Source


async def source_of(request: Request, parts: Resources, caller: Caller, body: ChatCompletionBody) -> Source:
    """Return who answers. Raises ModelNotFound, InvalidParameter, UnsupportedParameter."""
    endpoint = await get_model(parts, caller, body.model)
    asked = request_of(body, endpoint.card)
    return ModelSource(parts, payer_of(request, caller), endpoint.name, asked)
