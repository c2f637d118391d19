"""The body of POST /v1/responses, field by field (OpenAI's API reference, "Create a model response")."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

from aisle.web.openai.bodies import ModelId, MostTokens, OpenAiBody
from aisle.web.openai.chat_body import (
    MOST_MESSAGES,
    MOST_PARTS,
    MOST_TOOLS,
    FunctionName,
    ObjectFormat,
    SentBack,
    TextFormat,
)
from aisle.web.text import Storable

CallId = Annotated[Storable, Field(min_length=1, max_length=200)]


class InputText(OpenAiBody):
    """Words."""

    type: Literal["input_text"]
    text: Storable


class InputImage(OpenAiBody):
    """A picture as a data: URL; no address is fetched. detail: ignored, the provider decides."""

    type: Literal["input_image"]
    image_url: str
    detail: Literal["auto", "low", "high", "original"] | None = None


class OutputText(SentBack):
    """Words of a model."""

    type: Literal["output_text"]
    text: Storable


class OutputRefusal(SentBack):
    """Words in which a model declined."""

    type: Literal["refusal"]
    refusal: Storable


InputPart = Annotated[InputText | InputImage | OutputText | OutputRefusal, Field(discriminator="type")]


class InputMessage(SentBack):
    """What somebody says."""

    type: Literal["message"] = "message"
    role: Literal["user", "assistant", "system", "developer"]
    content: Storable | Annotated[list[InputPart], Field(min_length=1, max_length=MOST_PARTS)]


class FunctionCallItem(SentBack):
    """A call that the model asked for earlier."""

    type: Literal["function_call"]
    call_id: CallId
    name: FunctionName
    arguments: Storable


class FunctionOutputItem(SentBack):
    """What a function gave back."""

    type: Literal["function_call_output"]
    call_id: CallId
    output: Storable | Annotated[list[InputText], Field(min_length=1, max_length=MOST_PARTS)]


class ReasoningItem(SentBack):
    """Thoughts that came with an answer; they are not handed on."""

    type: Literal["reasoning"]


def _kind(item: Any) -> str | None:
    kind = item.get("type", "message") if isinstance(item, dict) else getattr(item, "type", None)
    return kind if isinstance(kind, str) else None


InputItem = Annotated[
    Annotated[InputMessage, Tag("message")]
    | Annotated[FunctionCallItem, Tag("function_call")]
    | Annotated[FunctionOutputItem, Tag("function_call_output")]
    | Annotated[ReasoningItem, Tag("reasoning")],
    Discriminator(_kind),
]


class ResponseFunction(OpenAiBody):
    """A function that the model may ask for."""

    type: Literal["function"]
    name: FunctionName
    description: Storable | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None


class NamedResponseTool(OpenAiBody):
    """This function must be used."""

    type: Literal["function"]
    name: FunctionName


class ResponseSchema(OpenAiBody):
    """JSON of a schema."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    type: Literal["json_schema"]
    name: FunctionName
    description: Storable | None = None
    schema_: dict[str, Any] = Field(alias="schema")
    strict: bool | None = None


class TextSettings(OpenAiBody):
    """The form of the words."""

    format: Annotated[TextFormat | ObjectFormat | ResponseSchema, Field(discriminator="type")] | None = None
    verbosity: Storable | None = None


class Reasoning(OpenAiBody):
    """How much to think. summary: ignored, thoughts are not told."""

    effort: Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"] | None = None
    summary: Storable | None = None
    generate_summary: Storable | None = None


class ResponseStreamOptions(OpenAiBody):
    """include_obfuscation: ignored, nothing is padded."""

    include_obfuscation: bool | None = None


class ResponsesBody(OpenAiBody):
    """What a model is asked. Nothing of it is stored, whatever `store` leaves open."""

    turns: ClassVar[str] = "input"

    model: ModelId
    input: Storable | Annotated[list[InputItem], Field(min_length=1, max_length=MOST_MESSAGES)]
    instructions: Storable | None = None
    max_output_tokens: MostTokens | None = None
    temperature: float | None = Field(None, ge=0, le=2)
    top_p: float | None = Field(None, ge=0, le=1)
    stream: bool | None = None
    stream_options: ResponseStreamOptions | None = None
    tools: Annotated[list[ResponseFunction], Field(max_length=MOST_TOOLS)] | None = None
    tool_choice: Literal["auto", "none", "required"] | NamedResponseTool | None = None
    parallel_tool_calls: bool | None = None
    text: TextSettings | None = None
    reasoning: Reasoning | None = None
    # These ask for what is kept between requests, or done later.
    store: bool | None = None
    previous_response_id: Storable | None = None
    conversation: Any = None
    background: bool | None = None
    prompt: Any = None
    truncation: Storable | None = None
    max_tool_calls: int | None = None
    top_logprobs: int | None = None
    # These change nothing of an answer.
    include: list[Storable] | None = None
    metadata: dict[str, Storable] | None = None
    user: Storable | None = None
    safety_identifier: Storable | None = None
    prompt_cache_key: Storable | None = None
    service_tier: Storable | None = None
