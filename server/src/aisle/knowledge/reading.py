"""From a parsed file to what is stored of it. Pure, and slow for long documents: not on the event loop."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from aisle.knowledge.chunking import Chunk, CountTokens, chunk
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed, Table
from aisle.knowledge.types import PendingVersion

GuessLanguage = Callable[[str, str], str]  # a text and the store's language -> the text's
GUESS_FROM_CHARACTERS = 20_000
# PostgreSQL's text holds neither of these; a parser that was taken over may send them.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A version as it was read."""

    pending: PendingVersion
    parsed: ParsedDocument
    chunks: tuple[Chunk, ...]
    language: str


def cut(
    pending: PendingVersion, parsed: ParsedDocument, count_tokens: CountTokens, guess: GuessLanguage
) -> Reading:
    """Cut a parsed file into chunks. Raises ParseFailed when there is no text in it."""
    if not parsed.blocks:
        raise ParseFailed(FailureReason.NO_TEXT, "The file holds no text.")
    parsed = storable(parsed)
    chunks = chunk(parsed, pending.chunking, count_tokens)
    language = pending.language or guess(parsed.text[:GUESS_FROM_CHARACTERS], pending.store_language)
    return Reading(pending, parsed, chunks, language)


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
