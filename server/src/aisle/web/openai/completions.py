"""POST /v1/chat/completions, whole or as a stream."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from aisle.bootstrap.resources import Resources
from aisle.identity.types import Caller
from aisle.web.bodies import json_body
from aisle.web.deps import Bearer, Parts
from aisle.web.once.declaring import repeats
from aisle.web.openai import chat_shapes
from aisle.web.openai.asking import plain_source_of, source_of
from aisle.web.openai.bodies import checked, read_data
from aisle.web.openai.callers import Spender, still_may
from aisle.web.openai.chat_body import ChatCompletionBody
from aisle.web.openai.forwarding import forwarded
from aisle.web.openai.plain_request import plain_request
from aisle.web.openai.sources import Source
from aisle.web.openai.streaming import begun
from aisle.web.openai.waiting import while_wanted
from aisle.web.openai.wishes import Wish, wish_of

router = APIRouter(tags=["openai"])
EXAMPLE = {
    "model": "small",
    "messages": [{"role": "user", "content": "Say hello."}],
    "max_completion_tokens": 50,
}
REPEATED_BY = "its stored reply alone: a call that left none is made again, and the ledger has both"


@router.post(
    "/chat/completions",
    summary="Have a model write, as OpenAI's clients ask",
    openapi_extra=json_body(ChatCompletionBody, EXAMPLE),
    responses={200: {"content": {"text/event-stream": {}}}},
)
@repeats(REPEATED_BY)
async def complete(request: Request, parts: Parts, caller: Spender, credentials: Bearer) -> Any:
    """Answer with a chat completion, or with its chunks as server-sent events where `stream` is true."""
    return await answered(request, parts, caller, credentials)


async def answered(request: Request, parts: Resources, caller: Caller, credentials: Bearer) -> Response:
    """Return the answer to a caller who may ask. Raises AisleError until its first piece is there."""
    wish, source = await _asked(request, parts, caller)
    if wish.streamed:
        parts.streams.check()
    still = still_may(request, parts, credentials)
    if (as_it_came := await forwarded(request, wish, source, still)) is not None:
        return as_it_came
    if not wish.streamed:
        answer = await while_wanted(request, source.complete())
        return JSONResponse(chat_shapes.completion_of(answer, wish.model, source))
    frames = chat_shapes.chunk_frames(source, wish.model, usage=wish.tells_usage)
    return await begun(request, parts.streams, frames, chat_shapes.failed, still)


async def _asked(request: Request, parts: Resources, caller: Caller) -> tuple[Wish, Source]:
    data = await read_data(request)
    if (plain := plain_request(data)) is not None:
        return plain.wish, await plain_source_of(request, parts, caller, plain)
    body = checked(ChatCompletionBody, data)
    return wish_of(body), await source_of(request, parts, caller, body)
