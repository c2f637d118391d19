"""Cutting one document into chunks."""

from aisle.knowledge.chunking.atoms import Measure
from aisle.knowledge.chunking.merging import join_tiny
from aisle.knowledge.chunking.packing import pack
from aisle.knowledge.chunking.passages import Passage, passages
from aisle.knowledge.chunking.sections import sections
from aisle.knowledge.chunking.types import Chunk, ChunkingSettings, ChunkKind, CountTokens
from aisle.knowledge.policy import is_policy
from aisle.knowledge.structure import ParsedDocument

_RULED_KINDS = (ChunkKind.PROSE, ChunkKind.LIST)


def chunk(
    document: ParsedDocument, settings: ChunkingSettings, count_tokens: CountTokens
) -> tuple[Chunk, ...]:
    """Cut a document into chunks by its structure, each within the size.

    A chunk stays inside its section; tiny sections share one. Sentences, rows and list items are whole unless
    one alone exceeds the size; a question stays with its answer and a list with its lead-in where they fit.
    Every block that is not a heading is covered. The result depends on the arguments alone, and the time grows
    with the length of the text.

    Args:
        document: the parsed document.
        settings: size and overlap in tokens.
        count_tokens: the embedder's count of tokens in a text, at least 0 and growing with the text.

    Returns:
        The chunks in the order of the text.
    """
    measure = Measure(document.text, count_tokens, settings.size_tokens)
    found = (one for section in sections(document) for one in passages(section, document, measure))
    cuts = (
        (passage, first, stop)
        for passage in join_tiny(found, measure)
        for first, stop in pack(passage.atoms, settings.overlap_tokens, measure)
    )
    return tuple(_chunk(document, ordinal, *cut) for ordinal, cut in enumerate(cuts))


def _chunk(document: ParsedDocument, ordinal: int, passage: Passage, first: int, stop: int) -> Chunk:
    """Make the chunk of a passage's atoms from `first` up to `stop`."""
    start, end = passage.atoms[first].start, passage.atoms[stop - 1].end
    text = document.text[start:end]
    return Chunk(
        ordinal=ordinal,
        text=text,
        start=start,
        end=end,
        page=passage.atoms[first].page,
        section=passage.section,
        kind=_kind(passage, text),
        context=_context(passage, is_first=first == 0),
    )


def _kind(passage: Passage, text: str) -> ChunkKind:
    if passage.kind in _RULED_KINDS and is_policy(passage.section, text):
        return ChunkKind.POLICY
    return passage.kind


def _context(passage: Passage, *, is_first: bool) -> str:
    carried = "" if is_first else passage.carried
    return "\n".join(part for part in (" > ".join(passage.section), passage.context, carried) if part)
