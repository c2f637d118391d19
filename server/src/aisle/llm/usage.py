"""What an answer took, as its provider counted it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them; None where it did not say.

    Providers count differently; adapters bring it to one way: what was read from a cache or written to it is within
    `prompt_tokens`, and what was thought is within `completion_tokens`.

    Attributes:
        model: As its provider calls it.
        prompt_tokens: Everything the model read.
        completion_tokens: Everything it wrote, its thoughts included.
        cached_read_tokens: Of the prompt, read from the provider's cache.
        cached_write_tokens: Of the prompt, written to the provider's cache.
        reasoning_tokens: Of the completion, thoughts that are not handed on.
    """

    model: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cached_read_tokens: int | None = None
    cached_write_tokens: int | None = None
    reasoning_tokens: int | None = None
