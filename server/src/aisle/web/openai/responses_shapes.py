"""Responses and their items, as OpenAI's clients read them."""

import time
from typing import Any
from uuid import uuid4

from aisle.llm.chat import Completion, Finish
from aisle.llm.messages import ToolCall
from aisle.llm.usage import Usage
from aisle.web.openai.responses_body import ResponsesBody
from aisle.web.openai.sources import Extension

CUT = {Finish.LENGTH: "max_output_tokens", Finish.REFUSED: "content_filter"}
Json = dict[str, Any]


def new_id(kind: str) -> str:
    """Return a fresh id. kind: what of, such as resp."""
    return f"{kind}_{uuid4().hex}"


def head_of(body: ResponsesBody) -> Json:
    """Return a response that has just begun."""
    text = body.text.model_dump(by_alias=True, exclude_none=True) if body.text else {}
    return {
        "id": new_id("resp"),
        "object": "response",
        "created_at": int(time.time()),
        "status": "in_progress",
        "background": False,
        "error": None,
        "incomplete_details": None,
        "instructions": body.instructions,
        "max_output_tokens": body.max_output_tokens,
        "model": body.model,
        "output": [],
        "parallel_tool_calls": True,
        "previous_response_id": None,
        "reasoning": {"effort": body.reasoning.effort if body.reasoning else None, "summary": None},
        "store": False,
        "temperature": body.temperature,
        "text": {"format": {"type": "text"}, **text},
        "tool_choice": _choice(body),
        "tools": [{"strict": None, **one.model_dump(exclude_none=True)} for one in body.tools or ()],
        "top_p": body.top_p,
        "truncation": "disabled",
        "usage": None,
        "user": body.user,
        "metadata": body.metadata or {},
    }


def whole(head: Json, answer: Completion, extension: Extension | None) -> Json:
    """Return a whole response."""
    said = [text_item(new_id("msg"), answer.text, answer.refusal)] if answer.text or answer.refusal else []
    calls = [call_item(new_id("fc"), one) for one in answer.calls]
    return ended(head, [*said, *calls], answer, extension)


def ended(head: Json, output: list[Json], answer: Completion, extension: Extension | None) -> Json:
    """Return a response that came to its end. output: its items."""
    cut = CUT.get(answer.finish) if not answer.refusal else None
    return {
        **head,
        "status": "incomplete" if cut else "completed",
        "incomplete_details": {"reason": cut} if cut else None,
        "output": output,
        "usage": usage_of(answer.usage),
        **({} if extension is None else {"aisle": extension}),
    }


def text_item(id_: str, text: str, refusal: str = "", status: str = "completed") -> Json:
    """Return a message. A model that declines has words for it beside those of an answer."""
    content = [text_part(text)] if text else []
    content += [refusal_part(refusal)] if refusal else []
    return {"id": id_, "type": "message", "status": status, "role": "assistant", "content": content}


def text_part(text: str) -> Json:
    """Return words."""
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def refusal_part(refusal: str) -> Json:
    """Return words in which a model declines."""
    return {"type": "refusal", "refusal": refusal}


def call_item(id_: str, call: ToolCall, status: str = "completed") -> Json:
    """Return a call that the model asks for."""
    named = {"call_id": call.id, "name": call.name, "arguments": call.arguments}
    return {"id": id_, "type": "function_call", "status": status, **named}


def usage_of(usage: Usage | None) -> Json | None:
    """Return what an answer took; None where its provider did not say."""
    if usage is None or usage.prompt_tokens is None or usage.completion_tokens is None:
        return None
    return {
        "input_tokens": usage.prompt_tokens,
        "input_tokens_details": {"cached_tokens": usage.cached_read_tokens or 0},
        "output_tokens": usage.completion_tokens,
        "output_tokens_details": {"reasoning_tokens": usage.reasoning_tokens or 0},
        "total_tokens": usage.prompt_tokens + usage.completion_tokens,
    }


def _choice(body: ResponsesBody) -> Any:
    choice = body.tool_choice
    return choice if isinstance(choice, str) else choice.model_dump() if choice else "auto"
