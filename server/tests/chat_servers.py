"""Scripts of the fake model, told in OpenAI's tongue by a server."""

from collections.abc import Iterable
from typing import Any

from aisle.adapters.llm.scripted import Pause, Step
from aisle.llm.chat import ChatDelta, Finish
from aisle.llm.errors import ChatModelNonsense, ChatModelRefused
from scripted_http import Asked
from streamed_http import Act, Part, Streamed, StreamScript, as_json, sse

REASONS = {Finish.DONE: "stop", Finish.LENGTH: "length", Finish.REFUSED: "content_filter"}


def chunk(content: Any = None, finish: str | None = None, **more: Any) -> dict[str, Any]:
    """A chunk as OpenAI sends it."""
    delta = {} if content is None else {"content": content}
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return {"id": "c-1", "object": "chat.completion.chunk", "model": "stub", "choices": [choice], **more}


def usage_chunk(prompt: Any, completion: Any) -> dict[str, Any]:
    usage = {"prompt_tokens": prompt, "completion_tokens": completion}
    return {"id": "c-1", "object": "chat.completion.chunk", "choices": [], "usage": usage}


def openai_script(steps: Iterable[Step]) -> StreamScript:
    """Serve the steps of a script."""
    steps = tuple(steps)

    def serve(asked: Asked) -> Streamed:
        if any(isinstance(step, ChatModelRefused) for step in steps):
            return as_json(400, {"error": {"code": "context_length_exceeded"}})
        role = {"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}
        return Streamed(
            [sse({"choices": [role]}), *(part for step in steps for part in _parts(step)), *_end(steps)]
        )

    return serve


def _parts(step: Step) -> list[Part]:
    if isinstance(step, Pause):
        return [Act.HANG if step.seconds is None else step.seconds]
    if isinstance(step, ChatModelNonsense):
        return [b'data: {"choices": [{"delta": {"content": "ha\n\n']
    assert isinstance(step, ChatDelta)
    if step.usage:
        return [sse(usage_chunk(step.usage.prompt_tokens, step.usage.completion_tokens))]
    return [sse(chunk(step.text, REASONS[step.finish] if step.finish else None))]


def _end(steps: tuple[Step, ...]) -> list[Part]:
    finished = any(isinstance(step, ChatDelta) and step.finish for step in steps)
    return [sse("[DONE]")] if finished else [Act.CUT]
