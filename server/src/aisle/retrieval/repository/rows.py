"""What queries on the index give, and how they name a version."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from aisle.retrieval.items import ItemKind

Vector = NDArray[np.float32]


WHERE = "organization_id = $1 AND store_id = $2 AND version_id = $3"


@dataclass(frozen=True, slots=True)
class Found:
    """An item that a leg of the search came upon. similarity: cosine to the question, if it was compared."""

    ordinal: int
    kind: ItemKind
    item_id: UUID
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as readers need it: its number, its share of the statistics, and the size of its lexicon."""

    number: int
    items: int
    total_length: float
    lexicon_bytes: int
