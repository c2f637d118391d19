"""Regular expressions that run in linear time, whatever the pattern and the text (RE2).

The engines that Aisle has already (jsonschema-rs, pydantic-core: the regex crate) are linear too, but they only say whether a
text matches: rules also take groups out and put other words in. RE2's own binding does that. It has no look-around and no
references back, which are what makes other engines exponential.
"""

import re
from collections.abc import Callable
from typing import Any

import re2

from aisle.sources.rules.errors import CannotApply

LONGEST_PATTERN = 500  # characters
MOST_MEMORY = 2**20  # bytes for the automata of one pattern
MOST_LOOKS = 3 * 10**8  # characters looked at by one replacement: half a second
_PIECES = re.compile(r"\\(\\|[0-9])")


class BadPattern(ValueError):
    """A pattern, or what is put in for it, that cannot be used; the message says why."""


class Pattern:
    """A compiled pattern. Texts with halves of surrogate pairs, which no real text has, never match."""

    def __init__(self, pattern: str) -> None:
        """Compile. Raises BadPattern."""
        if len(pattern) > LONGEST_PATTERN:
            raise BadPattern(f"A pattern has at most {LONGEST_PATTERN} characters.")
        options = re2.Options()
        options.max_mem, options.log_errors = MOST_MEMORY, False
        try:
            self._compiled = re2.compile(pattern, options)
        except (re2.error, UnicodeEncodeError) as error:
            raise BadPattern(f"The pattern {pattern!r} cannot be used: {_said(error)}.") from None
        self.groups: int = self._compiled.groups

    def found_in(self, text: str) -> bool:
        """Whether the pattern is somewhere in the text."""
        return self._search(text) is not None

    def take(self, text: str, group: int = 0) -> str | None:
        """Return what the first match's group holds; None without a match or where the group took no part."""
        found = self._search(text)
        taken: str | None = found.group(group) if found else None
        return taken

    def replace(self, text: str, new: "Replacement") -> str:
        """Return the text with each match replaced.

        One search is linear, all of them together may be quadratic: each may look as far as the end. So long texts have few
        matches replaced; one with more raises CannotApply.
        """
        most = max(1, MOST_LOOKS // max(1, len(text)))
        try:
            replaced, count = self._compiled.subn(new, text, most)
        except UnicodeEncodeError:
            return text
        if count >= most:
            raise CannotApply("too_much_work", f"The pattern matches more than {most - 1:,} times.")
        return str(replaced)

    def _search(self, text: str) -> Any:
        try:
            return self._compiled.search(text)
        except UnicodeEncodeError:
            return None


def replacement(text: str, groups: int) -> "Replacement":
    r"""Return what puts `text` in for a match: `\1` is the first group, `\0` all of it, `\\` a backslash. Raises BadPattern."""
    pieces = _PIECES.split(text)
    named = [int(piece) for piece in pieces[1::2] if piece != "\\"]
    if any("\\" in piece for piece in pieces[::2]) or any(group > groups for group in named):
        raise BadPattern(rf"{text!r} cannot be put in: \0 to \{groups} are the groups, \\ is a backslash.")

    def put_in(found: Any) -> str:
        return "".join(
            piece if at % 2 == 0 or piece == "\\" else found.group(int(piece)) or ""
            for at, piece in enumerate(pieces)
        )

    return put_in


Replacement = Callable[[Any], str]


def _said(error: Exception) -> str:
    said = error.args[0] if error.args else error
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
