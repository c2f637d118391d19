"""What is put into an index: a text with fields, known only by its kind and id."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ItemKind(StrEnum):
    """What an indexed item is."""

    PRODUCT = "product"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class IndexText:
    """One item to index. content_hash decides whether it must be embedded anew; fields are for words, embed_text for meaning.

    chunking: key of the one that cut it: versions of others do not hold it. None: every version does.
    """

    kind: ItemKind
    item_id: UUID
    content_hash: bytes
    language: str
    fields: Mapping[str, str]
    embed_text: str
    chunking: str | None = None
