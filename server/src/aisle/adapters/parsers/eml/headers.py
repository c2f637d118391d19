"""The headers of a message."""

import contextlib
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

_LONGEST = 2_000
_SAMPLE = 8_192
_LINE = re.compile(rb"([!-9;-~]{1,60}):[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
# A text of lines with colons has none of these.
_TELLING = {b"from", b"to", b"subject", b"date", b"message-id", b"received", b"return-path", b"mime-version"}


def header(message: Message, name: str) -> str:
    """Return a header's words on one line, or an empty string."""
    return words_of(str(message.get(name, "")))


def words_of(value: str) -> str:
    """Return a header's value with its encoded words (RFC 2047) decoded; what cannot be decoded stays as it is."""
    value = value[:_LONGEST]
    with contextlib.suppress(HeaderParseError, ValueError):
        value = "".join(_decoded(part, charset) for part, charset in decode_header(value))
    return " ".join(value.split())


def _decoded(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "latin-1", errors="replace")
    except LookupError:
        return part.decode("latin-1")


def is_header_block(data: bytes) -> bool:
    """Say whether data begins with the headers of a message (RFC 5322): at least two that messages have."""
    position, found, sample = 0, set[bytes](), data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
    while match := _LINE.match(sample, position):
        found.add(match.group(1).lower())
        position = match.end()
    return len(found & _TELLING) > 1
