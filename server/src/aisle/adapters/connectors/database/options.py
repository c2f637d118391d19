"""What a merchant says of a database: where it is, and which query gives which records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from aisle.adapters.connectors.api.mapping import RecordMap
from aisle.adapters.connectors.database.sealing import check_sealed
from aisle.sources.ports import Delta, ResourceRule
from aisle.sources.records import Resource
from aisle.sources.rules.expressions import BadExpression

Column = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,62}$")]
READ = tuple(one for one in Resource if one is not Resource.DOCUMENTS)
RULES: Mapping[Resource, ResourceRule] = {
    one: ResourceRule(Delta.TIME, timedelta(seconds=300), lists_ids=True) for one in READ
}


class Query(BaseModel):
    """One query.

    Attributes:
        key: The column that tells rows apart; it is the record's id.
        changed: The column with the time of change.
        parsed: Columns whose texts are JSON, where the server does not say so (MariaDB).
    """

    model_config = ConfigDict(extra="forbid")

    select: str = Field(min_length=1, max_length=20_000, pattern=r"(?is)^\s*(select|with)\b")
    key: Column
    record: dict[str, Any] = Field(max_length=60)
    changed: Column | None = None
    zone: str = Field("UTC", max_length=60)
    parsed: list[Column] = Field([], max_length=50)
    overlap_seconds: int = Field(300, ge=0, le=366 * 86_400)

    @field_validator("select")
    @classmethod
    def _ends_nothing(cls, value: str) -> str:
        if "\x00" in value:
            raise ValueError("a query holds no NUL")
        return value.strip().rstrip(";")

    @field_validator("zone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key
        except (ValueError, OSError, KeyError):
            raise ValueError("write an IANA name, such as Europe/Berlin") from None

    def mapping(self, resource: Resource) -> RecordMap:
        """Return how rows become records. Raises BadExpression."""
        return RecordMap(resource, {**self.record, "id": self.key})

    def rule(self) -> ResourceRule:
        """Return how changes are found."""
        if self.changed is None:
            return ResourceRule(Delta.NONE, lists_ids=True)
        return ResourceRule(Delta.TIME, timedelta(seconds=self.overlap_seconds), lists_ids=True)


class DatabaseOptions(BaseModel):
    """Where the database is, and what is asked."""

    model_config = ConfigDict(extra="forbid")

    engine: Literal["postgresql", "mariadb"] = Field(
        "postgresql", description="What the server is: postgresql, or mariadb for MariaDB and MySQL."
    )
    host: str = Field(min_length=1, max_length=253, description="Name or address of the server.")
    port: int | None = Field(
        None, ge=1, le=65_535, description="Its port; empty for the usual one (5432, or 3306)."
    )
    database: str = Field(min_length=1, max_length=63, description="Name of the database.")
    queries: dict[Resource, Query] = Field(
        min_length=1, max_length=len(READ), description="By resource: a query, its key, and what is which."
    )
    tls: bool = Field(True, description="Encrypt; off only for servers that the operator named.")
    authority: str = Field(
        "", max_length=100_000, description="Certificate (PEM) of the authority that signed the server's."
    )
    seconds: int = Field(120, ge=1, le=1_800, description="How long the server may take for one answer.")

    @model_validator(mode="after")
    def _is_understood(self) -> DatabaseOptions:
        for resource, query in self.queries.items():
            if resource not in READ:
                raise ValueError(f"{resource} are not read from a database")
            if self.engine == "mariadb":
                check_sealed(query.select)
            try:
                query.mapping(resource)
            except BadExpression as error:
                raise ValueError(f"{resource}: {error}") from None
        return self

    @property
    def server_port(self) -> int:
        """The port that is connected to."""
        return self.port or (3306 if self.engine == "mariadb" else 5432)

    def offered(self) -> Mapping[Resource, ResourceRule]:
        """Return what the queries read."""
        return {resource: query.rule() for resource, query in self.queries.items()}


class DatabaseCredentials(BaseModel):
    """A role that may read, and no more."""

    model_config = ConfigDict(extra="forbid")

    user: str = Field(min_length=1, max_length=63, description="Name of a role that may only read.")
    password: SecretStr = Field(description="Its password.")
