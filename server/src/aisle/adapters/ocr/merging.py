"""Recognised pages put where they belong in a document."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.knowledge.structure import ParsedDocument


def merged(document: ParsedDocument, recognised: Mapping[int, Sequence[str]]) -> ParsedDocument:
    """Return a document with the paragraphs of recognised pages between those that it had.

    Raises ParseFailed: `no_text` when neither has words, `too_large`.
    """
    builder = DocumentBuilder(document.media_type)
    start = 0
    for page in sorted(recognised):
        end = _first_after(document, page, start)
        builder.include(replace(document, blocks=document.blocks[start:end]), keep_pages=True)
        for paragraph in recognised[page]:
            builder.paragraph(paragraph, page)
        start = end
    builder.include(replace(document, blocks=document.blocks[start:]), keep_pages=True)
    builder.page_count = document.page_count
    builder.title = document.title
    builder.notes += document.notes
    return builder.build()


def _first_after(document: ParsedDocument, page: int, start: int) -> int:
    """Return the index of the first block on a later page, from `start` on."""
    later = (
        index for index in range(start, len(document.blocks)) if (document.blocks[index].page or 0) > page
    )
    return next(later, len(document.blocks))
