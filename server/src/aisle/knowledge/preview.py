"""Looking at how a document would be cut, without storing anything."""

from dataclasses import dataclass

from aisle.knowledge.chunking import Chunk, ChunkingSettings, CountTokens, chunk
from aisle.knowledge.structure import ParsedDocument


@dataclass(frozen=True, slots=True)
class PreviewedChunk:
    """A chunk and how many tokens of the embedder it takes, context included."""

    chunk: Chunk
    tokens: int


def preview(
    parsed: ParsedDocument, settings: ChunkingSettings, count_tokens: CountTokens
) -> tuple[PreviewedChunk, ...]:
    """Cut a document as ingestion would. Takes a while for long ones: not on the event loop."""
    return tuple(
        PreviewedChunk(one, count_tokens(f"{one.context}\n{one.text}"))
        for one in chunk(parsed, settings, count_tokens)
    )
