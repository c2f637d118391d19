"""What is in an export: one file of JSON lines for each table, with these columns alone.

Columns are named one by one: what is not named here, such as a secret, a hash or what seals something, cannot slip in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

NOBODY = UUID(int=0)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
FEW, MANY = 20, 500  # rows read at once, where one may be long or is short


@dataclass(frozen=True, slots=True)
class Section:
    """A file of the archive.

    Attributes:
        name: Of the file, without its ending.
        columns: SQL of what each line says, over the table as t.
        keys: The columns that rows are told apart by, with their types and what comes before every row.
        sealed: A column whose text is sealed, with the column of the id that it is sealed for; the line has it opened.
    """

    name: str
    table: str
    columns: str
    keys: Mapping[str, tuple[str, Any]]
    at_once: int = MANY
    sealed: tuple[str, str] | None = None

    @property
    def query(self) -> str:
        """SQL for a page: $1 the organization, $2 how many, then the keys of the row before."""
        names = ", ".join(f"t.{key}" for key in self.keys)
        after = ", ".join(f"${place}::{kind}" for place, (kind, _) in enumerate(self.keys.values(), 3))
        sealed = f", t.{self.sealed[0]} AS sealed, t.{self.sealed[1]} AS sealed_for" if self.sealed else ""
        return (
            f"SELECT {names}{sealed}, (SELECT row_to_json(o)::text FROM (SELECT {self.columns}) AS o) AS line"
            f" FROM {self.table} AS t WHERE t.organization_id = $1 AND ({names}) > ({after}) ORDER BY {names} LIMIT $2"
        )

    @property
    def start(self) -> tuple[Any, ...]:
        """The keys before every row."""
        return tuple(first for _, first in self.keys.values())


IN_STORE = {"store_id": ("uuid", NOBODY), "id": ("uuid", NOBODY)}
OF_ARTICLE = {"store_id": ("uuid", NOBODY), "article_id": ("uuid", NOBODY), "number": ("integer", 0)}

SECTIONS = (
    Section(
        "organization",
        "organization",
        "t.organization_id, t.name, t.settings, t.created_at",
        {"organization_id": ("uuid", NOBODY)},
    ),
    Section(
        "stores",
        "store",
        "t.store_id, t.slug, t.name, t.currency, t.language, t.site_url, t.time_zone, t.settings, t.created_at,"
        " t.suspended_at, t.deleted_at",
        {"store_id": ("uuid", NOBODY)},
    ),
    Section(
        "members",
        "member",
        "t.person_id, t.name, t.joined_by, t.joined_at, t.seen_at, t.suspended_at, t.suspended_why,"
        " (SELECT coalesce(json_agg(json_build_object('role', coalesce(r.role, r.role_id::text), 'store_id', r.store_id)),"
        " '[]') FROM member_role r WHERE r.organization_id = t.organization_id AND r.person_id = t.person_id) AS roles",
        {"person_id": ("uuid", NOBODY)},
        sealed=("email_sealed", "person_id"),
    ),
    Section("roles", "role", "t.id, t.name, t.actions, t.created_at", {"id": ("uuid", NOBODY)}),
    Section(
        "products",
        "product",
        "t.store_id, t.id, t.handle, t.title, t.description, t.brand, t.category, t.tags, t.url, t.images, t.attributes,"
        " t.options, t.relations, t.rating, t.rating_count, t.overridden, t.hidden, t.as_of, t.created_at, t.updated_at",
        IN_STORE,
    ),
    Section(
        "variants",
        "variant",
        "t.store_id, t.id, t.product_id, t.position, t.sku, t.barcode, t.title, t.options, t.price::text, t.compare_at::text,"
        " t.currency, t.stock, t.availability, t.as_of",
        IN_STORE,
    ),
    Section(
        "documents",
        "document",
        "t.store_id, t.id, t.source_id, t.name, t.title, t.url, t.language, t.category, t.tags, t.state,"
        " t.published_version_id, t.created_at, t.updated_at, t.deleted_at",
        IN_STORE,
    ),
    Section(
        "document_versions",
        "document_version",
        "t.store_id, t.id, t.document_id, t.number, t.bytes, t.media_type, t.title, t.pages, t.body AS text, t.state,"
        " t.valid_from, t.valid_until, t.markets, t.created_at",
        IN_STORE,
        FEW,
    ),
    Section(
        "articles",
        "article",
        "t.store_id, t.id, t.key, t.language, t.document_id, t.draft_save, t.review_on, t.review_every_days,"
        " t.archived_at, t.created_at, t.created_by, t.updated_at",
        IN_STORE,
    ),
    Section(
        "article_texts",
        "article_save",
        "t.store_id, t.article_id, t.number, t.based_on, t.is_aside, t.title, t.body, t.tags, t.valid_from, t.valid_until,"
        " t.markets, t.saved_at, t.saved_by",
        OF_ARTICLE,
        FEW,
    ),
    Section(
        "article_versions",
        "article_version",
        "t.store_id, t.article_id, t.number, t.save_number, t.restores, t.state, t.publish_at, t.made_at, t.made_by",
        OF_ARTICLE,
    ),
    Section(
        "conversations",
        "conversation",
        "t.store_id, t.id, t.market, t.preview, t.page, t.improve, t.disclosed_at, t.disclosure_language, t.archived_at,"
        " t.created_at, t.last_at",
        IN_STORE,
    ),
    Section(
        "messages",
        "message",
        "t.store_id, t.id, t.conversation_id, t.turn_id, t.role, t.content, t.created_at",
        IN_STORE,
    ),
    Section(
        "feedback",
        "feedback",
        "t.store_id, t.message_id, t.rating, t.reasons, t.comment, t.created_at, t.updated_at",
        {"store_id": ("uuid", NOBODY), "message_id": ("uuid", NOBODY)},
    ),
    Section(
        "audit",
        "audit_entry",
        "t.number, t.at, t.action, t.actor, t.store_id, t.object_kind, t.object_id, t.before, t.after, t.outcome, t.request_id",
        {"number": ("bigint", 0)},
    ),
    Section(
        "usage",
        "usage_event",
        "t.at, t.store_id, t.assistant_id, t.conversation_id, t.purpose, t.endpoint, t.provider, t.model, t.outcome,"
        " t.tokens_in, t.tokens_out, t.cached_tokens, t.reasoning_tokens, t.cost::text, t.currency, t.seconds",
        {"at": ("timestamptz", LONG_AGO), "id": ("uuid", NOBODY), "correction": ("boolean", False)},
    ),
)
