"""The kind "database"."""

from collections.abc import Mapping

from pydantic import BaseModel

from aisle.adapters.connectors.database.connector import DatabaseConnector
from aisle.adapters.connectors.database.options import RULES, DatabaseCredentials, DatabaseOptions
from aisle.sources.ports import Connector, Detected, Hooks, Outside, ResourceRule, Setup
from aisle.sources.records import Resource


class DatabaseKind:
    """Rows of queries, as records."""

    name = "database"
    title = "Database (PostgreSQL, MariaDB, MySQL)"
    summary = (
        "Reads the rows of queries to a PostgreSQL, MariaDB or MySQL database, in read-only transactions."
    )
    options: type[BaseModel] = DatabaseOptions
    credentials: type[BaseModel] = DatabaseCredentials
    rules: Mapping[Resource, ResourceRule] = RULES
    hooks: Hooks | None = None

    def open(self, setup: Setup) -> Connector:
        """Return a connection; nothing is connected yet."""
        return DatabaseConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Nobody names a database when asked for a shop's address."""
        return None


DATABASE = DatabaseKind()
