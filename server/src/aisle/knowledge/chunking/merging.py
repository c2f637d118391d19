"""Joining passages that are too small to be found by themselves."""

from collections.abc import Iterable

from aisle.knowledge.chunking.atoms import Measure
from aisle.knowledge.chunking.passages import Passage, common_path, merged
from aisle.knowledge.chunking.types import ChunkKind

# Below about thirty tokens a chunk says too little for its vector to mean much.
TINY_TOKENS = 30


def join_tiny(passages: Iterable[Passage], measure: Measure) -> list[Passage]:
    """Join tiny passages with a neighbour: inside a section with any, across a heading only with a tiny one."""
    joined: list[Passage] = []
    for passage in passages:
        if joined and _may_join(joined[-1], passage, measure):
            joined[-1] = merged(joined[-1], passage)
        else:
            joined.append(passage)
    return joined


def _may_join(first: Passage, second: Passage, measure: Measure) -> bool:
    if ChunkKind.FAQ in (first.kind, second.kind):
        return False
    first_tiny, second_tiny = first.tokens < TINY_TOKENS, second.tokens < TINY_TOKENS
    if not (first_tiny or second_tiny) or first.tokens + second.tokens > measure.size:
        return False
    if first.section != second.section and not _is_near(first, second, both=first_tiny and second_tiny):
        return False
    return measure.tokens(first.start, second.end) <= measure.size


def _is_near(first: Passage, second: Passage, *, both: bool) -> bool:
    """Say whether the heading between two passages may be crossed.

    A deeper heading may when what stands above it is tiny; one of the same level only when both sides are.
    """
    shared = common_path(first.section, second.section)
    if shared == len(first.section) and shared < len(second.section):
        return first.tokens < TINY_TOKENS
    siblings = shared == len(first.section) - 1 and len(second.section) > shared
    return both and siblings
