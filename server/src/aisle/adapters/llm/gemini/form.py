"""A request as Gemini wants it.

Everything about the writing stands in `generationConfig`, of which older models know less: what is refused is left out.
`responseJsonSchema` and `parametersJsonSchema` take JSON Schema as it is; the older `responseSchema` takes a dialect of its own.
"""

import re
from base64 import b64encode
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from aisle.adapters.llm.json_data import found_in
from aisle.core.http import OutsideRefused
from aisle.llm.chat import ChatRequest
from aisle.llm.messages import (
    ChatMessage,
    Image,
    OneTool,
    Part,
    Role,
    Text,
    ToolCall,
    ToolUse,
)

ROLES = {Role.USER: "user", Role.ASSISTANT: "model"}
MODES = {ToolUse.AUTO: "AUTO", ToolUse.REQUIRED: "ANY", ToolUse.NONE: "NONE"}
OPTIONAL = frozenset({"temperature", "seed", "thinkingConfig", "responseJsonSchema"})
WORD = re.compile(r"[A-Za-z]+(?:_[a-z]+)*")
# Ids that we made where the model gave none; they mean nothing there.
MADE_ID = "call_"


@dataclass(frozen=True, slots=True)
class GeminiForm:
    """left_out: fields of `generationConfig` that this model refused."""

    left_out: frozenset[str] = frozenset()

    def body(self, request: ChatRequest, *, streamed: bool) -> dict[str, Any]:
        """Return the request in this form; whether it is streamed is said by the path."""
        system = "\n\n".join(one.text for one in request.messages if one.role is Role.SYSTEM)
        body: dict[str, Any] = {
            "contents": [_content(one) for one in request.messages if one.role is not Role.SYSTEM],
            "generationConfig": self._config(request),
        }
        if system:
            body["systemInstruction"] = {"parts": [{"text": system}]}
        if request.tools:
            body["tools"] = [{"functionDeclarations": _declarations(request)}]
            body["toolConfig"] = {"functionCallingConfig": _calling(request)}
        return body

    def blamed(self, refusal: OutsideRefused) -> Collection[str]:
        """Return the fields that a refusal speaks of, which it writes in either way."""
        words = set(WORD.findall(refusal.answer.decode("utf-8", "replace")))
        return {name for name in OPTIONAL if name in words or _with_underscores(name) in words}

    def without(self, fields: Collection[str], request: ChatRequest) -> Self:
        """Return a form that leaves out those of the fields that may be left out."""
        return replace(self, left_out=self.left_out | (OPTIONAL & set(fields)))

    def others(self, request: ChatRequest) -> Iterator[Self]:
        """Return nothing: this API says what it dislikes."""
        return iter(())

    def _config(self, request: ChatRequest) -> dict[str, Any]:
        as_json = request.as_json or request.schema is not None
        effort = request.effort
        optional = {
            "maxOutputTokens": request.most_tokens,
            "temperature": request.temperature,
            "stopSequences": list(request.stop) or None,
            "seed": request.seed,
            "topP": request.sampling.top_p,
            "presencePenalty": request.sampling.presence,
            "frequencyPenalty": request.sampling.frequency,
            "responseMimeType": "application/json" if as_json else None,
            "responseJsonSchema": dict(request.schema.schema) if request.schema else None,
            "thinkingConfig": {"thinkingLevel": effort.value} if effort else None,
        }
        return {
            name: value for name, value in optional.items() if value is not None and name not in self.left_out
        }


def _content(message: ChatMessage) -> dict[str, Any]:
    return {"role": ROLES[message.role], "parts": [_part(part) for part in message.parts]}


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Text):
        return {"text": part.text}
    if isinstance(part, Image):
        return {"inlineData": {"mimeType": part.media_type, "data": b64encode(part.data).decode()}}
    if isinstance(part, ToolCall):
        call = {"name": part.name, "args": found_in(part.arguments.encode())} | _id(part.id)
        # Models that think refuse a call that comes back without its mark.
        return {"functionCall": call} | ({"thoughtSignature": part.signature} if part.signature else {})
    key = "error" if part.failed else "result"
    response = found_in(part.text.encode()) or {key: part.text}
    return {"functionResponse": {"name": part.name, "response": response} | _id(part.call_id)}


def _id(id_: str) -> dict[str, str]:
    return {} if id_.startswith(MADE_ID) else {"id": id_}


def _declarations(request: ChatRequest) -> list[dict[str, Any]]:
    return [
        {"name": tool.name, "description": tool.description, "parametersJsonSchema": dict(tool.schema)}
        for tool in request.tools
    ]


def _calling(request: ChatRequest) -> dict[str, Any]:
    choice = request.tool_choice
    if isinstance(choice, OneTool):
        return {"mode": "ANY", "allowedFunctionNames": [choice.name]}
    return {"mode": MODES[choice]}


def _with_underscores(name: str) -> str:
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)
