"""From a parsed file to what is stored of it. Pure, and slow for long documents: not on the event loop."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from aisle.knowledge.chunking import Chunk, ChunkingSettings, CountTokens, chunk
from aisle.knowledge.outline import pack_outline
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed, Table
from aisle.knowledge.types import PendingVersion

GuessLanguage = Callable[[str, str], str]  # a text and the store's language -> the text's
GUESS_FROM_CHARACTERS = 20_000
# PostgreSQL's text holds neither of these; a parser that was taken over may send them.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A version as it was read. cuts: its chunks under each chunking, by key. outline: see `knowledge.outline`."""

    pending: PendingVersion
    parsed: ParsedDocument
    cuts: Mapping[str, tuple[Chunk, ...]]
    language: str
    outline: bytes


def read(pending: PendingVersion, parsed: ParsedDocument, guess: GuessLanguage) -> Reading:
    """Make a parsed file ready for cutting. Raises ParseFailed when there is no text in it."""
    if not parsed.blocks:
        raise ParseFailed(FailureReason.NO_TEXT, "The file holds no text.")
    parsed = storable(parsed)
    language = pending.language or guess(parsed.text[:GUESS_FROM_CHARACTERS], pending.store_language)
    return Reading(pending, parsed, {}, language, pack_outline(parsed, language))


def cut(
    reading: Reading, chunkings: Sequence[ChunkingSettings], counters: Mapping[str, CountTokens]
) -> Reading:
    """Cut what was read by every chunking. counters: count tokens, by the name that a chunking gives."""
    cuts = {
        one.key: reading.cuts.get(one.key) or chunk(reading.parsed, one, counters[one.tokens_of])
        for one in chunkings
    }
    return replace(reading, cuts=cuts)


def storable(parsed: ParsedDocument) -> ParsedDocument:
    """Replace characters that cannot be stored, one for one, so that every span still points at the same words."""
    return replace(
        parsed,
        text=_clean(parsed.text),
        title=_clean(parsed.title) if parsed.title else None,
        notes=tuple(_clean(note) for note in parsed.notes),
        tables=tuple(
            Table(_clean(table.caption), tuple(_clean(header) for header in table.headers))
            for table in parsed.tables
        ),
    )


def _clean(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text)
