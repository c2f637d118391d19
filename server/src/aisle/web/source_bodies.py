"""Sources as callers send them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from aisle.sources.connections.wanted import UNSET, Unset, WantedChange, WantedReading, WantedSource
from aisle.sources.records import Resource
from aisle.sources.rules.dry_run import MOST_RECORDS
from aisle.sources.syncing.causes import OneCause
from aisle.sources.syncing.types import Mode
from aisle.web.text import Storable, StorableObject

Schedule = Annotated[
    Storable | None,
    Field(
        max_length=100, description="“every 15m”, “every 6h”, or five fields of cron; null: not by itself."
    ),
]
READING = ("resources", "at_once", "per_second", "time_zone", "priority", "rules", "settings")


class ReadingBody(BaseModel):
    """How a source shall be read; what is left out stays as it is, or is as usual."""

    model_config = ConfigDict(extra="forbid")

    resources: list[Resource] | None = Field(None, description="What of it; left out: all that the kind can.")
    at_once: int | None = Field(None, ge=1, le=64, description="Requests at the shop at once.")
    per_second: float | None = Field(None, gt=0, le=1000, description="New requests a second at most.")
    schedule: Schedule = Field("every 15m", description="When what changed is read.")
    reconcile: Schedule = Field("@daily", description="When it is looked for what no change tells of.")
    time_zone: Storable | None = Field(None, max_length=64, description="That cron is meant in.")
    priority: int | None = Field(None, ge=0, le=10_000, description="Among sources; the higher is believed.")
    rules: list[StorableObject] | None = Field(None, description="Transformations of records.")
    settings: StorableObject | None = None

    def reading(self) -> WantedReading:
        """Return it as the service takes it."""
        said: dict[str, Any] = {name: getattr(self, name) for name in READING}
        return WantedReading(**said, schedule=self._said("schedule"), reconcile=self._said("reconcile"))

    def _said(self, name: str) -> str | Unset | None:
        return getattr(self, name) if name in self.model_fields_set else UNSET


class SourceBody(ReadingBody):
    """A source to be connected, or only tried."""

    kind: Storable = Field(max_length=64)
    name: Storable = Field("", max_length=200)
    options: StorableObject = Field(default_factory=dict)
    credentials: StorableObject = Field(default_factory=dict, repr=False)
    unchecked: bool = Field(False, description="Connect it without asking the shop first.")

    def wanted(self) -> WantedSource:
        """Return it as the service takes it."""
        return WantedSource(self.kind, self.name, self.options, self.credentials, self.reading())


class SourceChangeBody(ReadingBody):
    """What shall be different. Options and credentials are given whole."""

    name: Storable | None = Field(None, max_length=200)
    options: StorableObject | None = None
    credentials: StorableObject | None = Field(None, repr=False)

    def wanted(self) -> WantedChange:
        """Return it as the service takes it."""
        return WantedChange(self.name, self.options, self.credentials, self.reading())


class SyncBody(BaseModel):
    """What shall be read."""

    model_config = ConfigDict(extra="forbid")

    mode: Literal["full", "incremental", "reconcile"] = "incremental"
    resources: list[Resource] | None = None

    @property
    def wanted_mode(self) -> Mode:
        """Return the mode."""
        return Mode(self.mode)


class AddressBody(BaseModel):
    """The address of a shop."""

    model_config = ConfigDict(extra="forbid")

    address: Storable = Field(min_length=1, max_length=2000)


class CauseBody(BaseModel):
    """What problems have in common, as `causes` of the list of problems tells it."""

    model_config = ConfigDict(extra="forbid")

    resource: Resource
    code: Storable = Field(min_length=1, max_length=200)
    field: Storable = Field("", max_length=200)

    def cause(self) -> OneCause:
        """Return it as the service takes it."""
        return OneCause(self.resource, self.code, self.field)


class DryRunBody(BaseModel):
    """Rules to be tried. rules: left out: the source's own. records: left out: the first that the shop has."""

    model_config = ConfigDict(extra="forbid")

    resource: Resource
    rules: list[dict[str, Any]] | None = None
    records: list[dict[str, Any]] | None = Field(None, max_length=MOST_RECORDS)


class RetryBody(BaseModel):
    """A record out of quarantine. data: as it shall be kept; left out: the shop is asked for it again."""

    model_config = ConfigDict(extra="forbid")

    data: StorableObject | None = None
