"""Logic-less substitution: names of declared variables are replaced, once, and nothing else happens.

There are no conditions, loops, filters or look-ups: a text of somebody else's can say what is told, never what is done.
"""

import re
from collections.abc import Mapping

from aisle.prompts.errors import PromptInvalid, VariableMissing

VARIABLE = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")


def variables_in(text: str) -> tuple[str, ...]:
    """Return the variables that a text names, each once, in their order. Raises PromptInvalid for other double braces."""
    rest = VARIABLE.sub("", text)
    if any(braces in text for braces in ("{{{", "}}}")) or "{{" in rest or "}}" in rest:
        raise PromptInvalid(
            "Double braces stand around the name of a variable alone, such as {{shop}}: no spaces, no signs, no code."
        )
    return tuple(dict.fromkeys(VARIABLE.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its variables replaced. What stands in a value is never looked at again.

    Raises VariableMissing.
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise VariableMissing(f"“{found[1]}” has no value.")
        return values[found[1]]

    return VARIABLE.sub(value, text)
