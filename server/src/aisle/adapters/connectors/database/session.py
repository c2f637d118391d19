"""What one reading of a shop's database is, whatever it speaks."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from aisle.adapters.connectors.database.options import Query
from aisle.sources.errors import BrokenData


@dataclass(frozen=True, slots=True)
class Row:
    """A row. key: as text; None or empty where the query gives none. data: by column, as JSON has values."""

    key: str | None
    data: dict[str, Any]


class Session(Protocol):
    """A read-only transaction. All raise the kinds of ShopError."""

    async def now(self) -> datetime:
        """Return the server's time."""
        ...

    async def look(self, query: Query) -> None:
        """Have a query planned, and see whether its columns are there and of use. Nothing of it is run."""
        ...

    async def can_write(self) -> bool:
        """Say whether the role may change anything."""
        ...

    def rows(self, query: Query, since: datetime | None, key: str | None) -> AsyncIterator[Sequence[Row]]:
        """Yield rows in portions, by key, byte by byte: those behind a key, that changed since a time."""
        ...

    async def again(self, query: Query, keys: Sequence[str]) -> Sequence[Row]:
        """Return the rows of some keys."""
        ...

    def keys(self, query: Query) -> AsyncIterator[Sequence[str]]:
        """Yield all keys."""
        ...


def type_of(columns: dict[str, Any], column: str) -> Any:
    """Return the type of a column. Raises BrokenData without it."""
    if column not in columns:
        raise BrokenData(f"The query gives no column {column}; it gives {', '.join(columns)[:200]}.")
    return columns[column]
