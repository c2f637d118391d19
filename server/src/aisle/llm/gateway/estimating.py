"""About how many tokens a request takes, and what that may cost at most, without any provider's tokenizer."""

from datetime import datetime

from aisle.llm.catalogue import Cost, ModelCard, cost
from aisle.llm.chat import ChatRequest
from aisle.llm.messages import ChatMessage, Image, Text, ToolCall, ToolResult
from aisle.llm.usage import Usage

# UTF-8 bytes per token, rounded down: common tokenizers take about four for English and three for other scripts.
BYTES_PER_TOKEN = 3
TOKENS_PER_MESSAGE = 8
# A picture of a megapixel, which providers count as 1,000 to 1,600.
TOKENS_PER_IMAGE = 1_600


def prompt_tokens(request: ChatRequest) -> int:
    """Return an estimate of what the model reads, rather too high than too low."""
    global _last
    asked = (request.messages, request.tools, request.schema)
    # A call asks this several times in a row, of requests that differ in other things.
    if _last is None or any(one is not other for one, other in zip(asked, _last[0], strict=True)):
        _last = (asked, _prompt_tokens(request))
    return _last[1]


_last: tuple[tuple[object, ...], int] | None = None


def _prompt_tokens(request: ChatRequest) -> int:
    said = sum(_message(one) for one in request.messages)
    tools = sum(len(f"{one.name}{one.description}{one.schema}") for one in request.tools)
    schema = len(str(request.schema.schema)) if request.schema else 0
    return said + (tools + schema) // BYTES_PER_TOKEN + 1


def written_tokens(size: int) -> int:
    """Return an estimate of what the model wrote. size: bytes in UTF-8."""
    return -(-size // BYTES_PER_TOKEN)


def most_cost(request: ChatRequest, card: ModelCard, at: datetime) -> Cost | None:
    """Return what a request may cost if the model writes all it may; None where its price is unknown."""
    return cost(Usage(card.name, prompt_tokens(request), request.most_tokens), card, at)


def _message(message: ChatMessage) -> int:
    tokens = TOKENS_PER_MESSAGE
    for part in message.parts:
        if isinstance(part, Image):
            tokens += TOKENS_PER_IMAGE
        else:
            tokens += -(-len(_words(part).encode("utf-8", "replace")) // BYTES_PER_TOKEN)
    return tokens


def _words(part: Text | ToolCall | ToolResult) -> str:
    return part.name + part.arguments if isinstance(part, ToolCall) else part.text
