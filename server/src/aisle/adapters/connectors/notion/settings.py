"""What a merchant says of a Notion workspace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from aisle.adapters.connectors.api.mapping import RecordMap
from aisle.sources.ports import Delta, ResourceRule
from aisle.sources.records import Resource
from aisle.sources.rules.expressions import BadExpression

ID = re.compile(r"([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})", re.IGNORECASE)
TOLD = frozenset({"title", "url", "language", "category", "tags", "about_products"})
# Times of change are cut to the minute, and search lags behind what people write (developers.notion.com/reference/search-optimizations-and-limitations).
OVERLAP = timedelta(minutes=30)
RULES: Mapping[Resource, ResourceRule] = {
    Resource.DOCUMENTS: ResourceRule(Delta.TIME, OVERLAP, ("deletion", "sharing", "synced block")),
    Resource.PRODUCTS: ResourceRule(Delta.TIME, OVERLAP, ("deletion", "sharing", "rollup")),
}


def id_in(text: str) -> str:
    """Return the id that an address of Notion ends with, or that is written alone. Raises ValueError."""
    found = ID.findall(text.partition("?")[0])
    if not found:
        raise ValueError("write the id of a database, or its address")
    return "-".join(found[-1]).lower()


NotionId = Annotated[str, Field(max_length=500), AfterValidator(id_in)]


class Table(BaseModel):
    """What the rows of a database are. record: by field of the record, an expression over a row's properties."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    becomes: Literal["products", "documents", "nothing"]
    record: dict[str, Any] = Field({}, max_length=60)
    body: bool = False  # whether rows of products are read with what stands in them, as `body`

    def mapping(self) -> RecordMap:
        """Return how rows become records. Raises BadExpression."""
        if self.becomes == "products":
            return RecordMap(Resource.PRODUCTS, {"updated_at": "last_edited_time", **self.record, "id": "id"})
        if strange := sorted(self.record.keys() - TOLD):
            raise BadExpression(f"documents take {', '.join(sorted(TOLD))} of their rows, not {strange[0]!r}")
        return RecordMap(Resource.DOCUMENTS, {**self.record, "id": "id", "name": "id"})


class NotionOptions(BaseModel):
    """What of a workspace is read: all that is shared with the integration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tables: dict[NotionId, Table] = Field(
        {},
        max_length=100,
        description="By address of a database: what its rows become (products, documents, nothing), and how.",
    )

    @model_validator(mode="after")
    def _is_understood(self) -> NotionOptions:
        for name, table in self.tables.items():
            try:
                table.mapping()
            except BadExpression as error:
                raise ValueError(f"{name}: {error}") from None
        return self

    def offered(self) -> Mapping[Resource, ResourceRule]:
        """Return documents, and products where a database holds any."""
        has_products = any(one.becomes == "products" for one in self.tables.values())
        return {one: rule for one, rule in RULES.items() if one is Resource.DOCUMENTS or has_products}


class NotionCredentials(BaseModel):
    """An internal integration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr = Field(
        description="Internal integration secret (ntn_…), with the right to read content."
    )
