"""When two passages are the same."""

import hashlib

from aisle.knowledge.chunking import Chunk


def passage_hash(chunk: Chunk, language: str) -> bytes:
    """Return what a passage is recognised by: its kind, context and text, and the language that its words are analysed in."""
    return hashlib.sha256(f"{language}\x1f{chunk.content_hash}".encode()).digest()
