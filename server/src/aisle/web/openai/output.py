"""Whether an answer has the form that was asked for: a provider that takes a wish need not keep to it."""

import json

from aisle.llm.chat import ChatRequest, Completion, Finish
from aisle.web.openai.errors import OutputInvalid


def check_output(request: ChatRequest, answer: Completion) -> None:
    """Raise OutputInvalid for an answer that should be JSON and is none.

    One that was cut at its limit of tokens, declined, or asks for tools says so itself.
    """
    if not (request.as_json or request.schema) or answer.finish is not Finish.DONE:
        return
    try:
        found = json.loads(answer.text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise OutputInvalid("The model's answer is not JSON; ask again, or choose another model.") from None
    if request.as_json and not isinstance(found, dict):
        raise OutputInvalid("The model's answer is JSON and no object; ask again, or choose another model.")


def _no_constant(name: str) -> None:
    """Refuse NaN and Infinity, which JSON has not."""
    raise ValueError(name)
