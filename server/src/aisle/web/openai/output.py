"""Whether an answer has the form that was asked for: a provider that takes a wish need not keep to it."""

import json
from typing import Any

from aisle.analysis.schemas.checking import CheckedSchema
from aisle.llm.chat import Completion, Finish
from aisle.web.openai.errors import OutputInvalid

AGAIN = "ask again, or choose another model."


def check_output(answer: Completion, schema: CheckedSchema | None, *, as_json: bool) -> None:
    """Raise OutputInvalid for an answer that should be JSON, or validate, and does not.

    One that was cut at its limit of tokens, declined, or asks for tools says so itself.
    """
    if not (as_json or schema) or answer.finish is not Finish.DONE:
        return
    try:
        found = json.loads(answer.text, parse_constant=_no_constant)
        text = json.dumps(found, ensure_ascii=False)
        text.encode()  # halves of surrogate pairs are no text
    except (ValueError, RecursionError):
        raise OutputInvalid(f"The model's answer is not JSON; {AGAIN}") from None
    _check_value(found, schema)


def _check_value(found: Any, schema: CheckedSchema | None) -> None:
    if schema is None:
        if not isinstance(found, dict):
            raise OutputInvalid(f"The model's answer is JSON and no object; {AGAIN}")
    elif faults := schema.validator.faults(found):
        raise OutputInvalid(f"The model's answer does not validate at {'; '.join(faults)[:500]}; {AGAIN}")


def _no_constant(name: str) -> None:
    """Refuse NaN and Infinity, which JSON has not."""
    raise ValueError(name)
