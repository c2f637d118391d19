"""What comes in: files as they are sent, and what becomes of each."""

from dataclasses import dataclass
from uuid import UUID

from aisle.knowledge.types import DocumentId, DocumentState, VersionId


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file to read. What is None, and tags that are empty, were not said: a document keeps what it has."""

    name: str
    data: bytes
    declared_type: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """How much one upload may hold."""

    max_bytes: int
    max_files: int


@dataclass(frozen=True, slots=True)
class AcceptedDocument:
    """What became of one file. unchanged: the document has these bytes and this metadata already."""

    id: DocumentId
    name: str
    state: DocumentState
    reason: str | None = None
    detail: str | None = None
    unchanged: bool = False
    queued_version_id: VersionId | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The outcome of an upload. job_id: None when nothing has to be read."""

    job_id: UUID | None
    documents: tuple[AcceptedDocument, ...]
