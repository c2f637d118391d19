"""What a shop says of its Drive."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from aisle.catalog.currencies import is_currency

ID = re.compile(r"[A-Za-z0-9_-]{4,200}")
_ADDRESS = re.compile(
    r"https://(?:drive|docs)\.google\.com/\S*?(?:/folders/|/d/|[?&]id=)([A-Za-z0-9_-]{4,200})"
)
Pattern = Annotated[str, Field(min_length=1, max_length=300)]


def _id_in(text: str) -> str:
    """Return the id that stands in an address of Drive, or an id as it is."""
    text = text.strip()
    found = _ADDRESS.match(text)
    if found:
        return found[1]
    if not ID.fullmatch(text):
        raise ValueError("give an id, or the address of a folder, a shared drive or a file in Google Drive")
    return text


Place = Annotated[str, Field(max_length=500), AfterValidator(_id_in)]


class GoogleOptions(BaseModel):
    """What is read, and as what."""

    model_config = ConfigDict(extra="forbid")

    places: list[Place] = Field(
        min_length=1,
        max_length=50,
        description="Folders with all below them, shared drives, or single files: their addresses in Google Drive, or ids.",
    )
    include: list[Pattern] = Field(
        [],
        max_length=100,
        description="Only paths like these; * stands for anything, $ for the end: Manuals/*.",
    )
    exclude: list[Pattern] = Field([], max_length=100, description="No paths like these: Drafts/*, *.tmp$.")
    catalogues: list[Place] = Field(
        [],
        max_length=50,
        description="Spreadsheets and tables whose rows are products: their addresses or ids.",
    )
    currency: str = Field(
        "", description="Currency of prices that name none, such as EUR; usually the store's."
    )
    mapping: dict[str, Any] = Field(
        {}, max_length=50, description="Columns by field, where the guess is wrong, as in a catalogue import."
    )
    documents_as: Literal["html", "markdown"] = Field("html", description="How Google Docs are exported.")
    sheets_as: Literal["xlsx", "csv"] = Field(
        "xlsx", description="How Google Sheets are exported; csv: their first sheet alone."
    )
    most_bytes: int = Field(
        50 * 2**20, ge=1, le=200 * 2**20, description="Largest file, in bytes; larger ones are told."
    )

    @field_validator("currency")
    @classmethod
    def _is_currency(cls, value: str) -> str:
        if value and not is_currency(value):
            raise ValueError("write an ISO 4217 code, such as EUR")
        return value
