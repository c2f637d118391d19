"""From the body of a chat completion to the gateway's request; what no model here could do as asked is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from aisle.analysis.schemas.checking import CheckedSchema, check_schema
from aisle.llm.catalogue import ModelCard
from aisle.llm.chat import PLAIN, ChatModel, ChatRequest, Effort, Sampling
from aisle.llm.messages import OneTool, OutputSchema, Tool, ToolChoice, ToolUse
from aisle.web.openai.bodies import refuse_all
from aisle.web.openai.chat_body import (
    ChatCompletionBody,
    Format,
    FunctionTool,
    NamedTool,
    ObjectFormat,
    SchemaFormat,
)
from aisle.web.openai.chat_messages import messages_of
from aisle.web.openai.errors import InvalidParameter, UnsupportedParameter

# Of an answer whose length nobody said: enough for most, and a bound on what it may cost.
USUAL_TOKENS = 4_096
NO_ARGUMENTS: Mapping[str, Any] = {"type": "object", "properties": {}}
LONGEST_STOP = 500
EFFORTS = {
    "none": Effort.LOW,
    "minimal": Effort.LOW,
    "low": Effort.LOW,
    "medium": Effort.MEDIUM,
    "high": Effort.HIGH,
    "xhigh": Effort.HIGH,
    "max": Effort.HIGH,
}
# What changes nothing, wherever a request goes.
EVERYWHERE: Mapping[str, Sequence[Any]] = {
    "n": (1,),
    "store": (False,),
    "modalities": (["text"],),
    "service_tier": ("auto", "default"),
}
SAMPLED = frozenset({"top_p", "presence_penalty", "frequency_penalty", "parallel_tool_calls", "logprobs"})
# What providers do each in their own way or not at all: the gateway carries none of it from one to the other.
BETWEEN_PROVIDERS: Mapping[str, Sequence[Any]] = {
    "logit_bias": ({},),
    "verbosity": ("medium",),
}


def check(body: ChatCompletionBody) -> None:
    """Raise UnsupportedParameter or InvalidParameter for what is wrong whichever model is asked."""
    refuse_all(body, EVERYWHERE, "has no other value here: ask once, for text, and store nothing.")
    if body.stream_options is not None and not body.stream:
        raise InvalidParameter("`stream_options` is for streams: set `stream`.", "stream_options")
    if body.max_tokens is not None and body.max_completion_tokens is not None:
        raise InvalidParameter("Send `max_completion_tokens` or `max_tokens`, not both.", "max_tokens")
    if body.top_logprobs and not body.logprobs:
        raise InvalidParameter("`top_logprobs` is only for requests with `logprobs`.", "top_logprobs")
    _check_tools(body.tools or [], body.tool_choice)
    for stop in stops_of(body.stop):
        if not 0 < len(stop) <= LONGEST_STOP:
            raise InvalidParameter(f"A stop has 1 to {LONGEST_STOP} characters.", "stop")


def request_of(body: ChatCompletionBody, card: ModelCard, at: str = "messages") -> ChatRequest:
    """Return what the gateway is asked with a checked body. card: of the model. at: the name of the messages in the body.

    Raises InvalidParameter, UnsupportedParameter.
    """
    refuse_all(body, BETWEEN_PROVIDERS, "is not supported with this model.")
    schema, as_json = output_of(body.response_format)
    return ChatRequest(
        model=body.model,
        messages=messages_of(body.messages, at),
        most_tokens=most_tokens(body.max_completion_tokens or body.max_tokens, card),
        temperature=body.temperature,
        as_json=as_json,
        schema=schema,
        tools=tuple(_tool(one) for one in body.tools or ()),
        tool_choice=choice_of(body.tool_choice),
        stop=stops_of(body.stop),
        seed=body.seed,
        effort=EFFORTS[body.reasoning_effort] if body.reasoning_effort else None,
        sampling=sampling_of(body),
    )


def check_carried(body: ChatCompletionBody, model: ChatModel) -> None:
    """Raise UnsupportedParameter where the model that is named cannot tell what is asked for: it would be missed in silence."""
    if body.logprobs and "logprobs" not in getattr(model, "carries", ()):
        raise UnsupportedParameter("`logprobs` is not supported with this model.", "logprobs")


def sampling_of(body: ChatCompletionBody) -> Sampling:
    """Return what not every provider can be told; a value that changes nothing is not told."""
    said = body.model_fields_set
    if said.isdisjoint(SAMPLED):
        return PLAIN
    top_p = None if body.top_p == 1 else body.top_p
    one_call = body.parallel_tool_calls is False and bool(body.tools)
    penalties = (body.presence_penalty or None, body.frequency_penalty or None)
    return Sampling(top_p, *penalties, one_call, bool(body.logprobs), body.top_logprobs or 0)


def most_tokens(wanted: int | None, card: ModelCard) -> int:
    """Return how many tokens an answer may have: as wanted, or the usual number, but no more than the model writes."""
    most = card.most_output_tokens
    return min(wanted or USUAL_TOKENS, most) if most else wanted or USUAL_TOKENS


def stops_of(stop: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the texts at which an answer ends."""
    return (stop,) if isinstance(stop, str) else tuple(stop or ())


def output_of(wanted: Format | None) -> tuple[OutputSchema | None, bool]:
    """Return the schema of an answer, if it has one, and whether it shall be an object."""
    if isinstance(wanted, SchemaFormat):
        said = wanted.json_schema
        return OutputSchema(said.name, said.schema_, bool(said.strict)), False
    return None, isinstance(wanted, ObjectFormat)


def checked_schema(wanted: Format | None) -> CheckedSchema | None:
    """Return the schema of an answer, checked before any model is asked; None where there is none.

    Raises SchemaInvalid, SchemaTooLarge, SchemaRecursive, PatternRefused, SchemaUnsatisfiable.
    """
    return check_schema(wanted.json_schema.schema_) if isinstance(wanted, SchemaFormat) else None


def choice_of(wanted: str | NamedTool | None) -> ToolChoice:
    """Return whether tools may, must or must not be used."""
    if isinstance(wanted, NamedTool):
        return OneTool(wanted.function.name)
    return ToolUse(wanted or ToolUse.AUTO)


def _tool(tool: FunctionTool) -> Tool:
    said = tool.function
    return Tool(said.name, said.description or "", said.parameters or NO_ARGUMENTS, bool(said.strict))


def _check_tools(tools: Sequence[FunctionTool], choice: str | NamedTool | None) -> None:
    names = [one.function.name for one in tools]
    if len(names) != len(set(names)):
        raise InvalidParameter("Two tools have the same name.", "tools")
    if isinstance(choice, NamedTool) and choice.function.name not in names:
        raise InvalidParameter("`tool_choice` names a tool that is not in `tools`.", "tool_choice")
    if choice == ToolUse.REQUIRED and not names:
        raise InvalidParameter("`tool_choice` is only for requests with `tools`.", "tool_choice")
