"""From messages in OpenAI's form to a question to a store's assistant, with what was said before it."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from aisle.answering.types import PastTurn
from aisle.conversations.types import NewMessage
from aisle.web.openai.chat_body import (
    AssistantMessage,
    ChatCompletionBody,
    InstructionMessage,
    Message,
    TextPart,
    ToolMessage,
    UserMessage,
)
from aisle.web.openai.chat_messages import words_of
from aisle.web.openai.chat_request import stops_of
from aisle.web.openai.errors import InvalidParameter, UnsupportedParameter
from aisle.web.text import clean

LONGEST_PAST = 4_000  # characters of one message that was said before
CONVERSATION = "conversation_id"
# An assistant's own settings say these.
IGNORED = (
    "temperature",
    "top_p",
    "seed",
    "max_tokens",
    "max_completion_tokens",
    "reasoning_effort",
    "verbosity",
)


def question_of(body: ChatCompletionBody, at: str = "messages") -> NewMessage:
    """Return the question that a request asks an assistant.

    The last message is the question. Those before it are what was said, unless `metadata.conversation_id` names a
    conversation, whose own messages count then. at: the name of the messages in the body, for errors.

    Raises InvalidParameter, UnsupportedParameter.
    """
    _check(body)
    *before, last = body.messages
    if not isinstance(last, UserMessage):
        raise InvalidParameter("The last message is the question: its role is `user`.", at)
    conversation_id = _conversation(body)
    past = () if conversation_id else tuple(_past(before, at))
    return NewMessage(clean(_words(last, at)), conversation_id, before=past)


def ignored_in(body: ChatCompletionBody) -> list[str]:
    """Return what a request says that an assistant does not go by."""
    told = [name for name in IGNORED if getattr(body, name) is not None]
    if any(isinstance(one, InstructionMessage) for one in body.messages):
        told.append("instructions")
    return told


def _check(body: ChatCompletionBody) -> None:
    if body.tools:
        raise UnsupportedParameter("An assistant has tools of its own and takes no others.", "tools")
    if body.response_format is not None and body.response_format.type != "text":
        raise UnsupportedParameter("An assistant answers in words.", "response_format")
    if body.logprobs:
        raise UnsupportedParameter(
            "An assistant says how sure it is of its answer, not of its words.", "logprobs"
        )
    if stops_of(body.stop):
        raise UnsupportedParameter("An assistant's answer ends by itself.", "stop")


def _conversation(body: ChatCompletionBody) -> UUID | None:
    named = (body.metadata or {}).get(CONVERSATION)
    if named is None:
        return None
    try:
        return UUID(named)
    except ValueError:
        raise InvalidParameter("That is no id of a conversation.", f"metadata.{CONVERSATION}") from None


def _past(before: Sequence[Message], at: str) -> Iterator[PastTurn]:
    """Pair up questions with what was answered."""
    question: str | None = None
    for message in before:
        if isinstance(message, ToolMessage):
            raise UnsupportedParameter("An assistant has tools of its own and takes no others' results.", at)
        if isinstance(message, UserMessage):
            if question is not None:
                yield PastTurn(question)
            question = clean(_words(message, at))[:LONGEST_PAST]
        elif isinstance(message, AssistantMessage) and question is not None:
            yield PastTurn(question, clean(words_of(message.content))[:LONGEST_PAST])
            question = None
    if question is not None:
        yield PastTurn(question)


def _words(message: UserMessage, at: str) -> str:
    if isinstance(message.content, str):
        return message.content
    texts = [part for part in message.content if isinstance(part, TextPart)]
    if len(texts) < len(message.content):
        raise UnsupportedParameter("An assistant reads words, no pictures.", at)
    return words_of(texts)
