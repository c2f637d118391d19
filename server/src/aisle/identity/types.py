"""Callers, what they may do, and where."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aisle.core.db import Scope
from aisle.core.ids import id_text


class CallerKind(StrEnum):
    """How a caller proved who it is."""

    SECRET_KEY = "secret"  # noqa: S105
    PUBLISHABLE_KEY = "publishable"
    SHOPPER = "shopper"
    MEMBER = "member"  # a person in one of their organizations
    PERSON = "person"  # a person who is signed in and in no organization
    VISITOR = "visitor"  # an operator of the installation inside a tenant, for a time and a reason
    OPERATOR = "operator"  # the command line of the machine itself
    JOB = "job"


class Action(StrEnum):
    """What can be done, as object.verb; every route, tool and job names one."""

    START_SESSION = "sessions.create"
    READ_SESSION = "sessions.read"
    READ_LOOK = "look.read"
    IDENTIFY = "sessions.identify"
    CHAT = "chat"
    READ_CONVERSATION = "conversations.read"
    DELETE_CONVERSATION = "conversations.delete"
    ERASE_SHOPPERS = "shoppers.erase"
    READ_INBOX = "inbox.read"
    WRITE_INBOX = "inbox.write"
    READ_CITATION = "citations.read"
    READ_PRODUCTS = "products.read"
    SEARCH = "search"
    READ_DOCUMENTS = "documents.read"
    WRITE_DOCUMENTS = "documents.write"
    WRITE_CATALOG = "catalog.write"
    READ_SOURCES = "sources.read"
    WRITE_SOURCES = "sources.write"
    READ_ARTICLES = "articles.read"
    WRITE_ARTICLES = "articles.write"
    APPROVE_ARTICLES = "articles.approve"
    READ_LINTER = "linter.read"
    WRITE_LINTER = "linter.write"
    READ_SYNONYMS = "synonyms.read"
    WRITE_SYNONYMS = "synonyms.write"
    READ_ASSISTANT = "assistant.read"
    WRITE_ASSISTANT = "assistant.write"
    READ_WIDGET = "widget.read"
    WRITE_WIDGET = "widget.write"
    READ_JOBS = "jobs.read"
    RETRY_JOBS = "jobs.write"
    READ_INDEX = "index.read"
    WRITE_INDEX = "index.write"
    READ_SCHEMAS = "schemas.read"
    WRITE_SCHEMAS = "schemas.write"
    ANALYZE = "analyze"
    READ_PROMPTS = "prompts.read"
    WRITE_PROMPTS = "prompts.write"
    READ_MODELS = "models.read"
    WRITE_MODELS = "models.write"
    CALL_MODELS = "models.call"
    READ_USAGE = "usage.read"
    WRITE_BUDGETS = "budgets.write"
    READ_STORES = "stores.read"
    WRITE_STORES = "stores.write"
    READ_KEYS = "keys.read"
    WRITE_KEYS = "keys.write"
    READ_MEMBERS = "members.read"
    WRITE_MEMBERS = "members.write"
    WRITE_ROLES = "roles.write"
    READ_ORGANIZATION = "organization.read"
    WRITE_ORGANIZATION = "organization.write"
    DELETE_ORGANIZATION = "organization.delete"
    WRITE_SIGN_ON = "sign_on.write"
    READ_AUDIT = "audit.read"
    READ_ACCOUNT = "account.read"
    WRITE_ACCOUNT = "account.write"
    READ_PLATFORM = "platform.read"
    WRITE_PLATFORM = "platform.write"
    WORK = "work"  # what a job does for its tenant


@dataclass(frozen=True, slots=True)
class Grant:
    """Actions that are allowed in one store, or, without a store_id, in the organization and all its stores."""

    store_id: UUID | None
    actions: frozenset[Action]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action happens: in a store, or, without a store_id, in the organization itself."""

    organization_id: UUID
    store_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """An authenticated caller.

    store_id: the store it acts in; None while it is not bound to one. credential_id: of the key, session or login.
    session_id: only of shoppers. shopper_id: of those shoppers who were proven. person_id: of people. connection_id: of the
    single sign-on that vouched for them, which speaks for its organization alone and not for their account.
    """

    kind: CallerKind
    organization_id: UUID
    store_id: UUID | None
    credential_id: UUID
    grants: tuple[Grant, ...] = ()
    session_id: UUID | None = None
    shopper_id: UUID | None = None
    person_id: UUID | None = None
    needs_factor: bool = (
        False  # signed in without the second factor that a role of theirs needs: their account alone
    )
    connection_id: UUID | None = None

    @classmethod
    def of_person(cls, person_id: UUID, login_id: UUID, connection_id: UUID | None = None) -> "Caller":
        """A person with their own account, of which they are the tenant, and nothing else."""
        own = Grant(None, frozenset({Action.READ_ACCOUNT, Action.WRITE_ACCOUNT}))
        return cls(
            CallerKind.PERSON,
            person_id,
            None,
            login_id,
            (own,),
            person_id=person_id,
            connection_id=connection_id,
        )

    @property
    def principal(self) -> str:
        """Who this is, in the database's context and in the audit log."""
        return f"{self.kind.value}:{id_text(self.person_id or self.credential_id)}"

    @property
    def account_id(self) -> UUID:
        """Of people: whose account it is. Raises RuntimeError for keys and shoppers, who have none."""
        if self.person_id is None:
            raise RuntimeError(f"a {self.kind} caller has no account")
        return self.person_id

    @property
    def scope(self) -> Scope:
        """The database scope of this caller."""
        return Scope(self.organization_id, self.store_id, self.principal)

    @property
    def place(self) -> Place:
        """Where this caller acts."""
        return Place(self.organization_id, self.store_id)

    def in_store(self, store_id: UUID) -> "Caller":
        """The same caller acting in one store; whether it may there is `allow`'s to say."""
        return replace(self, store_id=store_id)


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
