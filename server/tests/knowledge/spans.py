"""Where a passage is cited from."""

from aisle.knowledge.views import CitedSpan, PublishedPassage


def span_of(passage: PublishedPassage) -> CitedSpan:
    """The span that a citation of a whole passage would hold."""
    return CitedSpan(passage.chunk_id, passage.document_version_id, passage.start, passage.end)
