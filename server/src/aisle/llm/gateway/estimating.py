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
    last = _last
    # A call asks this several times in a row, of requests that differ in other things.
    is_same = last[0] is request.messages and last[1] is request.tools and last[2] is request.schema
    if not is_same:
        _last = last = (request.messages, request.tools, request.schema, _prompt_tokens(request))
    return last[3]


_last: tuple[object, object, object, int] = (None, None, None, 0)


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
    if isinstance(message.content, str):
        return tokens + _tokens_of(message.content)
    for part in message.parts:
        if isinstance(part, Image):
            tokens += TOKENS_PER_IMAGE
        else:
            tokens += _tokens_of(_words(part))
    return tokens


def _tokens_of(words: str) -> int:
    size = len(words) if words.isascii() else len(words.encode("utf-8", "replace"))
    return -(-size // BYTES_PER_TOKEN)


def _words(part: Text | ToolCall | ToolResult) -> str:
    return part.name + part.arguments if isinstance(part, ToolCall) else part.text
