"""What the status and the words of a refusal mean; the words tell kinds apart and are never shown."""

import re
from collections.abc import Iterable

from aisle.adapters.llm.json_data import codes, found_in
from aisle.core.http import OutsideRefused, OutsideUnavailable
from aisle.llm.errors import (
    ChatKeyRefused,
    ChatModelRefused,
    ChatModelUnavailable,
    ChatModelUnknown,
    ChatPolicyRefused,
    ChatPromptTooLong,
    ChatRequestRefused,
)

OF_STATUS: dict[int, type[ChatModelRefused]] = {
    401: ChatKeyRefused,
    402: ChatKeyRefused,  # no money left
    403: ChatKeyRefused,
    404: ChatModelUnknown,
    413: ChatPromptTooLong,
}
# Another call holds something; the official clients try again, too.
BUSY = 409
TOO_MANY = 429
POLICY = frozenset({"content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"})
TOO_LONG = frozenset({"context_length_exceeded", "string_above_max_length", "request_too_large"})
# Sentences of vLLM, llama.cpp, Ollama, Anthropic and Gemini, which have no code for it.
TOO_LONG_SAID = re.compile(
    rb"maximum context length|context (size|length|window)|prompt is too long|exceeds the maximum number of tokens"
    rb"|input token count",
    re.IGNORECASE,
)
NO_FORM = b"validation error"
# Said with 429, and yet waiting does not help.
NO_MONEY = frozenset({"insufficient_quota", "billing_hard_limit_reached"})


def usual_refusal(status: int, answer: bytes) -> type[ChatModelRefused]:
    """Return the kind of a refusal by what most providers say."""
    error = found_in(answer).get("error")
    said = {*codes(error), *_inner_codes(error)}
    if POLICY & said:
        return ChatPolicyRefused
    if TOO_LONG & said or (status in (400, 422) and TOO_LONG_SAID.search(answer)):
        return ChatPromptTooLong
    return OF_STATUS.get(status, ChatRequestRefused)


def unavailable(failure: OutsideUnavailable, wait: float | None) -> ChatModelUnavailable:
    """Return a failure in the port's words. wait: seconds asked for within the answer."""
    no_money = NO_MONEY & set(codes(found_in(failure.answer).get("error")))
    again = failure.again and not no_money
    return ChatModelUnavailable(
        failure.detail,
        retry_after=failure.retry_after or wait,
        again=again,
        sent=failure.sent,
        was_answering=failure.was_answering,
        was_busy=failure.answered == TOO_MANY,
    )


def refused_form(failure: OutsideUnavailable, fields: Iterable[str]) -> OutsideRefused | None:
    """Return the refusal that a failure really is, None where it is none.

    llama.cpp's Python server answers 500 to a request whose form it does not take. fields: those that it may name.
    """
    if failure.answered != 500 or NO_FORM not in failure.answer:
        return None
    blamed = frozenset(one for one in fields if f"'{one}'".encode() in failure.answer)
    return OutsideRefused(failure.detail, 422, blamed, failure.answer)


def is_busy(refusal: OutsideRefused) -> bool:
    """Whether a refusal is one for the moment only."""
    return refusal.answered == BUSY


def _inner_codes(error: object) -> list[str]:
    """Return the codes of Azure's inner error."""
    return codes(error.get("innererror")) if isinstance(error, dict) else []
