"""What may be sent: clean texts, cut to the model's limit, in batches the server takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
# Some servers refuse an empty text, and every text must have a row.
NOTHING = "."
# Our count is not the model's. Text is cut a little early; what still is too long is halved when the server says so.
SAFE_SHARE = 0.9
CHARACTERS_PER_TOKEN = 4  # roughly, of Latin text; only for the size of batches


@dataclass(frozen=True, slots=True)
class SendLimits:
    """text_tokens: of one text. batch_texts, batch_characters: of one request."""

    text_tokens: int
    batch_texts: int
    batch_characters: int


def cleaned(text: str) -> str:
    """Replace what JSON or a server's tokenizer stumbles over: lone surrogates and NUL."""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    return text if text.strip() else NOTHING


def surely_fits(text: str, tokens: int) -> bool:
    """Whether no counting is needed: no tokenizer makes two tokens of every character of real text."""
    return len(text) <= tokens * SAFE_SHARE / 2


def cut(text: str, tokens: int, count: Callable[[str], int]) -> str:
    """Return the beginning of a text that holds at most about `tokens` tokens."""
    if surely_fits(text, tokens):
        return text
    text = text[: tokens * CHARACTERS_PER_TOKEN * 2]
    allowed = tokens * SAFE_SHARE
    while len(text) > 1 and (found := count(text)) > allowed:
        text = text[: max(1, int(len(text) * min(0.95, allowed / found)))]
    return text


def batches(texts: Sequence[str], limits: SendLimits) -> list[list[int]]:
    """Return places of texts, in order, in batches within the limits; a text that is too long alone goes alone."""
    found: list[list[int]] = []
    room = 0
    for place, text in enumerate(texts):
        if not found or len(found[-1]) >= limits.batch_texts or len(text) > room:
            found.append([])
            room = limits.batch_characters
        found[-1].append(place)
        room -= len(text)
    return found
