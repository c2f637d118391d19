"""From the body of a response to that of a chat completion: one way leads on from there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aisle.web.openai.bodies import refuse_all
from aisle.web.openai.chat_body import (
    AssistantMessage,
    CalledTool,
    ChatCompletionBody,
    Format,
    Function,
    FunctionCall,
    FunctionTool,
    ImagePart,
    ImageUrl,
    InstructionMessage,
    Message,
    NamedFunction,
    NamedSchema,
    NamedTool,
    SchemaFormat,
    TextPart,
    ToolMessage,
    UserMessage,
)
from aisle.web.openai.errors import InvalidParameter
from aisle.web.openai.responses_body import (
    FunctionCallItem,
    FunctionOutputItem,
    InputImage,
    InputItem,
    InputMessage,
    InputPart,
    NamedResponseTool,
    OutputRefusal,
    ResponsesBody,
    ResponseSchema,
)

KEPT: Mapping[str, Sequence[Any]] = {
    "store": (False,),
    "previous_response_id": (),
    "conversation": (),
    "background": (False,),
    "prompt": (),
}
ELSE: Mapping[str, Sequence[Any]] = {
    "truncation": ("disabled",),
    "max_tool_calls": (),
    "top_logprobs": (0,),
    "include": ([], ["reasoning.encrypted_content"]),
}


def chat_body_of(body: ResponsesBody) -> ChatCompletionBody:
    """Return the same request as a chat completion. Raises InvalidParameter, UnsupportedParameter."""
    refuse_all(body, KEPT, "is not supported: nothing is kept here; send the whole conversation as `input`.")
    refuse_all(body, ELSE, "has no other value here.")
    said = (
        [UserMessage(role="user", content=body.input)]
        if isinstance(body.input, str)
        else _messages(body.input)
    )
    told = [InstructionMessage(role="system", content=body.instructions)] if body.instructions else []
    return ChatCompletionBody(
        model=body.model,
        messages=[*told, *said],
        max_completion_tokens=body.max_output_tokens,
        temperature=body.temperature,
        top_p=body.top_p,
        stream=body.stream,
        tools=[FunctionTool(type="function", function=_function(one)) for one in body.tools or ()] or None,
        tool_choice=_choice(body.tool_choice),
        parallel_tool_calls=body.parallel_tool_calls,
        response_format=_format(body),
        reasoning_effort=body.reasoning.effort if body.reasoning else None,
        verbosity=body.text.verbosity if body.text else None,
        metadata=body.metadata,
        service_tier=body.service_tier,
    )


def _messages(items: Sequence[InputItem]) -> list[Message]:
    messages: list[Message] = []
    for at, item in enumerate(items):
        last = messages[-1] if messages else None
        if isinstance(item, FunctionCallItem):
            call = FunctionCall(name=item.name, arguments=item.arguments)
            called = CalledTool(id=item.call_id, function=call)
            # Words and calls of one answer are one message: their results follow it.
            if isinstance(last, AssistantMessage):
                last.tool_calls = [*(last.tool_calls or ()), called]
            else:
                messages.append(AssistantMessage(role="assistant", tool_calls=[called]))
        elif isinstance(item, FunctionOutputItem):
            messages.append(ToolMessage(role="tool", content=_output(item), tool_call_id=item.call_id))
        elif isinstance(item, InputMessage):
            messages.append(_message(item, f"input.{at}"))
    if not messages:
        raise InvalidParameter("`input` has no message.", "input")
    return messages


def _message(item: InputMessage, at: str) -> Message:
    if item.role == "user":
        content = item.content if isinstance(item.content, str) else list(_seen(item.content, at))
        return UserMessage(role="user", content=content)
    words = item.content if isinstance(item.content, str) else "".join(_words(item.content, at))
    if item.role == "assistant":
        return AssistantMessage(role="assistant", content=words)
    return InstructionMessage(role=item.role, content=words)


def _seen(parts: Sequence[InputPart], at: str) -> Iterator[TextPart | ImagePart]:
    for number, part in enumerate(parts):
        if isinstance(part, InputImage):
            yield ImagePart(type="image_url", image_url=ImageUrl(url=part.image_url))
        else:
            yield TextPart(type="text", text=_text(part, f"{at}.content.{number}"))


def _words(parts: Sequence[InputPart], at: str) -> Iterator[str]:
    return (_text(part, f"{at}.content.{number}") for number, part in enumerate(parts))


def _text(part: InputPart, at: str) -> str:
    if isinstance(part, InputImage):
        raise InvalidParameter("Pictures stand in messages of the role `user`.", at)
    return part.refusal if isinstance(part, OutputRefusal) else part.text


def _output(item: FunctionOutputItem) -> str:
    return item.output if isinstance(item.output, str) else "".join(one.text for one in item.output)


def _function(tool: Any) -> Function:
    return Function(
        name=tool.name, description=tool.description, parameters=tool.parameters, strict=tool.strict
    )


def _choice(choice: str | NamedResponseTool | None) -> Any:
    if isinstance(choice, NamedResponseTool):
        return NamedTool(type="function", function=NamedFunction(name=choice.name))
    return choice


def _format(body: ResponsesBody) -> Format | None:
    wanted = body.text.format if body.text else None
    if isinstance(wanted, ResponseSchema):
        schema = NamedSchema(
            name=wanted.name,
            description=wanted.description,
            schema_=wanted.schema_,
            # Here, unlike in chat completions, a schema is strict unless it says otherwise.
            strict=wanted.strict is not False,
        )
        return SchemaFormat(type="json_schema", json_schema=schema)
    return wanted
