"""What readers of knowledge get: pages of documents, and passages with the document they are cited from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aisle.knowledge.chunking import ChunkKind
from aisle.knowledge.types import (
    ChunkId,
    Document,
    DocumentId,
    DocumentState,
    DocumentVersion,
    PassageId,
    SourceId,
    StoredChunk,
    VersionId,
)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Some documents, the newest first. next_cursor: None on the last page."""

    items: tuple[Document, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ChunkPage:
    """Some chunks of one version, in the order of its text."""

    items: tuple[StoredChunk, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """A document with its versions, the newest first, and chunks of the published one (else of the newest)."""

    document: Document
    versions: tuple[DocumentVersion, ...]
    chunks: ChunkPage


@dataclass(frozen=True, slots=True)
class PublishedPassage:
    """A passage where it is cited from: the newest document that holds it. Others that do are named by id."""

    passage_id: PassageId
    document_id: DocumentId
    document_version_id: VersionId
    chunk_id: ChunkId
    source_id: SourceId
    title: str
    url: str | None
    category: str | None
    tags: tuple[str, ...]
    kind: ChunkKind
    language: str
    context: str
    text: str
    page: int | None
    section: tuple[str, ...]
    start: int
    end: int
    as_of: datetime
    other_document_ids: tuple[DocumentId, ...]


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """Another document that holds the same text. source: the name of what brought it."""

    document_id: DocumentId
    title: str
    url: str | None
    source_id: SourceId
    source: str


@dataclass(frozen=True, slots=True)
class ChunkPlace:
    """Where a passage stands in a document version. ordinal: from 0, in the order of the text."""

    passage_id: UUID
    document_version_id: UUID
    ordinal: int


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """What a citation points at: a chunk of a version, and the span of the cited words in the version's text."""

    chunk_id: UUID
    version_id: UUID
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PassageAround:
    """A cited passage with the words before and after it, as its own version of the document has them."""

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The categories and tags of documents that answer."""

    categories: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """How many documents a store has. answering: those with a published version, whatever their state."""

    total: int
    answering: int
    by_state: Mapping[DocumentState, int]
