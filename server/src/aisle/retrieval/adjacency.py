"""Which passages stand right beside one another in a document."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge import service as knowledge

MOST_COMPARED = 100  # passages; those further down do not reach what is shown


async def adjacent_passages(
    session: Session, passage_ids: Sequence[UUID], chunking: str
) -> Mapping[UUID, set[UUID]]:
    """Return those of some passages that stand right before or after each in any published document.

    passage_ids: the best first; only the first `MOST_COMPARED` are looked at. chunking: key of the one that cut them.
    """
    compared = passage_ids[:MOST_COMPARED]
    if len(compared) < 2:
        return {}
    places = await knowledge.places_of(session, compared, chunking)
    standing = {(one.document_version_id, one.ordinal): one.passage_id for one in places}
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    for (version, ordinal), passage in standing.items():
        for place in (ordinal - 1, ordinal + 1):
            other = standing.get((version, place))
            if other is not None and other != passage:
                beside[passage].add(other)
    return beside
