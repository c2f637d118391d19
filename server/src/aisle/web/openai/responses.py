"""POST /v1/responses, whole or as a stream. Nothing is kept between two of them."""

from typing import Any

from fastapi import APIRouter, Request

from aisle.web.bodies import json_body
from aisle.web.deps import Bearer, Parts
from aisle.web.once.declaring import repeats
from aisle.web.openai.asking import source_of
from aisle.web.openai.bodies import read
from aisle.web.openai.callers import Spender, still_may
from aisle.web.openai.responses_body import ResponsesBody
from aisle.web.openai.responses_request import chat_body_of
from aisle.web.openai.responses_shapes import head_of, whole
from aisle.web.openai.responses_stream import ResponseWriter, event_frames
from aisle.web.openai.streaming import begun
from aisle.web.openai.waiting import while_wanted

router = APIRouter(tags=["openai"])
EXAMPLE = {"model": "small", "input": "Say hello.", "max_output_tokens": 50}
REPEATED_BY = "its stored reply alone: a call that left none is made again, and the ledger has both"


@router.post(
    "/responses",
    summary="Have a model respond, as OpenAI's clients ask",
    openapi_extra=json_body(ResponsesBody, EXAMPLE),
    responses={200: {"content": {"text/event-stream": {}}}},
)
@repeats(REPEATED_BY)
async def respond(request: Request, parts: Parts, caller: Spender, credentials: Bearer) -> Any:
    """Answer with a response, or with its events as server-sent events where `stream` is true."""
    body = await read(request, ResponsesBody)
    source = await source_of(request, parts, caller, chat_body_of(body), at="input")
    head = head_of(body)
    if not body.stream:
        return whole(head, await while_wanted(request, source.complete()), source.extension)
    parts.streams.check()
    writer = ResponseWriter(head)
    check = still_may(request, parts, credentials)
    return await begun(request, parts.streams, event_frames(source, writer), writer.failed, check)
