"""A JSON text of any size as a stream of its products, one broken item at a time.

Three shapes are read: an array of products, an object with such an array (or an object of products by id) under a
known name, and an object of products by id itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aisle.catalog.importing.outcomes import RowError, excerpt
from aisle.catalog.importing.records import MAX_RECORD, Number

LIST_NAMES = frozenset(
    {
        "products",
        "items",
        "data",
        "catalog",
        "catalogue",
        "articles",
        "artikel",
        "produkte",
        "produits",
        "productos",
    }
)
_STRUCTURE = re.compile(r'["{}\[\]]')
# A string never runs over a line end in JSON, so an unclosed one spoils its own line only.
_STRING_END = re.compile(r'(?:[^"\\\n]++|\\.)*+["\n]')
_MARKS = re.compile(r'(?:\\.[^"\\{}\[\]]*+)++|["{}\[\]]', re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r\ufeff]*")
_SCALAR_END = re.compile(r"[,\]}\s]")

# Numbers stay the digits that were written: no float ever touches a price, no huge integer costs time.
DECODER = json.JSONDecoder(parse_float=Number, parse_int=Number, parse_constant=str)


@dataclass(frozen=True, slots=True)
class Item:
    """One value of the stream, with the line that it begins on and the key it stood under."""

    line: int
    number: int
    value: Any
    key: str | None = None


class _BrokenOff(Exception):
    """The text ended inside a value."""


class _TooLong(Exception):
    """A value longer than the limit."""


class JsonItems:
    """Iterate once; items that cannot be read are errors, and the reading goes on behind them."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self._text = ""
        self._at = 0
        self._line = 1
        self._number = 0
        self._ended = False
        self._indent: str | None = None

    def __iter__(self) -> Iterator[Item | RowError]:
        try:
            mark = self._peek()
            if mark == "[":
                yield from self._array()
            elif mark == "{":
                yield from self._object()
            else:
                yield self._error(
                    "not_json", "The text is neither a JSON array nor a JSON object of products."
                )
        except _BrokenOff:
            yield self._error(
                "file_cut_off",
                f"The JSON breaks off here, after {self._number} whole items. Export it again; those were read.",
            )

    def _array(self) -> Iterator[Item | RowError]:
        self._at += 1
        while (mark := self._peek()) != "]":
            if mark == ",":
                self._at += 1
            else:
                yield self._value(None)
        self._at += 1

    def _object(self) -> Iterator[Item | RowError]:
        """Top-level members: a known list is opened, other members are products by id or are passed over."""
        self._at += 1
        loose: dict[str, Any] = {}
        line = self._line
        while (mark := self._peek()) != "}":
            if mark == ",":
                self._at += 1
                continue
            key = self._key()
            if key is None:
                yield self._error("not_json", "A name in quotes is expected here; the rest cannot be read.")
                return
            mark = self._peek()
            if key.casefold() in LIST_NAMES and mark in "[{":
                yield from self._array() if mark == "[" else self._by_id()
                continue
            found = self._value(key)
            if isinstance(found, RowError) or is_product(found.value):
                yield found
            else:
                # "users", "meta" and the like, or the parts of a file that is one single product.
                self._number -= 1
                loose[key] = found.value
        self._at += 1
        if self._number == 0 and is_product(loose):
            yield Item(line, 1, loose)

    def _by_id(self) -> Iterator[Item | RowError]:
        self._at += 1
        while (mark := self._peek()) != "}":
            if mark == ",":
                self._at += 1
                continue
            key = self._key()
            if key is None:
                yield self._error("not_json", "A name in quotes is expected here; the rest cannot be read.")
                raise _BrokenOff
            self._peek()
            yield self._value(key)
        self._at += 1

    def _key(self) -> str | None:
        if self._text[self._at] != '"':
            return None
        try:
            key, self._at = self._decoded()
        except (json.JSONDecodeError, RecursionError, _TooLong):
            return None
        if self._peek() != ":":
            return None
        self._at += 1
        return str(key)

    def _value(self, key: str | None) -> Item | RowError:
        line, start = self._line, self._at
        self._number += 1
        try:
            value, end = self._decoded()
        except json.JSONDecodeError as error:
            return self._skip_broken(error)
        except _TooLong:
            return self._skip_long()
        except RecursionError:
            return self._skip_broken(None)
        except _BrokenOff:
            self._number -= 1
            raise
        start = self._at  # reading on may have moved the text
        self._pass(start, end)
        return Item(line, self._number, value, key)

    def _decoded(self) -> tuple[Any, int]:
        """Decodes the value here, taking in more text only while the value's end is not there yet."""
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except (json.JSONDecodeError, RecursionError):
                if self._end_of_value() is not None:
                    raise
                # Twice as much each time: decoding from the start again piece by piece takes the square of it.
                wanted = min(2 * (len(self._text) - self._at), MAX_RECORD)
                self._more()
                while len(self._text) - self._at < wanted and self._take():
                    pass
                continue
            # A number or word at the very end of the text may go on in the next piece.
            if end < len(self._text) or self._ended or self._text[end - 1] in '"]}':
                return value, end
            self._more()

    def _more(self) -> None:
        if len(self._text) - self._at > MAX_RECORD:
            raise _TooLong
        if not self._take():
            raise _BrokenOff

    def _end_of_value(self) -> int | None:
        """Where the value here ends by its brackets alone; None when that lies beyond the text at hand."""
        depth, at = 0, self._at
        if self._text[at] not in '"{[':
            found = _SCALAR_END.search(self._text, at)
            return max(found.start(), at + 1) if found else (len(self._text) if self._ended else None)
        while (mark := _STRUCTURE.search(self._text, at)) is not None:
            at = mark.end()
            if mark.group() == '"':
                closed = _STRING_END.match(self._text, at)
                if closed is None:
                    return None
                at = closed.end()
                if self._text[at - 1] == "\n":
                    return self._next_sibling(at - 1)
            else:
                depth += 1 if mark.group() in "{[" else -1
            if depth <= 0:
                return at
        return None

    def _next_sibling(self, start: int) -> int | None:
        """Where a line begins like the broken item's own: after an unclosed string brackets tell nothing."""
        if self._indent is None:
            return None
        found = re.compile(rf'\n{self._indent}[{{"]').search(self._text, start)
        return found.start() if found else None

    def _skip_broken(self, error: json.JSONDecodeError | None) -> RowError:
        end = self._end_of_value() or len(self._text)
        what = (
            f"{error.msg} at character {error.pos - self._at + 1} of it"
            if error
            else "it is nested too deeply"
        )
        found = self._error(
            "broken_json",
            f"Item {self._number} is not JSON ({what}). Correct it; the items around it were read.",
        )
        self._pass(self._at, end)
        return found

    def _skip_long(self) -> RowError:
        found = self._error(
            "line_too_long", f"Item {self._number} is longer than {MAX_RECORD} characters and was left out."
        )
        depth, in_string = 0, False
        while True:
            at = self._at
            # A backslash at the very end belongs to what comes next.
            for mark in _MARKS.finditer(self._text, at, len(self._text) - self._text.endswith("\\")):
                at = mark.end()
                if mark.group() == '"':
                    in_string = not in_string
                elif not in_string:
                    depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(mark.group(), 0)
                if depth <= 0 and not in_string:
                    self._pass(self._at, at)
                    return found
            self._pass(self._at, len(self._text) - self._text.endswith("\\"))
            if not self._take():
                raise _BrokenOff

    def _peek(self) -> str:
        """The next character that is not blank."""
        while True:
            end = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            blank = self._text[self._at : end]
            if "\n" in blank:
                self._indent = blank.rpartition("\n")[2]
            self._pass(self._at, end)
            if end < len(self._text):
                return self._text[end]
            if not self._take():
                raise _BrokenOff

    def _take(self) -> bool:
        piece = next(self._chunks, None)
        self._ended = piece is None
        self._text = self._text[self._at :] + (piece or "")
        self._at = 0
        return piece is not None

    def _pass(self, start: int, end: int) -> None:
        self._line += self._text.count("\n", start, end)
        self._at = end

    def _error(self, code: str, reason: str) -> RowError:
        return RowError(self._line, None, code, reason, excerpt(self._text[self._at : self._at + 200]))


def is_product(value: object) -> bool:
    """Whether a JSON value names a thing, as every product does."""
    return isinstance(value, dict) and bool({"title", "name"} & value.keys())
