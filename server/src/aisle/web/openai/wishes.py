"""How an answer shall come: what is left of a body once it is known who answers."""

from dataclasses import dataclass

from aisle.web.openai.chat_body import ChatCompletionBody, tells_usage


@dataclass(frozen=True, slots=True)
class Wish:
    """model: as the caller named it. streamed: in pieces. tells_usage: whether a stream's last chunk shall tell the tokens."""

    model: str
    streamed: bool
    tells_usage: bool


def wish_of(body: ChatCompletionBody) -> Wish:
    """Return how a body wants its answer."""
    return Wish(body.model, bool(body.stream), tells_usage(body))
