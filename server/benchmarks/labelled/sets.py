"""What a labelled set is, and where the sets lie."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Texts to be found, queries, and for each query the gain of each relevant text by position.

    Attributes:
        name: As it stands in tables.
        language: ISO 639-1 code of texts and queries.
        texts: What is searched.
        queries: What is asked.
        gains: For each query, the gain of each relevant text by its position in `texts`.
        field: The field of the index the texts are put into.
        documents: The document that each text is a part of, parts in their order; empty when texts stand alone.
        pools: For each query the positions among which is chosen; empty when all texts are searched.
    """

    name: str
    language: str
    texts: tuple[str, ...]
    queries: tuple[str, ...]
    gains: tuple[dict[int, float], ...]
    field: str = "body"
    pools: tuple[frozenset[int], ...] = ()
    documents: tuple[str, ...] = ()

    def beside(self, at: int) -> list[int]:
        """Return the positions of the texts right before and after one in its document."""
        places = [place for place in (at - 1, at + 1) if 0 <= place < len(self.documents)]
        return [place for place in places if self.documents[place] == self.documents[at]]


def data_dir() -> Path | None:
    """Find the folder of the labelled sets, or None when this machine has none."""
    folder = Path(os.environ.get("AISLE_DATA_DIR", "/nonexistent"))
    return folder if folder.is_dir() else None
