"""Who holds a passage, and under which chunking."""

from collections import defaultdict
from collections.abc import Sequence

from aisle.knowledge.repository.passages import Held
from aisle.knowledge.types import Orphans, PassageId


def by_chunking(held: Sequence[Held]) -> Orphans:
    """Group passages by the key of the chunking that cut them."""
    grouped: dict[str, list[PassageId]] = defaultdict(list)
    for chunking, passage_id in held:
        grouped[chunking].append(passage_id)
    return {chunking: tuple(ids) for chunking, ids in grouped.items()}
