"""Bytes of unknown encoding as text, piece by piece, with a note of what had to be mended."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from typing_extensions import Buffer

from aisle.catalog.importing.outcomes import RowError, Severity

CHUNK = 256 * 1024
_MENDING = "aisle.catalog.windows-1252"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Reads the bytes that UTF-8 cannot as Windows-1252, so that one bad line does not spoil its neighbours."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_MENDING, _as_windows_1252)


class _Utf8Decoder(codecs.BufferedIncrementalDecoder):
    """UTF-8 that remembers the first line on which it met something else."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = 1
        self.mended_line: int | None = None

    def _buffer_decode(self, data: Buffer, errors: str, final: bool) -> tuple[str, int]:
        data = bytes(data)
        try:
            text, used = codecs.utf_8_decode(data, "strict", final)
        except UnicodeDecodeError as broken:
            if self.mended_line is None:
                self.mended_line = self.lines + data.count(b"\n", 0, broken.start)
            text, used = codecs.utf_8_decode(data, _MENDING, final)
        self.lines += data.count(b"\n", 0, used)
        return text, used


class TextSource:
    """A byte stream read as text once; `problems` is complete when the text has been read to its end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._head = stream.read(CHUNK)
        self._utf8 = _Utf8Decoder()
        self._lines = 1
        self._nul_line: int | None = None

    @property
    def head(self) -> bytes:
        """The first bytes, for telling what kind of file this is; always at hand."""
        return self._head

    def chunks(self) -> Iterator[str]:
        """The text with line ends as line feeds and without NUL characters."""
        decoder = self._decoder()
        data, held = self._head, ""
        while data:
            text = held + decoder.decode(data)
            # A carriage return at the very end may be half of a line end.
            held, text = ("\r", text[:-1]) if text.endswith("\r") else ("", text)
            yield self._tidy(text)
            data = self._stream.read(CHUNK)
        yield self._tidy(held + decoder.decode(b"", final=True))

    def problems(self) -> Iterator[RowError]:
        """What was mended on the way, one line of it for the whole file."""
        if self._utf8.mended_line is not None:
            reason = (
                "From this line on there is text that is not UTF-8. It was read as Windows-1252; "
                "check the accents, or save the file as UTF-8."
            )
            yield RowError(self._utf8.mended_line, None, "encoding_mended", reason, "", Severity.WARNING)
        if self._nul_line is not None:
            reason = (
                "From this line on there are NUL characters. They were left out; check the file's export."
            )
            yield RowError(self._nul_line, None, "nul_characters", reason, "", Severity.WARNING)

    def _decoder(self) -> codecs.IncrementalDecoder:
        encoding = utf16_of(self._head)
        if encoding:
            return codecs.getincrementaldecoder(encoding)(errors="replace")
        self._head = self._head.removeprefix(codecs.BOM_UTF8)
        return self._utf8

    def _tidy(self, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "\0" in text:
            if self._nul_line is None:
                self._nul_line = self._lines + text.count("\n", 0, text.index("\0"))
            text = text.replace("\0", "")
        self._lines += text.count("\n")
        return text


def utf16_of(head: bytes) -> str | None:
    """The kind of UTF-16 by its mark or, without one, by the zero in every second byte of Latin text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) >= 8 and odd > len(sample) * 0.35 and even < len(sample) * 0.05:
        return "utf-16-le"
    if len(sample) >= 8 and even > len(sample) * 0.35 and odd < len(sample) * 0.05:
        return "utf-16-be"
    return None
