"""Turning the bytes of a text file into characters, whatever wrote them."""

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Guessing reads its sample once per encoding it knows, so the sample is small.
_SAMPLE = 32_768


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a text file.

    Returns:
        The text, and notes: `encoding` when it had to be guessed, `mixed_encoding` when its lines disagree.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_lines(data) or _decode_guessed(data)


def _decode_lines(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Decode line by line where some lines are UTF-8 and others are not, as in files pasted together."""
    lines = data.split(b"\n")
    decoded = [_utf8(line) for line in lines]
    if not any(text is not None and not text.isascii() for text in decoded):
        return None
    wrong = sum(text is None for text in decoded)
    text = "\n".join(
        line.decode("cp1252", errors="replace") if text is None else text
        for line, text in zip(lines, decoded, strict=True)
    )
    return text, (f"mixed_encoding: {wrong} lines are not UTF-8 and were read as Windows-1252",)


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    guess = from_bytes(_telling_sample(data)).best()
    encoding = guess.encoding if guess is not None else "cp1252"
    return data.decode(encoding, errors="replace"), (f"encoding: read as {encoding}",)


def _telling_sample(data: bytes) -> bytes:
    """Return the part around the first byte that is not ASCII: the rest says nothing about the encoding."""
    first = next((index for index, byte in enumerate(data) if byte > 127), 0)
    start = max(0, first - _SAMPLE // 2)
    return data[start : start + _SAMPLE]
