"""Messages and tools as OpenAI writes them."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from aisle.llm.chat import ChatRequest
from aisle.llm.messages import (
    ChatMessage,
    Image,
    OneTool,
    Text,
    Tool,
    ToolCall,
    ToolResult,
)


def message_bodies(messages: Iterable[ChatMessage]) -> list[dict[str, Any]]:
    """Return messages; what tools gave back becomes messages of their own."""
    return [body for message in messages for body in _bodies(message)]


def tool_bodies(tools: Iterable[Tool]) -> list[dict[str, Any]]:
    """Return tools."""
    return [{"type": "function", "function": _function(tool)} for tool in tools]


def tool_choice_body(request: ChatRequest) -> Any:
    """Return whether tools may, must or must not be used."""
    choice = request.tool_choice
    if isinstance(choice, OneTool):
        return {"type": "function", "function": {"name": choice.name}}
    return choice.value


def _bodies(message: ChatMessage) -> Iterator[dict[str, Any]]:
    if isinstance(message.content, str):
        yield {"role": message.role.value, "content": message.content}
        return
    for part in message.parts:
        if isinstance(part, ToolResult):
            yield {"role": "tool", "tool_call_id": part.call_id, "content": part.text}
    said = [part for part in message.parts if isinstance(part, (Text, Image))]
    calls = [_call(part) for part in message.parts if isinstance(part, ToolCall)]
    if said or calls:
        body: dict[str, Any] = {"role": message.role.value, "content": _content(said)}
        yield body | ({"tool_calls": calls} if calls else {})


def _content(parts: Sequence[Text | Image]) -> Any:
    if not any(isinstance(part, Image) for part in parts):
        return "".join(part.text for part in parts if isinstance(part, Text)) or None
    return [_part(part) for part in parts]


def _part(part: Text | Image) -> dict[str, Any]:
    if isinstance(part, Image):
        url = f"data:{part.media_type};base64,{b64encode(part.data).decode()}"
        return {"type": "image_url", "image_url": {"url": url}}
    return {"type": "text", "text": part.text}


def _call(call: ToolCall) -> dict[str, Any]:
    return {
        "id": call.id,
        "type": "function",
        "function": {"name": call.name, "arguments": call.arguments},
    }


def _function(tool: Tool) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": dict(tool.schema)}
    return function | ({"strict": True} if tool.strict else {})
