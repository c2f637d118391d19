"""Messages as OpenAI's clients send them, as the gateway's."""

from collections.abc import Iterator, Sequence

from aisle.llm.messages import ChatMessage, Part, Role, Text, ToolCall, ToolResult
from aisle.web.openai.chat_body import (
    AssistantMessage,
    CalledTool,
    InstructionMessage,
    Message,
    RefusalPart,
    Said,
    Seen,
    TextPart,
    ToolMessage,
    UserMessage,
)
from aisle.web.openai.errors import InvalidParameter
from aisle.web.openai.pictures import image_of


def messages_of(messages: Sequence[Message], at: str) -> tuple[ChatMessage, ...]:
    """Return a prompt's messages. at: their name in the body, for errors. Raises InvalidParameter."""
    names: dict[str, str] = {}
    return tuple(_message(one, f"{at}.{number}", names) for number, one in enumerate(messages))


def words_of(content: str | Sequence[TextPart | RefusalPart] | None) -> str:
    """Return the words of a content without pictures."""
    if content is None or isinstance(content, str):
        return content or ""
    return "".join(part.text if isinstance(part, TextPart) else part.refusal for part in content)


def _message(message: Message, param: str, names: dict[str, str]) -> ChatMessage:
    """names: of the tools called so far, by the calls' ids."""
    if isinstance(message, InstructionMessage):
        return ChatMessage(Role.SYSTEM, words_of(message.content))
    if isinstance(message, UserMessage):
        return ChatMessage(Role.USER, _seen(message.content, param))
    if isinstance(message, AssistantMessage):
        calls = message.tool_calls or []
        names.update({one.id: one.function.name for one in calls})
        return ChatMessage(Role.ASSISTANT, _said(message, calls, param))
    return ChatMessage(Role.USER, (_result(message, names, param),))


def _seen(content: str | Sequence[Seen], param: str) -> str | tuple[Part, ...]:
    return content if isinstance(content, str) else tuple(_parts(content, param))


def _parts(content: Sequence[Seen], param: str) -> Iterator[Part]:
    for at, part in enumerate(content):
        if isinstance(part, TextPart):
            yield Text(part.text)
        else:
            yield image_of(part.image_url.url, f"{param}.content.{at}.image_url.url")


def _said(message: AssistantMessage, calls: Sequence[CalledTool], param: str) -> str | tuple[Part, ...]:
    content: str | Sequence[Said] | None = message.content
    words = words_of(content) or message.refusal or ""
    if not (words or calls):
        raise InvalidParameter(
            f"`{param}` says nothing: give it `content` or `tool_calls`.", f"{param}.content"
        )
    if not calls:
        return words
    asked = (ToolCall(one.id, one.function.name, one.function.arguments) for one in calls)
    return (*([Text(words)] if words else []), *asked)


def _result(message: ToolMessage, names: dict[str, str], param: str) -> ToolResult:
    name = names.get(message.tool_call_id)
    if name is None:
        raise InvalidParameter(
            f"`{param}.tool_call_id` answers no call of the messages before it.", f"{param}.tool_call_id"
        )
    return ToolResult(message.tool_call_id, name, words_of(message.content))
