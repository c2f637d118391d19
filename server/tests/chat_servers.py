"""Chunks as an OpenAI-compatible server writes them."""

from typing import Any

from aisle.llm.chat import Finish

REASONS = {
    Finish.DONE: "stop",
    Finish.LENGTH: "length",
    Finish.TOOLS: "tool_calls",
    Finish.REFUSED: "content_filter",
}


def chunk(content: Any = None, finish: str | None = None, **more: Any) -> dict[str, Any]:
    """A chunk as OpenAI sends it."""
    delta = {} if content is None else {"content": content}
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return {"id": "c-1", "object": "chat.completion.chunk", "model": "stub", "choices": [choice], **more}


def usage_chunk(prompt: Any, completion: Any) -> dict[str, Any]:
    usage = {"prompt_tokens": prompt, "completion_tokens": completion}
    return {"id": "c-1", "object": "chat.completion.chunk", "choices": [], "usage": usage}
