"""From a request to who answers it."""

from dataclasses import replace

from fastapi import Request

from aisle.bootstrap.resources import Resources
from aisle.identity.types import Action, Caller
from aisle.web.once.attempt import name_of
from aisle.web.openai.assistant_names import find_there, is_assistant
from aisle.web.openai.assistant_question import ignored_in, question_of
from aisle.web.openai.assistant_source import AssistantSource
from aisle.web.openai.callers import payer_of, placed
from aisle.web.openai.chat_body import ChatCompletionBody
from aisle.web.openai.chat_request import check, check_carried, checked_schema, request_of
from aisle.web.openai.directory import get_model
from aisle.web.openai.plain_request import PlainRequest
from aisle.web.openai.sources import ModelSource, Source


async def source_of(
    request: Request, parts: Resources, caller: Caller, body: ChatCompletionBody, at: str = "messages"
) -> Source:
    """Return who answers. at: the name of the messages in the body, for errors.

    Raises ModelNotFound, InvalidParameter, UnsupportedParameter, Forbidden, StoreSuspended.
    """
    check(body)
    if is_assistant(body.model):
        there = await find_there(parts, caller, body.model)
        # However a request under a key ends, its question is answered once.
        message = replace(question_of(body, at), client_message_id=name_of(request))
        return AssistantSource(parts, there, message, ignored_in(body))
    caller = await placed(parts, caller, Action.CALL_MODELS)
    endpoint = await get_model(parts, caller, body.model)
    check_carried(body, endpoint.model)
    schema = checked_schema(body.response_format)
    asked = request_of(body, endpoint.card, at)
    return ModelSource(parts, payer_of(request, caller), endpoint.name, asked, schema)


async def plain_source_of(request: Request, parts: Resources, caller: Caller, asked: PlainRequest) -> Source:
    """Return who answers a plain request. Raises ModelNotFound, Forbidden, StoreSuspended."""
    caller = await placed(parts, caller, Action.CALL_MODELS)
    endpoint = await get_model(parts, caller, asked.wish.model)
    return ModelSource(parts, payer_of(request, caller), endpoint.name, asked.of(endpoint.card))
