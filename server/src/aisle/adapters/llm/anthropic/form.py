"""A request as Anthropic wants it.

System messages stand apart, tools answer within the user's message, and a limit of tokens is a duty. There is no seed, and
no JSON without a schema. Newer models refuse a temperature, older ones `output_config`: what is refused is left out.
"""

from base64 import b64encode
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from aisle.adapters.llm.json_data import found_in
from aisle.core.http import OutsideRefused
from aisle.llm.chat import ChatRequest
from aisle.llm.messages import ChatMessage, Image, OneTool, Part, Role, Text, Tool, ToolCall, ToolUse

OPTIONAL = frozenset({"temperature", "output_config", "effort"})
HOTTEST = 1.0
CHOICES = {ToolUse.AUTO: "auto", ToolUse.REQUIRED: "any", ToolUse.NONE: "none"}


@dataclass(frozen=True, slots=True)
class AnthropicForm:
    """left_out: optional fields that this model refused."""

    left_out: frozenset[str] = frozenset()

    def body(self, request: ChatRequest, *, streamed: bool) -> dict[str, Any]:
        """Return the request in this form."""
        system = "\n\n".join(one.text for one in request.messages if one.role is Role.SYSTEM)
        optional = {
            "system": system or None,
            "temperature": None if request.temperature is None else min(HOTTEST, request.temperature),
            "top_p": request.sampling.top_p,
            "stop_sequences": list(request.stop) or None,
            "tools": [_tool(tool) for tool in request.tools] or None,
            "tool_choice": _choice(request) if request.tools else None,
            "output_config": self._output(request) or None,
        }
        return {
            "model": request.model,
            "max_tokens": request.most_tokens,
            "stream": streamed,
            "messages": [_message(one) for one in request.messages if one.role is not Role.SYSTEM],
        } | {
            name: value for name, value in optional.items() if value is not None and name not in self.left_out
        }

    def blamed(self, refusal: OutsideRefused) -> Collection[str]:
        """Return the fields that a refusal speaks of; of what stands within `output_config`, the effort alone."""
        return {"effort"} if b"effort" in refusal.answer else refusal.blamed

    def without(self, fields: Collection[str], request: ChatRequest) -> Self:
        """Return a form that leaves out those of the fields that may be left out."""
        return replace(self, left_out=self.left_out | (OPTIONAL & set(fields)))

    def others(self, request: ChatRequest) -> Iterator[Self]:
        """Return nothing: this API says what it dislikes."""
        return iter(())

    def _output(self, request: ChatRequest) -> dict[str, Any]:
        output: dict[str, Any] = {}
        if request.schema is not None:
            output["format"] = {"type": "json_schema", "schema": dict(request.schema.schema)}
        if request.effort is not None and "effort" not in self.left_out:
            output["effort"] = request.effort.value
        return output


def _message(message: ChatMessage) -> dict[str, Any]:
    content: Any = message.content
    if not isinstance(content, str):
        content = [_part(part) for part in message.parts]
    return {"role": message.role.value, "content": content}


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Text):
        return {"type": "text", "text": part.text}
    if isinstance(part, Image):
        data = b64encode(part.data).decode()
        return {"type": "image", "source": {"type": "base64", "media_type": part.media_type, "data": data}}
    if isinstance(part, ToolCall):
        arguments = found_in(part.arguments.encode())
        return {"type": "tool_use", "id": part.id, "name": part.name, "input": arguments}
    result = {"type": "tool_result", "tool_use_id": part.call_id, "content": part.text}
    return result | ({"is_error": True} if part.failed else {})


def _tool(tool: Tool) -> dict[str, Any]:
    said = {"name": tool.name, "description": tool.description, "input_schema": dict(tool.schema)}
    return said | ({"strict": True} if tool.strict else {})


def _choice(request: ChatRequest) -> dict[str, Any]:
    choice = request.tool_choice
    said = {"type": "tool", "name": choice.name} if isinstance(choice, OneTool) else {"type": CHOICES[choice]}
    is_one = request.sampling.one_call and choice is not ToolUse.NONE
    return said | ({"disable_parallel_tool_use": True} if is_one else {})
