"""Cutting a document into chunks that can be found, quoted and cited: by structure first, by size second."""

from aisle.knowledge.chunking.chunker import chunk
from aisle.knowledge.chunking.types import Chunk, ChunkingSettings, ChunkKind, CountTokens

__all__ = ["Chunk", "ChunkKind", "ChunkingSettings", "CountTokens", "chunk"]
