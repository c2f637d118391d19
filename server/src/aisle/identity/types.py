"""Callers and what they carry."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aisle.core.db import Scope


class CallerKind(StrEnum):
    """How a caller proved who it is."""

    SECRET_KEY = "secret"  # noqa: S105
    PUBLISHABLE_KEY = "publishable"
    SHOPPER = "shopper"
    OPERATOR = "operator"  # the command line of the machine itself


class Action(StrEnum):
    """What can be done; every route names one."""

    START_SESSION = "sessions.create"
    READ_SESSION = "sessions.read"
    CHAT = "chat"
    READ_CONVERSATION = "conversations.read"
    READ_CITATION = "citations.read"
    READ_PRODUCTS = "products.read"
    SEARCH = "search"
    READ_DOCUMENTS = "documents.read"
    WRITE_DOCUMENTS = "documents.write"
    WRITE_CATALOG = "catalog.write"
    READ_SYNONYMS = "synonyms.read"
    WRITE_SYNONYMS = "synonyms.write"
    READ_ASSISTANT = "assistant.read"
    WRITE_ASSISTANT = "assistant.write"
    READ_JOBS = "jobs.read"
    RETRY_JOBS = "jobs.write"
    READ_INDEX = "index.read"
    WRITE_INDEX = "index.write"


@dataclass(frozen=True, slots=True)
class Caller:
    """An authenticated caller. store_id is None only for organization-wide keys; session_id only for shoppers."""

    kind: CallerKind
    organization_id: UUID
    store_id: UUID | None
    credential_id: UUID
    scopes: frozenset[str] = frozenset()
    session_id: UUID | None = None

    @property
    def scope(self) -> Scope:
        """The database scope of this caller."""
        return Scope(self.organization_id, self.store_id, f"{self.kind}:{self.credential_id}")


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key as shown once, when it is made."""

    id: UUID
    token: str
    kind: str


@dataclass(frozen=True, slots=True)
class ShopperToken:
    """What a shopper's page keeps."""

    token: str
    session_id: UUID
    expires_at: datetime
