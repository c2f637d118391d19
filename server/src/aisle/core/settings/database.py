"""Which PostgreSQL is used, and as whom."""

from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, BaseModel, Field

from aisle.core.settings.addresses import PostgresUrl
from aisle.core.settings.reading import EmptyIsUnset


class DatabaseSettings(BaseModel):
    """The database: its addresses by role, and the embedded one where there is none."""

    database_url: PostgresUrl = Field(
        None,
        validation_alias=AliasChoices("database_url", "DATABASE_URL"),
        description="PostgreSQL >= 16 with pgvector >= 0.8, as the application role. Empty: the embedded server.",
    )
    database_admin_url: PostgresUrl = Field(
        None,
        validation_alias=AliasChoices("database_admin_url", "DATABASE_ADMIN_URL"),
        description="The role that makes schema and roles. Used by `aisle migrate` alone.",
    )
    worker_database_url: PostgresUrl = Field(
        None, description="The worker's role; empty: derived by migrate."
    )
    dispatcher_database_url: PostgresUrl = Field(
        None, description="The dispatcher's role; empty: derived by migrate."
    )
    db_role_prefix: str = Field(
        "aisle",
        pattern=r"^[a-z][a-z0-9_]{0,30}$",
        description="First part of the names of the database roles.",
    )
    db_pool_size: int = Field(10, ge=1, le=200, description="Connections each process may hold.")
    pg_bin: Annotated[Path | None, EmptyIsUnset] = Field(
        None, description="Folder with PostgreSQL's programs, instead of the embedded ones."
    )

    @property
    def embedded(self) -> bool:
        """Whether the embedded PostgreSQL is used."""
        return self.database_url is None
