"""The body of POST /v1/chat/completions, field by field (OpenAI's API reference, "Create chat completion")."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from aisle.web.openai.bodies import ModelId, MostTokens, OpenAiBody, Seed
from aisle.web.text import Storable

NAME = r"^[A-Za-z0-9_-]{1,64}$"
MOST_MESSAGES, MOST_PARTS, MOST_TOOLS = 2_000, 200, 128
FunctionName = Annotated[str, Field(pattern=NAME)]


class TextPart(OpenAiBody):
    """Words."""

    type: Literal["text"]
    text: Storable


class RefusalPart(OpenAiBody):
    """Words in which a model declined."""

    type: Literal["refusal"]
    refusal: Storable


class ImageUrl(OpenAiBody):
    """A picture as a data: URL; no address is fetched. detail: ignored, the provider decides."""

    url: str
    detail: Literal["auto", "low", "high", "original"] | None = None


class ImagePart(OpenAiBody):
    """A picture."""

    type: Literal["image_url"]
    image_url: ImageUrl


WordsOnly = Storable | Annotated[list[TextPart], Field(min_length=1, max_length=MOST_PARTS)]
Seen = Annotated[TextPart | ImagePart, Field(discriminator="type")]
Said = Annotated[TextPart | RefusalPart, Field(discriminator="type")]


class SentBack(BaseModel):
    """What came from here and comes back: clients add to it what they made of it, which is left out."""

    model_config = ConfigDict(extra="ignore")


class FunctionCall(SentBack):
    """Which function, with arguments as the model wrote them."""

    name: FunctionName
    arguments: Storable


class CalledTool(SentBack):
    """A call that the model asked for earlier."""

    id: Annotated[Storable, Field(min_length=1, max_length=200)]
    type: Literal["function"] = "function"
    function: FunctionCall


class InstructionMessage(OpenAiBody):
    """What the program tells the model."""

    role: Literal["system", "developer"]
    content: WordsOnly
    name: Storable | None = None


class UserMessage(OpenAiBody):
    """What the program's user says."""

    role: Literal["user"]
    content: Storable | Annotated[list[Seen], Field(min_length=1, max_length=MOST_PARTS)]
    name: Storable | None = None


class AssistantMessage(SentBack):
    """What the model said."""

    role: Literal["assistant"]
    content: Storable | Annotated[list[Said], Field(max_length=MOST_PARTS)] | None = None
    refusal: Storable | None = None
    tool_calls: Annotated[list[CalledTool], Field(max_length=MOST_TOOLS)] | None = None


class ToolMessage(OpenAiBody):
    """What a function gave back."""

    role: Literal["tool"]
    content: WordsOnly
    tool_call_id: Annotated[Storable, Field(min_length=1, max_length=200)]
    name: Storable | None = None


def _role(message: Any) -> str | None:
    role = message.get("role") if isinstance(message, dict) else getattr(message, "role", None)
    return "instructions" if role in ("system", "developer") else role if isinstance(role, str) else None


Message = Annotated[
    Annotated[InstructionMessage, Tag("instructions")]
    | Annotated[UserMessage, Tag("user")]
    | Annotated[AssistantMessage, Tag("assistant")]
    | Annotated[ToolMessage, Tag("tool")],
    Discriminator(_role),
]


class Function(OpenAiBody):
    """A function that the model may ask for."""

    name: FunctionName
    description: Storable | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None


class FunctionTool(OpenAiBody):
    """A tool: functions are the only ones."""

    type: Literal["function"]
    function: Function


class NamedFunction(OpenAiBody):
    """A function by its name."""

    name: FunctionName


class NamedTool(OpenAiBody):
    """This tool must be used."""

    type: Literal["function"]
    function: NamedFunction


class TextFormat(OpenAiBody):
    """Words, as always."""

    type: Literal["text"]


class ObjectFormat(OpenAiBody):
    """Any JSON object."""

    type: Literal["json_object"]


class NamedSchema(OpenAiBody):
    """A JSON Schema with its name."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    name: FunctionName
    description: Storable | None = None
    schema_: dict[str, Any] = Field(alias="schema")
    strict: bool | None = None


class SchemaFormat(OpenAiBody):
    """JSON of a schema."""

    type: Literal["json_schema"]
    json_schema: NamedSchema


Format = Annotated[TextFormat | ObjectFormat | SchemaFormat, Field(discriminator="type")]


class StreamOptions(OpenAiBody):
    """How a stream is written. include_obfuscation: ignored, nothing is padded."""

    include_usage: bool | None = None
    include_obfuscation: bool | None = None


class ChatCompletionBody(OpenAiBody):
    """What a model is asked to go on with."""

    turns: ClassVar[str] = "messages"

    model: ModelId
    messages: Annotated[list[Message], Field(min_length=1, max_length=MOST_MESSAGES)]
    max_tokens: MostTokens | None = None
    max_completion_tokens: MostTokens | None = None
    temperature: float | None = Field(None, ge=0, le=2)
    top_p: float | None = Field(None, ge=0, le=1)
    stop: Storable | Annotated[list[Storable], Field(max_length=4)] | None = None
    seed: Seed | None = None
    n: int | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    tools: Annotated[list[FunctionTool], Field(max_length=MOST_TOOLS)] | None = None
    tool_choice: Literal["auto", "none", "required"] | NamedTool | None = None
    parallel_tool_calls: bool | None = None
    response_format: Format | None = None
    reasoning_effort: Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"] | None = None
    # These change what is written; they are carried out by no common denominator of providers.
    presence_penalty: float | None = Field(None, ge=-2, le=2)
    frequency_penalty: float | None = Field(None, ge=-2, le=2)
    logit_bias: dict[str, float] | None = None
    logprobs: bool | None = None
    top_logprobs: int | None = Field(None, ge=0, le=20)
    modalities: list[str] | None = None
    # These change nothing of an answer, and are read by nobody here.
    store: bool | None = None
    metadata: dict[str, Storable] | None = None
    user: Storable | None = None
    safety_identifier: Storable | None = None
    prompt_cache_key: Storable | None = None
    service_tier: Storable | None = None
    verbosity: Storable | None = None


def tells_usage(body: ChatCompletionBody) -> bool:
    """Whether a stream's last chunk shall tell the tokens."""
    return body.stream_options is not None and bool(body.stream_options.include_usage)
