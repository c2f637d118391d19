"""Variables in the words of a merchant: a short fixed list, filled in without any logic."""

import re
from collections.abc import Mapping

# In the order in which they are offered.
VARIABLES = ("store", "language", "country", "currency", "page", "shopper", "basket")
# What one shopper has and another has not: an answer that was told of it is not given to others. Language and country part
# kept answers in any case.
OF_ONE = frozenset(("page", "shopper", "basket"))
LONGEST_VALUE = 200  # characters
NOT_KNOWN = "not known"
_NAMED = re.compile(r"\{([^{}\n]{1,60})\}")
_SPECIAL = str.maketrans("{}", "()")


def used_in(words: str) -> frozenset[str]:
    """Return the names in braces that words hold, known or not."""
    return frozenset(match[1] for match in _NAMED.finditer(words))


def filled(words: str, values: Mapping[str, str]) -> str:
    """Return words with values in the place of names; what is not known is called so.

    Values are data: one line of at most LONGEST_VALUE characters each, in which no further name is read.
    """
    return _NAMED.sub(lambda match: _value(values.get(match[1], "")), words)


def _value(text: str) -> str:
    plain = " ".join(text.translate(_SPECIAL).split())
    return plain[:LONGEST_VALUE] or NOT_KNOWN
