"""What is asked of the kept answers, and what they give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

Json = dict[str, Any]


class How(StrEnum):
    """How a kept answer was found: its question is the same, or one that means the same."""

    EXACT = "exact"
    SEMANTIC = "semantic"


@dataclass(frozen=True, slots=True)
class Partition:
    """Whom an answer was written for, by what, and under which rules; answers of one partition never serve another.

    The organization and the store come from the session, the index version from the database.

    Attributes:
        audience: Who may see it; anonymous shoppers are one audience.
        release_id: Of the assistant.
        language: ISO 639-1 code that the answer is written in.
        model: What writes: a model's name, or `quote`.
        rules: Fingerprint of the code, prompts and settings that write and check answers.
        store: Fingerprint of what the store says of itself.
    """

    audience: str
    release_id: UUID
    language: str
    model: str
    rules: str
    store: str

    def fields(self) -> tuple[str, ...]:
        """Return everything that parts answers, in one order."""
        return (self.audience, str(self.release_id), self.language, self.model, self.rules, self.store)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that stands alone.

    Attributes:
        words: Those that another question must share to mean the same; none where only an equal one will do.
    """

    question: str
    partition: Partition
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What answers rest on at one moment: the live index and how often it has changed, and the synonyms.

    Attributes:
        embedder: Name of the live index's embedder.
        read_at: The database's time of that moment.
    """

    index_version_id: UUID
    embedder: str
    passage_changes: int
    product_changes: int
    synonym_changes: int
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Rests:
    """What an answer rests on.

    Attributes:
        documents: Versions of the documents that it cites, by document.
        products: Of the products that it shows, whether they could be bought.
        catalogue: Whether it is about products, so that each change of the catalogue's words may make another answer.
    """

    documents: Mapping[UUID, UUID] = field(default_factory=dict)
    products: Mapping[UUID, bool | None] = field(default_factory=dict)
    catalogue: bool = True


@dataclass(frozen=True, slots=True)
class Worth:
    """An answer that is worth keeping. content: as its owner reads it back."""

    content: Json
    rests: Rests


@dataclass(frozen=True, slots=True)
class Hit:
    """A kept answer. similarity: of the two questions, 0 to 1; 1 for equal ones."""

    how: How
    content: Json
    question: str
    kept_at: datetime
    similarity: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up found. standing: None for a store without a live index. alike: whether a semantic look-up may find more."""

    hit: Hit | None
    standing: Standing | None
    alike: bool = False
