"""JSON in what a model wrote, without trust in any of it."""

import json
import re
from math import isfinite
from typing import Any

from aisle.analysis.schemas.limits import MOST_LEVELS

FENCE = re.compile(r"```(?:json|JSON)?[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL)
MOST_CHARACTERS = 1_000_000


class NoJson(Exception):
    """There is no JSON value in it; the message says why, in words for the model."""


def value_in(output: str) -> Any:
    """Return the one JSON value that was written: plain, within a code fence, or within sentences.

    Raises NoJson: none, one that JSON does not know (NaN, endless numbers, halves of characters), or one too deep or large.
    """
    if len(output) > MOST_CHARACTERS:
        raise NoJson(f"It has more than {MOST_CHARACTERS:,} characters.")
    first: NoJson | None = None
    for text in _places(output.strip()):
        try:
            return _checked(text)
        except NoJson as fault:
            first = first or fault
    raise first or NoJson("It is empty.")


def _places(output: str) -> list[str]:
    """Return the texts that may be the value, the likeliest first."""
    found = [output] if output else []
    fenced = FENCE.findall(output)
    if len(fenced) == 1:
        found.append(fenced[0])
    opening = min((at for mark in "{[" if (at := output.find(mark)) >= 0), default=-1)
    closing = max(output.rfind("}"), output.rfind("]"))
    if 0 <= opening < closing:
        found.append(output[opening : closing + 1])
    return list(dict.fromkeys(found))


def _checked(text: str) -> Any:
    try:
        value = json.loads(
            text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_without_twins
        )
        text.encode()
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise NoJson(f"It is nested deeper than {MOST_LEVELS} levels.") from None
    except UnicodeEncodeError:
        raise NoJson("It holds half of a character (a lone surrogate).") from None
    except ValueError as error:
        raise NoJson(f"It is no JSON: {str(error)[:200]}.") from None
    _check_depth(value)
    return value


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(MOST_LEVELS):
        level = [
            inner
            for one in level
            if isinstance(one, (dict, list))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return
    raise NoJson(f"It is nested deeper than {MOST_LEVELS} levels.")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError("a number is too large")
    return number


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a property stands there twice")
    return found
