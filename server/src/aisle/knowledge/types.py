"""What knowledge is made of: sources, documents, their versions, and the passages that answers rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from aisle.knowledge.chunking import ChunkKind

SourceId = NewType("SourceId", UUID)
DocumentId = NewType("DocumentId", UUID)
VersionId = NewType("VersionId", UUID)
ChunkId = NewType("ChunkId", UUID)
PassageId = NewType("PassageId", UUID)


@dataclass(frozen=True, slots=True)
class Source:
    """Where documents come from: uploads, a folder, a site."""

    id: SourceId
    kind: str
    name: str


class DocumentState(StrEnum):
    """What happens to a document. While a newer version waits or is read, the published one goes on answering.

    HELD: it came with a sync that is not live yet, or left with one that can be taken back.
    """

    QUEUED = "queued"
    READING = "reading"
    INDEXING = "indexing"
    READY = "ready"
    FAILED = "failed"
    HELD = "held"
    DELETED = "deleted"


class VersionState(StrEnum):
    """Where one version stands; only a queued or held one may still be published. HELD: with the sync that brought it."""

    QUEUED = "queued"
    HELD = "held"
    READY = "ready"
    FAILED = "failed"


class Refusal(StrEnum):
    """Why a version failed, where the parser has no part in it (its own reasons: structure.FailureReason)."""

    INVALID_URL = "invalid_url"
    SUPERSEDED = "superseded"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its shop knows it. `detail` explains a failure, also that of a version newer than the published."""

    id: DocumentId
    source_id: SourceId
    name: str
    title: str
    url: str | None
    language: str | None
    category: str | None
    tags: tuple[str, ...]
    state: DocumentState
    reason: str | None
    detail: str | None
    published_version_id: VersionId | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One state of a document's bytes. `notes`: what the parser found worth saying."""

    id: VersionId
    number: int
    sha256: bytes
    bytes: int
    declared_type: str | None
    media_type: str | None
    pages: int | None
    notes: tuple[str, ...]
    state: VersionState
    reason: str | None
    detail: str | None
    created_at: datetime
    chunks: int


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """Where a passage stands in a version; `start` and `end` are a span of the version's text."""

    id: ChunkId
    passage_id: PassageId
    ordinal: int
    kind: ChunkKind
    text: str
    context: str
    start: int
    end: int
    page: int | None
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that answers may rest on, stored once in a store however many documents contain it."""

    id: PassageId
    content_hash: bytes
    kind: ChunkKind
    language: str
    context: str
    text: str


@dataclass(frozen=True, slots=True)
class PendingVersion:
    """A version that waits to be read, with its sealed file.

    `language` is what the sender declared.
    """

    id: VersionId
    document_id: DocumentId
    number: int
    name: str
    declared_type: str | None
    language: str | None
    sealed: bytes
    store_language: str


# Passages that nothing which answers, or is about to, holds any more under a chunking, by the chunking's key.
Orphans = Mapping[str, tuple[PassageId, ...]]


@dataclass(frozen=True, slots=True)
class Published:
    """A version that answers now, and what it leaves without a holder."""

    orphans: Orphans
