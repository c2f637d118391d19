"""Questions and answers of the domain name system, as far as TXT records need them (RFC 1035)."""

import struct
from dataclasses import dataclass

TXT, IN = 16, 1
RESPONSE, TRUNCATED, RECURSION_WANTED, CODE = 0x8000, 0x0200, 0x0100, 0x000F
NO_SUCH_NAME = 3
MOST_RECORDS, MOST_JUMPS = 200, 20


class Malformed(ValueError):
    """The message is no answer to the question."""


@dataclass(frozen=True, slots=True)
class Reply:
    """texts: of the name that was asked for. truncated: ask again by TCP."""

    texts: tuple[str, ...]
    truncated: bool


def question(number: int, name: str) -> bytes:
    """Write a question for the TXT records of a name. Raises Malformed for what is no name."""
    labels = name.rstrip(".").encode("ascii").split(b".")
    if not all(0 < len(label) <= 63 for label in labels) or sum(map(len, labels)) + len(labels) > 254:
        raise Malformed("not a name")
    written = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    return struct.pack("!6H", number, RECURSION_WANTED, 1, 0, 0, 0) + written + struct.pack("!2H", TXT, IN)


def read_reply(message: bytes, asked: bytes) -> Reply:
    """Take an answer apart. asked: the question as it was sent; an answer to another one is nobody's.

    Raises Malformed.
    """
    try:
        return _read(message, asked)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise Malformed("cut off") from None


def _read(message: bytes, asked: bytes) -> Reply:
    number, flags, questions, answers, _, _ = struct.unpack_from("!6H", message)
    if number != struct.unpack_from("!H", asked)[0] or not flags & RESPONSE or questions != 1:
        raise Malformed("an answer to another question")
    if message[12 : len(asked)].lower() != asked[12:].lower():
        raise Malformed("an answer to another question")
    if flags & CODE not in (0, NO_SUCH_NAME):
        raise Malformed("the server failed")
    texts, place = [], len(asked)
    for _ in range(min(answers, MOST_RECORDS) if not flags & TRUNCATED else 0):
        place = _after_name(message, place)
        kind, class_, _, length = struct.unpack_from("!2HIH", message, place)
        place += 10
        if (kind, class_) == (TXT, IN):
            texts.append(_text(_exactly(message, place, length)))
        place += length
    return Reply(tuple(texts), bool(flags & TRUNCATED))


def _after_name(message: bytes, place: int) -> int:
    for _ in range(MOST_JUMPS * 8):
        length = message[place]
        if length == 0:
            return place + 1
        if length & 0xC0:  # the rest stands elsewhere
            return place + 2
        place += 1 + length
    raise Malformed("a name without end")


def _text(data: bytes) -> str:
    """Join the pieces of a TXT record."""
    whole, place = b"", 0
    while place < len(data):
        whole += _exactly(data, place + 1, data[place])
        place += 1 + data[place]
    return whole.decode("utf-8", "replace")


def _exactly(data: bytes, place: int, length: int) -> bytes:
    """Return so many bytes; half a record is none."""
    if place + length > len(data):
        raise Malformed("cut off")
    return data[place : place + length]
