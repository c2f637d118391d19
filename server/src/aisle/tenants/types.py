"""What a store is, and what its merchant may set about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from aisle.core.ids import OrganizationId, StoreId

LONGEST_SLUG = 63
LONGEST_DAYS = 365
SLUG_PATTERN = rf"^(?=.{{1,{LONGEST_SLUG}}}$)[a-z0-9](-?[a-z0-9])*$"
Text = Annotated[str, StringConstraints(max_length=500)]


class Contact(BaseModel):
    """How a shopper reaches a person of the store."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: Text | None = None
    phone: Text | None = None
    hours: Text | None = None
    url: Text | None = None


class Retention(BaseModel):
    """How many days is kept what shoppers say, and how answers came about. None: as the installation says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    conversation_days: int | None = Field(None, ge=1, le=LONGEST_DAYS, strict=True)
    trace_days: int | None = Field(None, ge=1, le=LONGEST_DAYS, strict=True)


class StoreSettings(BaseModel):
    """The part of a store that its merchant edits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contact: Contact = Contact()
    brand_color: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = "#22606f"
    mark: Annotated[str, StringConstraints(max_length=4)] = ""
    greeting: Text = ""
    suggestions: tuple[Text, ...] = Field((), max_length=4)
    privacy_url: Text | None = None
    reranking: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")], ...] | None = (
        Field(None, max_length=8)
    )  # rerankers in order; None: as the installation says
    retention: Retention = Retention()


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What a store is to the world, beside its settings. site_url: None where it has no address yet."""

    name: str
    currency: str
    language: str
    site_url: str | None
    time_zone: str


class Store(BaseModel):
    """One shop of an organization."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    organization_id: OrganizationId
    id: StoreId
    slug: str
    name: str
    currency: str
    language: str
    site_url: str | None
    time_zone: str
    is_demo: bool
    settings: StoreSettings

    @property
    def facts(self) -> StoreFacts:
        """What it is to the world."""
        return StoreFacts(self.name, self.currency, self.language, self.site_url, self.time_zone)

    def conversation_days(self, usual: int) -> int:
        """Return how many days a silent conversation is kept. usual: as the installation says."""
        return self.settings.retention.conversation_days or usual

    def trace_days(self, usual: int) -> int:
        """Return how many days it is kept how an answer came about. usual: as the installation says."""
        return self.settings.retention.trace_days or usual


@dataclass(frozen=True, slots=True)
class StoreState:
    """A store as those see it who run it. Suspended: it answers nobody. Deleted: it is gone some days later."""

    store_id: UUID
    slug: str
    name: str
    created_at: datetime
    suspended_at: datetime | None
    deleted_at: datetime | None
    is_demo: bool = False


class StoreAddress(BaseModel):
    """Which tenant a slug belongs to."""

    model_config = ConfigDict(frozen=True)

    slug: str
    organization_id: UUID
    store_id: UUID


def settings_of(data: dict[str, Any]) -> StoreSettings:
    """Validate stored or given settings. Raises pydantic.ValidationError."""
    return StoreSettings.model_validate(data)
